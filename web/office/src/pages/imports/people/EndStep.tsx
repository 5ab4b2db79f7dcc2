import { peopleImports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { Panel, ScrollX } from "@shared/ui/Page";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type End, Ended, Running } from "../Ends";
import { type Figure, Figures } from "../Figures";
import { newImport, stopImport, undoImport } from "./commands";
import { kPeople } from "./kind";

function Did(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const { job } = props;
  const undone: Figure[] =
    job.state === "undoing" || job.state === "undone"
      ? [
          [t("peopleImports.result.rowsUndone"), job.rows_undone],
          [t("peopleImports.result.rowsKept"), job.rows_kept, true],
        ]
      : [];
  return (
    <Figures
      four={undone.length === 0}
      figures={[
        [t("peopleImports.result.created"), job.customers_created],
        [t("peopleImports.result.updated"), job.customers_updated],
        [t("imports.result.rowsSkipped"), job.rows_skipped],
        [t("imports.result.rowsRefused"), job.rows_refused, true],
        ...undone,
      ]}
    />
  );
}

export function RunStep(props: { job: ImportJob }) {
  return (
    <Running job={props.job} stop={stopImport}>
      <Did job={props.job} />
    </Running>
  );
}

/** What undoing left as it is, line by line. */
function Kept(props: { id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: [...kPeople.queryKey, props.id, "kept"],
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

export function EndStep(props: { job: ImportJob; state: End }) {
  const { t } = useTranslation();
  const can = useCan();
  const { job, state } = props;
  return (
    <>
      <Ended
        job={job}
        state={state}
        errorsPath={kPeople.errorsPath(job.id)}
        figures={<Did job={job} />}
        another={newImport}
      >
        <CommandButton command={bind(undoImport, job)} />
        {can("customers.read") && state !== "undone" && job.customers_created ? (
          <Link to="/customers?sort=-created_at">{t("imports.result.seeCustomers")}</Link>
        ) : null}
      </Ended>
      {state === "undone" && job.rows_kept ? <Kept id={job.id} /> : null}
    </>
  );
}
