import { imports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Time } from "@shared/ui/Values";
import { FileSpreadsheet } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { dropImport, newImport, stopImport } from "./commands";
import { fileSize } from "./mapping";
import { ImportStatus, RowProgress } from "./States";
import "./imports.css";

const kStates = ["uploaded", "checked", "running", "done", "failed", "cancelled"] as const;

function Rows(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  if (job.state === "running")
    return (
      <span className="hp-import-mini">
        <RowProgress job={job} small />
      </span>
    );
  if (!job.rows_total) return <Blank />;
  return (
    <span className="hp-num">
      {format.integer(job.rows_ok ?? 0)} / {format.integer(job.rows_total)}
      {job.rows_refused ? (
        <small className="hp-tone-bad hp-import-refused">
          {t("imports.result.rowsRefused")} {format.integer(job.rows_refused)}
        </small>
      ) : null}
    </span>
  );
}

function useColumns(): ListColumn<ImportJob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo<ListColumn<ImportJob>[]>(
    () => [
      {
        key: "file",
        title: t("imports.column.file"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <FileSpreadsheet size={17} className="hp-faint" aria-hidden="true" />
            <Link to={`/imports/${row.id}`} onClick={(event) => event.stopPropagation()}>
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
      { key: "rows", title: t("imports.column.rows"), align: "right", render: (row) => <Rows job={row} /> },
      {
        key: "created",
        title: t("imports.result.sales"),
        align: "right",
        phone: "none",
        render: (row) =>
          row.sales_created ? <span className="hp-num">{format.integer(row.sales_created)}</span> : <Blank />,
      },
      {
        key: "size",
        title: t("imports.column.size"),
        align: "right",
        phone: "none",
        render: (row) =>
          row.size_bytes ? <span className="hp-num">{fileSize(row.size_bytes)}</span> : <Blank />,
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
    ],
    [t, format],
  );
}

const rowId = (row: ImportJob) => row.id;
const rowCommands = (row: ImportJob) => [bind(stopImport, row), bind(dropImport, row)];

export default function ImportsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  return (
    <ListPage<ImportJob>
      id="imports"
      title={t("imports.title")}
      queryKey="imports"
      load={imports.list}
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
      onOpen={(row) => void navigate(`/imports/${row.id}`)}
      commands={[bind(newImport, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("imports.emptyTitle"), text: t("imports.emptyText") }}
    />
  );
}
