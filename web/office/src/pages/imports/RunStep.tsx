import { imports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import { duration } from "@shared/format/time";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { Button } from "antd";
import { CircleCheck, CircleSlash, CircleX, Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { newImport, stopImport } from "./commands";
import { RowProgress } from "./States";

function Figures(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  const figures: [label: string, value: number | undefined, bad?: boolean][] = [
    [t("imports.result.sales"), job.sales_created],
    [t("imports.result.customers"), job.customers_created],
    [t("imports.result.products"), job.products_created],
    [t("imports.result.rowsOk"), job.rows_ok],
    [t("imports.result.rowsSkipped"), job.rows_skipped],
    [t("imports.result.rowsRefused"), job.rows_refused, true],
  ];
  return (
    <div className="hp-tiles hp-import-tiles">
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

export function RunStep(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  return (
    <Panel
      title={t("imports.run.title")}
      extra={<CommandButton command={bind(stopImport, job)} size="small" />}
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

function took(job: ImportJob): string | undefined {
  if (!job.started_at || !job.finished_at) return undefined;
  return duration(Math.max(0, Math.round((Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000)));
}

const kEnds = {
  done: { icon: CircleCheck, tone: "hp-tone-good" },
  failed: { icon: CircleX, tone: "hp-tone-bad" },
  cancelled: { icon: CircleSlash, tone: "hp-faint" },
} as const;

export function EndStep(props: { job: ImportJob & { state: keyof typeof kEnds } }) {
  const { t } = useTranslation();
  const can = useCan();
  const { job } = props;
  const { icon: Icon, tone } = kEnds[job.state];
  const time = took(job);
  return (
    <Panel>
      <div className="hp-import-end">
        <Icon size={44} strokeWidth={1.4} className={tone} aria-hidden="true" />
        <h2>{t(`imports.result.${job.state}`)}</h2>
        {time ? <span className="hp-faint hp-num">{t("imports.result.took", { time })}</span> : null}
        {job.error ? <p className="hp-tone-bad">{job.error}</p> : null}
      </div>
      <Figures job={job} />
      <div className="hp-import-links">
        {job.rows_refused ? (
          <Button href={imports.errorsPath(job.id)} icon={<Download size={16} />} download>
            {t("imports.check.download")}
          </Button>
        ) : null}
        {can("sales.read") && job.sales_created ? (
          <Link to="/sales?source=import">{t("imports.result.seeSales")}</Link>
        ) : null}
        {can("customers.read") && job.customers_created ? (
          <Link to="/customers?sort=-created_at">{t("imports.result.seeCustomers")}</Link>
        ) : null}
        <CommandButton
          command={bind({ ...newImport, label: () => t("imports.result.another") }, undefined)}
        />
      </div>
    </Panel>
  );
}
