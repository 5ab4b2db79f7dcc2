import { peopleImports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Time } from "@shared/ui/Values";
import { FileSpreadsheet } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ImportStatus, RowProgress } from "../States";
import { dropPeopleImport, newPeopleImport, stopPeopleImport, undoPeopleImport } from "./commands";
import "../imports.css";

const kStates = [
  "uploaded",
  "checked",
  "running",
  "done",
  "failed",
  "cancelled",
  "undoing",
  "undone",
] as const;

function useColumns(): ListColumn<ImportJob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo<ListColumn<ImportJob>[]>(() => {
    const figure = (value: number | undefined) =>
      value ? <span className="hp-num">{format.integer(value)}</span> : <Blank />;
    return [
      {
        key: "file",
        title: t("imports.column.file"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <FileSpreadsheet size={17} className="hp-faint" aria-hidden="true" />
            <Link to={`/customer-imports/${row.id}`} onClick={(event) => event.stopPropagation()}>
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
          ) : (
            figure(row.rows_total)
          ),
      },
      {
        key: "created",
        title: t("peopleImports.result.created"),
        align: "right",
        render: (row) => figure(row.customers_created),
      },
      {
        key: "updated",
        title: t("peopleImports.result.updated"),
        align: "right",
        phone: "none",
        render: (row) => figure(row.customers_updated),
      },
      {
        key: "refused",
        title: t("imports.result.rowsRefused"),
        align: "right",
        phone: "none",
        render: (row) => figure(row.rows_refused),
      },
      {
        key: "by",
        title: t("imports.column.by"),
        render: (row) => row.created_by_name || <Blank />,
      },
      {
        key: "at",
        title: t("imports.column.at"),
        sort: "created_at",
        render: (row) => <Time at={row.created_at} exact />,
      },
    ];
  }, [t, format]);
}

const rowId = (row: ImportJob) => row.id;
const rowCommands = (row: ImportJob) => [
  bind(stopPeopleImport, row),
  bind(undoPeopleImport, row),
  bind(dropPeopleImport, row),
];

export default function PeopleImportsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  return (
    <ListPage<ImportJob>
      id="people_imports"
      title={t("peopleImports.title")}
      queryKey="imports"
      load={peopleImports.list}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("imports.filter.state"),
          options: kStates.map((state) => ({ value: state, label: t(`imports.state.${state}`) })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => void navigate(`/customer-imports/${row.id}`)}
      commands={[bind(newPeopleImport, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("peopleImports.emptyTitle"), text: t("peopleImports.emptyText") }}
    />
  );
}
