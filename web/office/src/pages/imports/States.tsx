import type { ImportJob, ImportState } from "@shared/api/types";
import { Status, type Tone } from "@shared/ui/Values";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";

const kTones: Record<ImportState, Tone> = {
  uploaded: "warn",
  checked: "accent",
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "muted",
  undoing: "warn",
  undone: "muted",
};

export function ImportStatus(props: { state: ImportState }) {
  const { t } = useTranslation();
  return <Status tone={kTones[props.state]}>{t(`imports.state.${props.state}`)}</Status>;
}

/** First the whole file is read, which is quick, then order after order is recorded. */
const kReadingShare = 20;
export function percentOf(
  job: Pick<ImportJob, "rows_staged" | "rows_done" | "rows_total" | "state">,
): number {
  const total = job.rows_total ?? 0;
  if (job.state === "done") return 100;
  if (total <= 0) return 0;
  const work = (job.rows_staged ?? 0) * kReadingShare + (job.rows_done ?? 0) * (100 - kReadingShare);
  return Math.min(99, Math.floor(work / total));
}

export function RowProgress(props: { job: ImportJob; small?: boolean }) {
  const { t } = useTranslation();
  const { job, small } = props;
  return (
    <Progress
      percent={percentOf(job)}
      size={small ? "small" : undefined}
      status={job.state === "running" ? "active" : "normal"}
      aria-label={t("imports.run.title")}
    />
  );
}

/** Row after row is taken back; what is kept has been looked at, too. */
export function UndoProgress(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const { job } = props;
  const total = (job.customers_created ?? 0) + (job.customers_updated ?? 0);
  const done = (job.rows_undone ?? 0) + (job.rows_kept ?? 0);
  return (
    <Progress
      percent={total > 0 ? Math.min(99, Math.floor((done * 100) / total)) : 0}
      status="active"
      aria-label={t("imports.result.undoing")}
    />
  );
}
