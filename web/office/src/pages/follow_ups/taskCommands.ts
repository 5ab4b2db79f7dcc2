import { followUps, type Task } from "@shared/api/followUps";
import type { Command } from "@shared/ui/command/command";
import { CalendarClock, Check, SquarePen, X } from "lucide-react";

const kRefresh = ["tasks", "follow_ups", "customer", "home"];
const open = (task: Task) => task.state === "open";

export const finishTask: Command<Task> = {
  id: "tasks.done",
  label: (t) => t("followUps.task.done"),
  icon: Check,
  permission: "follow_ups.write",
  keys: "d",
  when: open,
  run: (task, key) => followUps.finishTask(task.customer_id, task.task_id, { key }),
  done: (t, { text }) => t("followUps.task.doneToast", { text }),
  refresh: kRefresh,
};

export const cancelTask: Command<Task> = {
  id: "tasks.cancel",
  label: (t) => t("followUps.task.cancel"),
  icon: X,
  permission: "follow_ups.write",
  when: open,
  run: (task, key) => followUps.cancelTask(task.customer_id, task.task_id, { key }),
  done: (t, { text }) => t("followUps.task.cancelled", { text }),
  refresh: kRefresh,
};

export function moveTask(start: (task: Task) => void): Command<Task> {
  return {
    id: "tasks.move",
    label: (t) => t("followUps.task.later"),
    icon: CalendarClock,
    permission: "follow_ups.write",
    keys: "l",
    when: open,
    run: start,
  };
}

export function followUpTask(start: (task: Task) => void): Command<Task> {
  return {
    id: "tasks.followUp",
    label: (t) => t("pool.followUp"),
    icon: SquarePen,
    permission: "follow_ups.write",
    keys: "f",
    run: start,
  };
}

export const kTaskRefresh = kRefresh;
