import { followUps, type Task } from "@shared/api/followUps";
import { asProblem } from "@shared/api/problem";
import { addDays } from "@shared/format/time";
import { useKeys } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Page } from "@shared/ui/Page";
import { Sheet } from "@shared/ui/Sheet";
import { useNarrow } from "@shared/ui/useNarrow";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { ChevronLeft, ChevronRight, Rss } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { byDay, daysOf, step, type View } from "./calendar";
import { FeedSheet } from "./FeedSheet";
import { TaskSheet } from "./TaskSheet";
import "./tasks.css";

const kMost = 200;
const kShownInDay = 3;

function TaskChip(props: { task: Task; onOpen: () => void; time: string }) {
  const { task, onOpen, time } = props;
  return (
    <button type="button" className="hp-cal-task" data-state={task.state} onClick={onOpen}>
      <span className="hp-num">{time}</span> {task.customer_name}
      <small>{task.text}</small>
    </button>
  );
}

function useCalendar() {
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const view: View = search.get("view") === "week" ? "week" : "month";
  const asked = search.get("on") ?? "";
  const on = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : format.today();
  const days = useMemo(() => daysOf(view, on), [view, on]);
  const question = {
    mine: 1,
    from: format.startOfDay(days[0] ?? on),
    to: format.startOfDay(addDays(days.at(-1) ?? on, 1)),
    limit: kMost,
  };
  const query = useQuery({
    queryKey: ["tasks", "calendar", question],
    queryFn: ({ signal }) => followUps.tasks(question, signal),
    placeholderData: keepPreviousData,
  });
  const tasks = useMemo(
    () =>
      byDay(
        (query.data?.items ?? []).filter((task) => task.state !== "cancelled"),
        format.zone,
      ),
    [query.data, format],
  );
  const go = (next: { view?: View; on?: string }) => {
    const after = new URLSearchParams(search);
    const to = { view, on, ...next };
    if (to.view === "week") after.set("view", "week");
    else after.delete("view");
    if (to.on === format.today()) after.delete("on");
    else after.set("on", to.on);
    setSearch(after, { replace: true });
  };
  return { view, on, days, tasks, query, go, today: format.today() };
}

/** The tasks of a month or week, each on its day; what has no room is a day away. */
export default function CalendarPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  const { view, on, days, tasks, query, go, today } = useCalendar();
  const [day, setDay] = useState<string>();
  const [editing, setEditing] = useState<Task>();
  const [feed, setFeed] = useState(false);
  useKeys({
    "[": () => go({ on: step(view, on, -1) }),
    "]": () => go({ on: step(view, on, 1) }),
    t: () => go({ on: today }),
    m: () => go({ view: "month" }),
    w: () => go({ view: "week" }),
  });
  const weekdays = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] as const;
  const most = view === "week" ? kMost : narrow ? 0 : kShownInDay;
  return (
    <Page
      title={t("followUps.calendar")}
      sub={format.month(on)}
      extra={
        <span className="hp-cal-tools">
          <Button
            icon={<ChevronLeft size={16} />}
            aria-label={t("followUps.cal.previous")}
            onClick={() => go({ on: step(view, on, -1) })}
          />
          <Button onClick={() => go({ on: today })}>{t("followUps.cal.today")}</Button>
          <Button
            icon={<ChevronRight size={16} />}
            aria-label={t("followUps.cal.next")}
            onClick={() => go({ on: step(view, on, 1) })}
          />
          <Segmented<View>
            aria-label={t("pool.view")}
            value={view}
            onChange={(next) => go({ view: next })}
            options={(["month", "week"] as const).map((one) => ({
              value: one,
              label: t(`followUps.cal.${one}`),
            }))}
          />
          <Button icon={<Rss size={16} />} onClick={() => setFeed(true)}>
            {t("followUps.cal.feed")}
          </Button>
        </span>
      }
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      <div className="hp-cal" data-view={view} aria-busy={query.isFetching}>
        {weekdays.map((name) => (
          <span key={name} className="hp-cal-weekday" aria-hidden="true">
            {t(`poolRules.members.weekday.${name}`)}
          </span>
        ))}
        {days.map((one) => {
          const here = tasks.get(one) ?? [];
          return (
            <section
              key={one}
              aria-label={one}
              className="hp-cal-day"
              data-today={one === today}
              data-other={view === "month" && one.slice(0, 7) !== on.slice(0, 7)}
            >
              <button type="button" className="hp-cal-number" onClick={() => setDay(one)}>
                <span className="hp-visually-hidden">{one.slice(0, 8)}</span>
                {Number(one.slice(8))}
                {most === 0 && here.length > 0 ? <i className="hp-cal-dot">{here.length}</i> : null}
              </button>
              {here.slice(0, most).map((task) => (
                <TaskChip
                  key={task.task_id}
                  task={task}
                  time={format.dateTime(task.due_at).slice(11)}
                  onOpen={() => setEditing(task)}
                />
              ))}
              {most > 0 && here.length > most ? (
                <button type="button" className="hp-cal-more" onClick={() => setDay(one)}>
                  {t("followUps.cal.more", { n: here.length - most })}
                </button>
              ) : null}
            </section>
          );
        })}
      </div>
      {day ? (
        <Sheet open title={t("followUps.cal.allTasks", { on: day })} onClose={() => setDay(undefined)}>
          {(tasks.get(day) ?? []).length === 0 ? (
            <p className="hp-faint">{t("followUps.cal.none")}</p>
          ) : (
            <ul className="hp-cal-list">
              {(tasks.get(day) ?? []).map((task) => (
                <li key={task.task_id}>
                  <span className="hp-num">{format.dateTime(task.due_at).slice(11)}</span>
                  <span>
                    <Link to={`/customers/${task.customer_id}?tab=follow_ups`}>{task.customer_name}</Link>
                    <small>{task.text}</small>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      ) : null}
      {editing ? <TaskSheet task={editing} onClose={() => setEditing(undefined)} /> : null}
      {feed ? <FeedSheet onClose={() => setFeed(false)} /> : null}
    </Page>
  );
}
