import { pools } from "@shared/api/pool";
import type { Fairness, Suspicion } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import type { Text } from "@shared/text/i18n";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Page, Panel, ScrollX } from "@shared/ui/Page";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import "../home/home.css";
import { usePools } from "./choices";
import { minutesText } from "./due";
import { Gini, GoodLeads, PeopleChart } from "./FairnessCharts";
import { PeriodChoice, usePeriod } from "./Period";
import { linesOf } from "./suspicions";
import "./pool.css";
import "./board.css";

function Totals(props: { report: Fairness }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { report } = props;
  const median = report.first_follow_up_median_minutes;
  return (
    <div className="hp-tiles hp-fair-wide">
      {(
        [
          [t("pool.fair.arrivals"), format.integer(report.arrivals)],
          [t("pool.fair.won"), format.integer(report.won)],
          [t("pool.fair.returned"), format.integer(report.returned)],
          [
            `${t("pool.fair.firstFollowUp")} · ${t("pool.fair.median")}`,
            median === undefined || median === null ? "—" : minutesText(t as Text, median),
          ],
        ] as const
      ).map(([label, value]) => (
        <div key={label} className="hp-tile">
          <span>{label}</span>
          <strong className="hp-num">{value}</strong>
        </div>
      ))}
    </div>
  );
}

function Suspicions(props: { items: readonly Suspicion[] }) {
  const { t } = useTranslation();
  const { items } = props;
  return (
    <Panel title={t("pool.fair.suspicions")}>
      {items.length === 0 ? <p className="hp-faint">{t("pool.fair.noSuspicions")}</p> : null}
      <ul className="hp-suspicions">
        {linesOf(items).map((one) => (
          <li key={`${one.kind} ${one.staff_id} ${one.other_staff_id ?? ""}`}>
            <TriangleAlert size={15} aria-hidden="true" />
            <span>
              {one.kind === "alike_follow_ups" && one.groups > 1
                ? t("pool.fair.alikeMany", { name: one.staff_name, groups: one.groups, n: one.count })
                : t(`pool.fair.${one.kind}`, {
                    name: one.staff_name,
                    partner: one.other_staff_name ?? "",
                    n: one.count,
                  })}
            </span>
            {one.customer_ids.length > 0 ? (
              <small className="hp-faint">
                {t("pool.fair.look")}:{" "}
                {one.customer_ids.map((id, i) => (
                  <Link key={id} to={`/customers/${id}?tab=moves`}>
                    {`${i > 0 ? " · " : ""}#${i + 1}`}
                  </Link>
                ))}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PeopleTable(props: { report: Fairness }) {
  const { t } = useTranslation();
  const { people } = props.report;
  const heads = [
    "claimed",
    "assigned",
    "returned",
    "won",
    "lost",
    "goodLeads",
    "firstFollowUp",
    "refusals",
  ] as const;
  return (
    <ScrollX label={t("pool.fair.byPerson")}>
      <table className="hp-board-people">
        <thead>
          <tr>
            <th scope="col">{t("pool.fair.person")}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="hp-right">
                {t(`pool.fair.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.staff_id}>
              <th scope="row">{one.staff_name}</th>
              {[one.claimed, one.assigned, one.returned, one.won, one.lost, one.good_leads].map((n, i) => (
                <td key={heads[i]} className="hp-right hp-num">
                  {n}
                </td>
              ))}
              <td className="hp-right">
                {one.first_follow_up_median_minutes === undefined ||
                one.first_follow_up_median_minutes === null
                  ? "—"
                  : minutesText(t as Text, one.first_follow_up_median_minutes)}
              </td>
              <td className={`hp-right hp-num${one.quota_refusals > 0 ? " hp-negative" : ""}`}>
                {one.quota_refusals}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function Report(props: { report: Fairness }) {
  const { t } = useTranslation();
  const { report } = props;
  return (
    <div className="hp-fair">
      <Totals report={report} />
      <Gini
        title={t("pool.fair.gini")}
        ppm={report.gini_ppm}
        shares={report.people.map((one) => one.good_leads)}
      />
      <Gini
        title={t("pool.fair.giniClaims")}
        ppm={report.claim_gini_ppm}
        shares={report.people.map((one) => one.claimed + one.assigned)}
      />
      <Panel title={t("pool.fair.byPerson")} className="hp-fair-wide">
        {report.people.length === 0 ? (
          <EmptyState kind="nothing" title={t("pool.fair.noPeople")} text="" compact />
        ) : (
          <>
            <PeopleChart people={report.people} />
            <PeopleTable report={report} />
          </>
        )}
      </Panel>
      <Suspicions items={report.suspicions} />
      <GoodLeads fairness={report} />
    </div>
  );
}

/** Who got what in a period, and what deserves a second look. */
export default function FairnessPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const all = usePools();
  const poolId = search.get("pool_id") ?? all[0]?.id;
  const { from, to, days, setDays } = usePeriod();
  const query = useQuery({
    queryKey: ["pool", "fairness", poolId, from, to],
    queryFn: ({ signal }) => pools.fairness(poolId ?? "", from, to, signal),
    enabled: poolId !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t("pool.fairness")}
      sub={`${from} – ${to}`}
      extra={
        <span className="hp-fair-filters">
          <Select
            className="hp-pool-choice"
            aria-label={t("pool.fair.pool")}
            value={poolId}
            options={all.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id: string) => {
              const next = new URLSearchParams(search);
              next.set("pool_id", id);
              setSearch(next, { replace: true });
            }}
          />
          <PeriodChoice days={days} onChange={setDays} />
        </span>
      }
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : query.data ? (
        <Report report={query.data} />
      ) : poolId ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : (
        <EmptyState kind="nothing" title={t("pool.fair.empty")} text="" />
      )}
    </Page>
  );
}
