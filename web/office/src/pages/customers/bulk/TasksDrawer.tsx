import { type BulkTask, bulk, isRunning } from "@shared/api/bulk";
import { asProblem } from "@shared/api/problem";
import { textFor } from "@shared/text/reason";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { Status, Time } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Progress, Skeleton } from "antd";
import { Download, Undo2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import "./bulk.css";

const kLookMs = 1_000;

const cancelTask: Command<BulkTask> = {
  id: "bulk.cancel",
  label: (t) => t("bulk.cancel"),
  icon: X,
  when: (task) => task.state === "running",
  run: (task, key) => bulk.cancel(task.id, { key }),
  refresh: ["bulk", "customers", "customer"],
};

const undoEdit: Command<BulkTask> = {
  id: "bulk.undo",
  label: (t) => t("bulk.undo"),
  icon: Undo2,
  permission: "bulk.edit",
  when: (task) =>
    task.kind === "edit" && task.changed > 0 && (task.state === "done" || task.state === "cancelled"),
  run: (task, key) => bulk.undo(task.id, { key }),
  refresh: ["bulk"],
};

function tone(task: BulkTask) {
  if (task.state === "failed") return "bad" as const;
  if (task.state === "done") return "good" as const;
  return isRunning(task) ? ("accent" as const) : ("muted" as const);
}

/** What came of it, in a sentence. */
function Outcome(props: { task: BulkTask }) {
  const { t } = useTranslation();
  const { task } = props;
  if (task.state === "failed") return <p className="hp-bulk-error">{task.error}</p>;
  if (task.kind === "export")
    return task.state === "done" ? <p>{t("bulk.written", { n: task.done })}</p> : null;
  if (isRunning(task)) return null;
  const same = task.done - task.changed - task.refused;
  return (
    <p>
      {t("bulk.result", { changed: task.changed, same, refused: task.refused })}
      {task.state === "undone" ? (
        <>
          <br />
          {t("bulk.resultUndone", { undone: task.undone, kept: task.changed - task.undone })}
        </>
      ) : null}
    </p>
  );
}

function Refused(props: { task: BulkTask }) {
  const { t } = useTranslation();
  const { task } = props;
  const query = useQuery({
    queryKey: ["bulk", task.id, "refused", task.refused],
    queryFn: ({ signal }) => bulk.refused(task.id, signal),
    enabled: task.refused > 0 && !isRunning(task),
  });
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <details className="hp-bulk-refused">
      <summary>{t("bulk.refused")}</summary>
      <ul>
        {query.data.items.map((one) => (
          <li key={one.customer_id}>
            <Link to={`/customers/${one.customer_id}`} className="hp-num">
              {one.customer_id}
            </Link>{" "}
            {textFor(t, `reasons.${one.reason}`, one.reason)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Task(props: { task: BulkTask }) {
  const { t } = useTranslation();
  const { task } = props;
  const done = task.state === "undoing" ? task.undone : task.done;
  const total = task.state === "undoing" ? task.changed : task.total;
  return (
    <li className="hp-bulk-task">
      <div className="hp-bulk-head">
        <strong>{t(`bulk.kind.${task.kind}`)}</strong>
        <Status tone={tone(task)}>{t(`bulk.state.${task.state}`)}</Status>
        <span className="hp-faint">
          <Time at={task.created_at} />
        </span>
      </div>
      {isRunning(task) ? (
        <>
          <Progress
            percent={total > 0 ? Math.floor((100 * done) / total) : 0}
            aria-label={t("bulk.progressOf")}
            showInfo={task.is_gathered}
          />
          <p className="hp-faint hp-num" aria-live="polite">
            {task.is_gathered ? t("bulk.progress", { done, total }) : t("bulk.finding")}
          </p>
        </>
      ) : null}
      <Outcome task={task} />
      <Refused task={task} />
      <div className="hp-bulk-buttons">
        {task.kind === "export" && task.state === "done" ? (
          <Button type="primary" icon={<Download size={16} />} href={bulk.file(task.id)} download>
            {t("bulk.download")}
          </Button>
        ) : null}
        <CommandButton command={bind(undoEdit, task)} />
        <CommandButton command={bind(cancelTask, task)} />
      </div>
    </li>
  );
}

/** One's own tasks with their progress; looked at again as long as one of them runs. */
export function TasksDrawer(props: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["bulk", "list"],
    queryFn: ({ signal }) => bulk.list({}, signal),
    enabled: props.open,
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? kLookMs : false),
  });
  const running = query.data?.items.filter(isRunning).length ?? 0;
  const before = useRef(0);
  useEffect(() => {
    // One has ended: what the list shows is what it was before.
    if (running < before.current)
      for (const first of ["customers", "customer"]) void queries.invalidateQueries({ queryKey: [first] });
    before.current = running;
  }, [running, queries]);
  const tasks = query.data?.items;
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      size={480}
      title={t("bulk.tasks")}
      className="hp-drawer"
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : !tasks ? (
        <Skeleton active />
      ) : tasks.length === 0 ? (
        <EmptyState kind="nothing" title={t("bulk.none")} text={t("bulk.noneText")} />
      ) : (
        <>
          <ul className="hp-bulk-tasks">
            {tasks.map((task) => (
              <Task key={task.id} task={task} />
            ))}
          </ul>
          <p className="hp-faint">{t("bulk.keptDays")}</p>
        </>
      )}
    </Drawer>
  );
}
