import { behaviour } from "@shared/api/endpoints";
import type { BehaviourEvent, BehaviourRule } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { Ban, Check, ListPlus, Pencil, Plus, Undo2, X } from "lucide-react";

type Open = () => void;

export function newRule(open: Open): Command {
  return {
    id: "behaviour.rule.new",
    label: (t) => t("behaviour.rules.create"),
    icon: Plus,
    permission: "behaviour.write",
    keys: "n",
    run: open,
  };
}

export function newKind(open: Open): Command {
  return {
    id: "behaviour.kind.new",
    label: (t) => t("behaviour.rules.newKind"),
    icon: ListPlus,
    permission: "behaviour.write",
    run: open,
  };
}

export function newVersion(open: Open): Command<BehaviourRule> {
  return {
    id: "behaviour.rule.version",
    label: (t) => t("behaviour.rules.edit"),
    icon: Pencil,
    permission: "behaviour.write",
    run: open,
  };
}

export const endRule: Command<BehaviourRule> = {
  id: "behaviour.rule.end",
  label: (t) => t("behaviour.rules.end"),
  icon: Ban,
  permission: "behaviour.write",
  danger: true,
  when: (rule) => rule.status === "active",
  confirm: (t, { name }) => ({
    title: t("behaviour.rules.endTitle", { name }),
    text: t("behaviour.rules.endText"),
    danger: true,
  }),
  run: (rule, key) => behaviour.endRule(rule.id, { key }),
  done: (t) => t("behaviour.rules.ended"),
  refresh: ["behaviour"],
};

export function recordEvent(open: Open): Command {
  return {
    id: "behaviour.record",
    label: (t) => t("behaviour.events.record"),
    icon: Plus,
    permission: "behaviour.record",
    keys: "n",
    run: open,
  };
}

/** Nobody decides about what he recorded himself; the server refuses it, too. */
const isOthers = (me: string) => (event: BehaviourEvent) =>
  event.state === "waiting" && event.recorded_by !== me;

export function approveEvent(me: string): Command<BehaviourEvent> {
  return {
    id: "behaviour.approve",
    label: (t) => t("behaviour.events.approve"),
    icon: Check,
    permission: "behaviour.approve",
    when: isOthers(me),
    run: (event, key) => behaviour.approve(event, { key }),
    done: (t) => t("behaviour.events.approved"),
    refresh: ["behaviour", "customer"],
  };
}

export function refuseEvent(me: string, open: Open): Command<BehaviourEvent> {
  return {
    id: "behaviour.refuse",
    label: (t) => t("behaviour.events.refuse"),
    icon: X,
    permission: "behaviour.approve",
    danger: true,
    when: isOthers(me),
    run: open,
  };
}

export function reverseEvent(open: Open): Command<BehaviourEvent> {
  return {
    id: "behaviour.reverse",
    label: (t) => t("behaviour.events.reverse"),
    icon: Undo2,
    permission: "behaviour.approve",
    danger: true,
    when: (event) => event.state === "granted",
    run: open,
  };
}
