import { imports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { Blank } from "@shared/ui/Values";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fileSize } from "../file";
import { ImportsList, type Middle } from "../ImportsList";
import { dropImport, newImport, stopImport } from "./commands";
import { kSales } from "./kind";

const kStates = ["uploaded", "checked", "running", "done", "failed", "cancelled"] as const;
const rowCommands = (row: ImportJob) => [bind(stopImport, row), bind(dropImport, row)];

export default function ImportsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = useCallback(
    (job: ImportJob) => (
      <span className="hp-num">
        {format.integer(job.rows_ok ?? 0)} / {format.integer(job.rows_total ?? 0)}
        {job.rows_refused ? (
          <small className="hp-tone-bad hp-import-refused">
            {t("imports.result.rowsRefused")} {format.integer(job.rows_refused)}
          </small>
        ) : null}
      </span>
    ),
    [t, format],
  );
  const middle = useMemo<Middle>(
    () => [
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
    ],
    [t, format],
  );
  return (
    <ImportsList
      id="imports"
      page={kSales.page}
      title={t("imports.title")}
      empty={{ title: t("imports.emptyTitle"), text: t("imports.emptyText") }}
      load={imports.list}
      states={kStates}
      rows={rows}
      middle={middle}
      create={newImport}
      rowCommands={rowCommands}
    />
  );
}
