import { peopleImports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel, ScrollX } from "@shared/ui/Page";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { CircleCheck, CircleSlash, CircleX, Download, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RowProgress } from "../States";
import { newPeopleImport, stopPeopleImport, undoPeopleImport } from "./commands";

function Figures(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  const undone = job.state === "undoing" || job.state === "undone";
  const figures: [label: string, value: number | undefined, bad?: boolean][] = [
    [t("peopleImports.result.created"), job.customers_created],
    [t("peopleImports.result.updated"), job.customers_updated],
    [t("imports.result.rowsSkipped"), job.rows_skipped],
    [t("imports.result.rowsRefused"), job.rows_refused, true],
    ...(undone
      ? ([
          [t("peopleImports.result.rowsUndone"), job.rows_undone],
          [t("peopleImports.result.rowsKept"), job.rows_kept, true],
        ] as [string, number | undefined, boolean?][])
      : []),
  ];
  return (
    <div className={`hp-tiles hp-import-tiles${undone ? "" : " hp-import-four"}`}>
      {figures.map(([label, value, bad]) => (
        <div key={label} className="hp-tile">
          <span>{label}</span>
          <strong className={`hp-num${bad && value ? " hp-tone-bad" : ""}`}>
            {format.integer(value ?? 0)}
          </strong>
        </div>
      ))}
    </div>
  );
}

export function PeopleRunStep(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  return (
    <Panel
      title={t("imports.run.title")}
      extra={<CommandButton command={bind(stopPeopleImport, job)} size="small" />}
    >
      <RowProgress job={job} />
      <p className="hp-num hp-import-lead" aria-live="polite">
        {t("imports.run.progress", {
          done: format.integer(job.rows_done ?? 0),
          total: format.integer(job.rows_total ?? 0),
        })}
      </p>
      <Figures job={job} />
      <p className="hp-faint hp-import-hint">{t("imports.run.hint")}</p>
    </Panel>
  );
}

/** What undoing left as it is, line by line. */
function Kept(props: { id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["imports", "people", props.id, "kept"],
    queryFn: ({ pageParam, signal }) =>
      peopleImports.effects(props.id, { outcome: "kept", cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("peopleImports.undo.kept")} className="hp-import-next-panel">
      <ScrollX label={t("peopleImports.undo.kept")}>
        <table className="hp-lines">
          <thead>
            <tr>
              <th className="hp-right">{t("peopleImports.undo.row")}</th>
              <th>{t("peopleImports.undo.did")}</th>
              <th>{t("peopleImports.undo.reason")}</th>
              <th>{t("peopleImports.undo.customer")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row_no}>
                <td className="hp-right">{row.row_no}</td>
                <td>{t(`peopleImports.undo.effects.${row.effect}`)}</td>
                <td>{reasonText(t, { reason: row.reason ?? "", detail: row.reason ?? "" })}</td>
                <td>
                  <Link to={`/customers/${row.customer_id}`}>{t("peopleImports.undo.open")}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {query.hasNextPage ? (
        <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t("action.more")}
        </Button>
      ) : null}
    </Panel>
  );
}

const kEnds = {
  done: { icon: CircleCheck, tone: "hp-tone-good" },
  failed: { icon: CircleX, tone: "hp-tone-bad" },
  cancelled: { icon: CircleSlash, tone: "hp-faint" },
  undoing: { icon: Undo2, tone: "hp-tone-warn" },
  undone: { icon: Undo2, tone: "hp-faint" },
} as const;
type End = keyof typeof kEnds;
export const isEnd = (state: string): state is End => state in kEnds;

export function PeopleEndStep(props: { job: ImportJob; state: End }) {
  const { t } = useTranslation();
  const can = useCan();
  const { job, state } = props;
  const { icon: Icon, tone } = kEnds[state];
  const title =
    state === "undone" || state === "undoing"
      ? t(`peopleImports.result.${state}`)
      : t(`imports.result.${state}`);
  return (
    <>
      <Panel>
        <div className="hp-import-end">
          <Icon size={44} strokeWidth={1.4} className={tone} aria-hidden="true" />
          <h2>{title}</h2>
          {job.error ? <p className="hp-tone-bad">{job.error}</p> : null}
        </div>
        <Figures job={job} />
        <div className="hp-import-links">
          {job.rows_refused ? (
            <Button href={peopleImports.errorsPath(job.id)} icon={<Download size={16} />} download>
              {t("imports.check.download")}
            </Button>
          ) : null}
          <CommandButton command={bind(undoPeopleImport, job)} />
          {can("customers.read") && state !== "undone" && job.customers_created ? (
            <Link to="/customers?sort=-created_at">{t("imports.result.seeCustomers")}</Link>
          ) : null}
          <CommandButton
            command={bind({ ...newPeopleImport, label: () => t("imports.result.another") }, undefined)}
          />
        </div>
      </Panel>
      {state === "undone" && job.rows_kept ? <Kept id={job.id} /> : null}
    </>
  );
}
