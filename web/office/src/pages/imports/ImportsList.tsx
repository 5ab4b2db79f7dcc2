import type { Query } from "@shared/api/calls";
import type { ImportJob, ImportState, Page } from "@shared/api/types";
import { type BoundCommand, bind, type Command } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Time } from "@shared/ui/Values";
import { FileSpreadsheet } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ImportStatus, RowProgress } from "./States";
import "./imports.css";

const rowId = (row: ImportJob) => row.id;

/** What a kind's list shows between the state of an import and who brought it. */
export type Middle = readonly ListColumn<ImportJob>[];

function useColumns(page: string, rows: (job: ImportJob) => ReactNode, middle: Middle) {
  const { t } = useTranslation();
  return useMemo<ListColumn<ImportJob>[]>(
    () => [
      {
        key: "file",
        title: t("imports.column.file"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main hp-import-name">
            <FileSpreadsheet size={17} className="hp-faint" aria-hidden="true" />
            <Link to={`${page}/${row.id}`} onClick={(event) => event.stopPropagation()}>
              {row.file_name || row.id}
            </Link>
          </span>
        ),
      },
      {
        key: "state",
        title: t("imports.column.state"),
        phone: "side",
        render: (row) => <ImportStatus state={row.state} />,
      },
      {
        key: "rows",
        title: t("imports.column.rows"),
        align: "right",
        render: (row) =>
          row.state === "running" ? (
            <span className="hp-import-mini">
              <RowProgress job={row} small />
            </span>
          ) : row.rows_total ? (
            rows(row)
          ) : (
            <Blank />
          ),
      },
      ...middle,
      {
        key: "at",
        title: t("imports.column.at"),
        sort: "created_at",
        phone: "line",
        render: (row) => <Time at={row.created_at} exact />,
      },
      {
        key: "by",
        title: t("imports.column.by"),
        phone: "none",
        render: (row) => row.created_by_name || <Blank />,
      },
    ],
    [t, page, rows, middle],
  );
}

/** The imports of one kind. `rows`: how many rows a file had; `rowCommands`: what can be done with one import. */
export function ImportsList(props: {
  id: string;
  page: string;
  title: string;
  empty: { title: string; text: string };
  load: (query: Query, signal?: AbortSignal) => Promise<Page<ImportJob>>;
  states: readonly ImportState[];
  rows: (job: ImportJob) => ReactNode;
  middle: Middle;
  create: Command;
  rowCommands: (row: ImportJob) => BoundCommand[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns(props.page, props.rows, props.middle);
  return (
    <ListPage<ImportJob>
      id={props.id}
      title={props.title}
      queryKey="imports"
      load={props.load}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("imports.filter.state"),
          options: props.states.map((state) => ({ value: state, label: t(`imports.state.${state}`) })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => void navigate(`${props.page}/${row.id}`)}
      commands={[bind(props.create, undefined)]}
      rowCommands={props.rowCommands}
      empty={props.empty}
    />
  );
}
