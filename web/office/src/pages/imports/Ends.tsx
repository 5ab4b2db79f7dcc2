import type { ImportJob } from "@shared/api/types";
import { duration } from "@shared/format/time";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { Button } from "antd";
import { CircleCheck, CircleSlash, CircleX, Download, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RowProgress, UndoProgress } from "./States";

/** While it runs: how far it is, what it did so far, and stopping it. */
export function Running(props: { job: ImportJob; stop: Command<ImportJob>; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { job } = props;
  return (
    <Panel
      title={t("imports.run.title")}
      extra={<CommandButton command={bind(props.stop, job)} size="small" />}
    >
      <RowProgress job={job} />
      <p className="hp-num hp-import-lead" aria-live="polite">
        {t("imports.run.progress", {
          done: format.integer(job.rows_done ?? 0),
          total: format.integer(job.rows_total ?? 0),
        })}
      </p>
      {props.children}
      <p className="hp-faint hp-import-hint">{t("imports.run.hint")}</p>
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
export type End = keyof typeof kEnds;
export const isEnd = (state: string): state is End => state in kEnds;

function took(job: ImportJob): string | undefined {
  if (!job.started_at || !job.finished_at) return undefined;
  return duration(Math.max(0, Math.round((Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000)));
}

/** After it: how it ended, what it did, the rows it refused, and where to go from here. */
export function Ended(props: {
  job: ImportJob;
  state: End;
  errorsPath: string;
  figures: ReactNode;
  another: Command;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { job, state } = props;
  const { icon: Icon, tone } = kEnds[state];
  const time = state === "undoing" || state === "undone" ? undefined : took(job);
  return (
    <Panel>
      <div className="hp-import-end">
        <Icon size={44} strokeWidth={1.4} className={tone} aria-hidden="true" />
        <h2>{t(`imports.result.${state}`)}</h2>
        {time ? <span className="hp-faint hp-num">{t("imports.result.took", { time })}</span> : null}
        {state === "undoing" ? <UndoProgress job={job} /> : null}
        {job.error ? <p className="hp-tone-bad">{job.error}</p> : null}
      </div>
      {props.figures}
      <div className="hp-import-links">
        {job.rows_refused ? (
          <Button href={props.errorsPath} icon={<Download size={16} />} download>
            {t("imports.check.download")}
          </Button>
        ) : null}
        {props.children}
        <CommandButton
          command={bind({ ...props.another, label: () => t("imports.result.another") }, undefined)}
        />
      </div>
    </Panel>
  );
}
