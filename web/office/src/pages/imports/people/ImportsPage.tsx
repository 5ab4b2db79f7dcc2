import { peopleImports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { Blank } from "@shared/ui/Values";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ImportsList, type Middle } from "../ImportsList";
import { dropImport, newImport, stopImport, undoImport } from "./commands";
import { kPeople } from "./kind";

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
const rowCommands = (row: ImportJob) => [bind(stopImport, row), bind(undoImport, row), bind(dropImport, row)];

export default function ImportsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, middle } = useMemo(() => {
    const figure = (value: number | undefined) =>
      value ? <span className="hp-num">{format.integer(value)}</span> : <Blank />;
    const columns: Middle = [
      {
        key: "created",
        title: t("peopleImports.column.created"),
        align: "right",
        render: (row) => figure(row.customers_created),
      },
      {
        key: "updated",
        title: t("peopleImports.column.updated"),
        align: "right",
        phone: "none",
        render: (row) => figure(row.customers_updated),
      },
      {
        key: "refused",
        title: t("peopleImports.column.refused"),
        align: "right",
        render: (row) => figure(row.rows_refused),
      },
    ];
    return { rows: (job: ImportJob) => figure(job.rows_total), middle: columns };
  }, [t, format]);
  return (
    <ImportsList
      id="people_imports"
      page={kPeople.page}
      title={t("peopleImports.title")}
      empty={{ title: t("peopleImports.emptyTitle"), text: t("peopleImports.emptyText") }}
      load={peopleImports.list}
      states={kStates}
      rows={rows}
      middle={middle}
      create={newImport}
      rowCommands={rowCommands}
    />
  );
}
