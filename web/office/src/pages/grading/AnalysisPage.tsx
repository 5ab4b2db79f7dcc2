import { type Analysis, type AnalysisRow, grading } from "@shared/api/grading";
import { asProblem } from "@shared/api/problem";
import type { Text } from "@shared/text/i18n";
import { textFor } from "@shared/text/reason";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Page, Panel, ScrollX } from "@shared/ui/Page";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select, Skeleton, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { usePools } from "../pool/choices";
import { minutesText } from "../pool/due";
import { PeriodChoice, usePeriod } from "../pool/Period";
import { RowsChart } from "./AnalysisCharts";
import { funnelOf } from "./funnel";
import "../pool/pool.css";
import "../pool/board.css";
import "./grading.css";

/** How many of those who arrived come how far. Bars, because their lengths can be compared. */
function Funnel(props: { total: AnalysisRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("grading.an.funnel")}>
      <ol className="hp-funnel">
        {funnelOf(props.total).map((step, i) => (
          <li key={step.step}>
            <span>{t(`grading.an.step.${step.step}`)}</span>
            <i>
              <b style={{ width: `${step.ofAllPpm / 10_000}%` }} />
            </i>
            <strong className="hp-num">{format.integer(step.count)}</strong>
            <small className="hp-faint hp-num">
              {i === 0
                ? ""
                : t("grading.an.ofBefore", { percent: `${Math.round(step.ofBeforePpm / 10_000)}%` })}
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function useNames(kind: "source" | "staff" | "grade") {
  const { t } = useTranslation();
  return (row: AnalysisRow): string => {
    const name = row.name || row.key;
    if (!name || name === "0") return t("grading.an.unnamed");
    return kind === "source" ? textFor(t, `customers.sourceName.${name}`, name) : name;
  };
}

function Rows(props: { kind: "source" | "staff" | "grade"; rows: readonly AnalysisRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, rows } = props;
  const nameOf = useNames(kind);
  const named = rows.map((row) => ({ ...row, name: nameOf(row) }));
  const heads = ["arrivals", "taken", "contacted", "opportunities", "won"] as const;
  if (rows.length === 0) return <EmptyState kind="nothing" title={t("grading.an.nothing")} text="" compact />;
  return (
    <>
      <RowsChart rows={named} />
      <ScrollX label={t("grading.analysis")}>
        <table className="hp-board-people">
          <thead>
            <tr>
              <th scope="col">{t("grading.an.name")}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="hp-right">
                  {t(`grading.an.${head}`)}
                </th>
              ))}
              <th scope="col" className="hp-right">
                {t("grading.an.conversion")}
              </th>
              <th scope="col" className="hp-right">
                {t("grading.an.firstContact")}
              </th>
            </tr>
          </thead>
          <tbody>
            {named.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {heads.map((head) => (
                  <td key={head} className="hp-right hp-num">
                    {format.integer(row[head])}
                  </td>
                ))}
                <td className="hp-right hp-num hp-strong">
                  {`${(Math.round(row.conversion_ppm / 1000) / 10).toFixed(1)}%`}
                </td>
                <td className="hp-right">
                  {row.first_contact_median_minutes === undefined || row.first_contact_median_minutes === null
                    ? "—"
                    : minutesText(t as Text, row.first_contact_median_minutes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  );
}

function Report(props: { report: Analysis }) {
  const { t } = useTranslation();
  const { report } = props;
  if (report.total.arrivals === 0)
    return <EmptyState kind="nothing" title={t("grading.an.nothing")} text="" />;
  return (
    <div className="hp-board">
      <Funnel total={report.total} />
      <section className="hp-panel hp-record-main">
        <Tabs
          items={[
            {
              key: "source",
              label: t("grading.an.bySource"),
              children: <Rows kind="source" rows={report.by_source} />,
            },
            {
              key: "staff",
              label: t("grading.an.byStaff"),
              children: <Rows kind="staff" rows={report.by_staff} />,
            },
            {
              key: "grade",
              label: t("grading.an.byGrade"),
              children: <Rows kind="grade" rows={report.by_grade} />,
            },
          ]}
        />
      </section>
    </div>
  );
}

/** From arrival to deal: where customers come from, who wins them, and where they are lost. */
export default function AnalysisPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const pools = usePools();
  const poolId = search.get("pool_id") ?? undefined;
  const { from, to, days, setDays } = usePeriod();
  const question = { from, to, ...(poolId ? { pool_id: poolId } : {}) };
  const query = useQuery({
    queryKey: ["grading", "analysis", question],
    queryFn: ({ signal }) => grading.analysis(question, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t("grading.analysis")}
      sub={`${from} – ${to}`}
      extra={
        <span className="hp-fair-filters">
          <Select
            allowClear
            className="hp-pool-choice"
            aria-label={t("grading.an.pool")}
            placeholder={t("grading.an.allPools")}
            value={poolId}
            options={pools.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id?: string) => {
              const next = new URLSearchParams(search);
              if (id) next.set("pool_id", id);
              else next.delete("pool_id");
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
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  );
}
