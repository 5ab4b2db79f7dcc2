import { followUps, type Task } from "@shared/api/followUps";
import { asProblem } from "@shared/api/problem";
import { CommandButton, CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan, useCommandHost, useKeys } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat, useNow } from "@shared/ui/FormatProvider";
import { Page, Panel } from "@shared/ui/Page";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented, Skeleton } from "antd";
import { CalendarDays, Plus, SquarePen } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type Due, dueOf } from "./calendar";
import { FollowUpSheet } from "./FollowUpSheet";
import { TaskSheet } from "./TaskSheet";
import { cancelTask, finishTask, followUpTask, moveTask } from "./taskCommands";
import "./follow_ups.css";
import "./tasks.css";

const kMost = 200;
const kParts: readonly Due[] = ["overdue", "today", "tomorrow", "week", "later"];
const kPartWords = {
  overdue: "overdue",
  today: "today",
  tomorrow: "tomorrow",
  week: "week",
  later: "later2",
} as const;

type Dialog = { what: "move" | "follow_up"; task: Task } | { what: "create" | "record" };

/** Where one sees what a task is about. */
const tabOf = (task: Task) => (task.reminds_of === "points.expiring" ? "lots" : "follow_ups");

function Line(props: {
  task: Task;
  active: boolean;
  overdue: boolean;
  showStaff: boolean;
  start: (dialog: Dialog) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useCommandHost();
  const { task, active, overdue, showStaff, start } = props;
  const done = bind(finishTask, task);
  return (
    <li className={active ? "hp-task hp-row-active" : "hp-task"} data-state={task.state}>
      <Checkbox
        aria-label={`${t("followUps.task.done")}: ${task.text}`}
        checked={task.state === "done"}
        disabled={!done.available(host.can)}
        onChange={() => void done.run(host)}
      />
      <span className="hp-task-what">
        <span>{task.text}</span>
        <small>
          <Link to={`/customers/${task.customer_id}?tab=${tabOf(task)}`}>{task.customer_name}</Link>
          {task.reminds_of ? ` · ${t("followUps.task.reminder")}` : null}
          {showStaff && task.staff_name ? ` · ${task.staff_name}` : null}
        </small>
      </span>
      <time dateTime={task.due_at} className={`hp-num${overdue ? " hp-negative" : " hp-faint"}`}>
        {format.dateTime(task.due_at).slice(5)}
      </time>
      <CommandMenu
        commands={[
          bind(
            followUpTask((one) => start({ what: "follow_up", task: one })),
            task,
          ),
          bind(
            moveTask((one) => start({ what: "move", task: one })),
            task,
          ),
          bind(cancelTask, task),
        ]}
      />
    </li>
  );
}

function useTasks(whose: string, closed: boolean) {
  const question = {
    limit: kMost,
    ...(whose === "mine" ? { mine: 1 } : {}),
    ...(closed ? {} : { state: "open" }),
  };
  return useQuery({
    queryKey: ["tasks", "list", question],
    queryFn: ({ signal }) => followUps.tasks(question, signal),
    placeholderData: keepPreviousData,
  });
}

/** What was promised, by when it is due. Space for the thumb: tick it off, or write down the contact. */
export default function TasksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const host = useCommandHost();
  const format = useFormat();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const whose = search.get("whose") === "all" ? "all" : "mine";
  const closed = search.get("show") === "closed";
  const query = useTasks(whose, closed);
  const [dialog, setDialog] = useState<Dialog>();
  const [active, setActive] = useState(-1);
  const close = () => setDialog(undefined);
  const shown = useMemo(
    () => (query.data?.items ?? []).filter((task) => (task.state === "open") !== closed),
    [query.data, closed],
  );
  const parts = useMemo(() => {
    const today = format.today();
    const found = new Map<Due, Task[]>(kParts.map((part) => [part, []]));
    for (const task of shown) found.get(dueOf(task, now, today, format.zone))?.push(task);
    return found;
  }, [shown, now, format]);
  const order = closed ? shown : kParts.flatMap((part) => parts.get(part) ?? []);
  const current = order[active];
  const run = (command: Command<Task>) => (current ? () => void bind(command, current).run(host) : undefined);
  useKeys({
    j: () => setActive(Math.min(order.length - 1, active + 1)),
    k: () => setActive(Math.max(0, active - 1)),
    d: run(finishTask),
    l: current ? () => setDialog({ what: "move", task: current }) : undefined,
    f: current ? () => setDialog({ what: "follow_up", task: current }) : undefined,
  });
  const record = useMemo<Command>(
    () => ({
      id: "follow_ups.record",
      label: (text) => text("followUps.record"),
      icon: SquarePen,
      permission: "follow_ups.write",
      keys: "n",
      run: () => setDialog({ what: "record" }),
    }),
    [],
  );
  const create = useMemo<Command>(
    () => ({
      id: "tasks.new",
      label: (text) => text("followUps.task.create"),
      icon: Plus,
      permission: "follow_ups.write",
      run: () => setDialog({ what: "create" }),
    }),
    [],
  );
  const choose = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const line = (task: Task, overdue: boolean) => (
    <Line
      key={task.task_id}
      task={task}
      overdue={overdue}
      active={task === current}
      showStaff={whose === "all"}
      start={setDialog}
    />
  );
  return (
    <Page
      title={t("followUps.tasks")}
      sub={t("followUps.tasksSub")}
      commands={[bind(record, undefined), bind(create, undefined)]}
      extra={
        <Link to="/calendar">
          <Button icon={<CalendarDays size={16} />}>{t("followUps.calendar")}</Button>
        </Link>
      }
      narrow
    >
      <div className="hp-task-filters">
        <Segmented
          aria-label={t("followUps.task.show")}
          value={closed ? "closed" : "open"}
          onChange={(value) => choose("show", value === "closed" ? "closed" : undefined)}
          options={[
            { value: "open", label: t("followUps.task.open") },
            { value: "closed", label: t("followUps.task.closed") },
          ]}
        />
        {can("pool.assign") ? (
          <Segmented
            aria-label={t("followUps.task.whose")}
            value={whose}
            onChange={(value) => choose("whose", value === "all" ? "all" : undefined)}
            options={[
              { value: "mine", label: t("followUps.task.mine") },
              { value: "all", label: t("followUps.task.everyone") },
            ]}
          />
        ) : null}
      </div>
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : order.length === 0 ? (
        <EmptyState
          kind="nothing"
          title={t("followUps.task.emptyTitle")}
          text={t("followUps.task.emptyText")}
        >
          <CommandButton command={bind(record, undefined)} kind="primary" />
        </EmptyState>
      ) : closed ? (
        <Panel flush>
          <ul>{shown.map((task) => line(task, false))}</ul>
        </Panel>
      ) : (
        kParts.map((part) => {
          const tasks = parts.get(part) ?? [];
          return tasks.length === 0 ? null : (
            <Panel
              key={part}
              flush
              className="hp-task-part"
              title={
                <span className={part === "overdue" ? "hp-negative" : undefined}>
                  {t(`followUps.task.${kPartWords[part]}`)}
                </span>
              }
              extra={
                <span className="hp-faint hp-num">{t("followUps.task.count", { n: tasks.length })}</span>
              }
            >
              <ul>{tasks.map((task) => line(task, part === "overdue"))}</ul>
            </Panel>
          );
        })
      )}
      {dialog?.what === "move" ? <TaskSheet task={dialog.task} onClose={close} /> : null}
      {dialog?.what === "create" ? <TaskSheet onClose={close} /> : null}
      {dialog?.what === "record" ? <FollowUpSheet onClose={close} /> : null}
      {dialog?.what === "follow_up" ? (
        <FollowUpSheet
          customer={{ id: dialog.task.customer_id, name: dialog.task.customer_name }}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}
