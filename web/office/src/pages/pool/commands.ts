import { goTo } from "@app/navigate";
import { pool } from "@shared/api/pool";
import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import type { Command } from "@shared/ui/command/command";
import {
  ArrowRightLeft,
  CalendarPlus,
  Hand,
  Milestone,
  Shield,
  ShieldOff,
  Trophy,
  Undo2,
  UserCheck,
  UserX,
  Waves,
} from "lucide-react";

/** Everything the pool shows must be read again after a move. */
export const kPoolRefresh = ["pool", "pools", "customer", "customers", "tasks", "notices", "home"];

export const openPool: Command = {
  id: "pool.open",
  label: (t) => t("pool.toPool"),
  icon: Waves,
  permission: "pool.read",
  run: () => goTo("/pool"),
};

export const claim: Command<PoolCustomer> = {
  id: "pool.claim",
  label: (t) => t("pool.claim"),
  icon: Hand,
  permission: "pool.claim",
  keys: "c",
  when: (customer) => customer.state === "public",
  run: (customer, key) => pool.claim(customer.customer_id, { key }),
  done: (t, customer) => t("pool.claimed", { name: customer.name }),
  refresh: kPoolRefresh,
};

/** Opens a dialog for one or several customers; what is asked there is said by `what`. */
export type Ask =
  | "follow_up"
  | "give_back"
  | "lose"
  | "take_back"
  | "assign"
  | "extend"
  | "win"
  | "protect"
  | "reopen";
export type AskFor = (what: Ask, customers: readonly PoolCustomer[]) => void;

const tracked = (customer: PoolCustomer) => customer.state === "tracking";

export function followUp(ask: AskFor): Command<PoolCustomer> {
  return {
    id: "pool.followUp",
    label: (t) => t("pool.followUp"),
    icon: Milestone,
    permission: "follow_ups.write",
    keys: "f",
    when: (customer) => customer.state !== "public",
    run: (customer) => ask("follow_up", [customer]),
  };
}

interface Asking {
  what: Ask;
  label: "giveBack" | "lose" | "takeBack" | "extend" | "win" | "protect";
  icon: Command["icon"];
  permission: string;
  keys?: string;
  danger?: boolean;
  when?: (customer: PoolCustomer) => boolean;
}

const kAsking: readonly Asking[] = [
  { what: "win", label: "win", icon: Trophy, permission: "pool.claim", keys: "w" },
  { what: "extend", label: "extend", icon: CalendarPlus, permission: "pool.claim" },
  {
    what: "protect",
    label: "protect",
    icon: Shield,
    permission: "pool.claim",
    when: (customer) => !customer.protected_until,
  },
  { what: "give_back", label: "giveBack", icon: Undo2, permission: "pool.claim", keys: "b" },
  { what: "lose", label: "lose", icon: UserX, permission: "pool.claim", danger: true },
];

function asking(one: Asking, ask: AskFor): Command<PoolCustomer> {
  return {
    id: `pool.${one.what}`,
    label: (t) => t(`pool.${one.label}`),
    icon: one.icon,
    permission: one.permission,
    keys: one.keys,
    danger: one.danger,
    when: (customer) => tracked(customer) && (one.when?.(customer) ?? true),
    run: (customer) => ask(one.what, [customer]),
  };
}

export const unprotect: Command<PoolCustomer> = {
  id: "pool.unprotect",
  label: (t) => t("pool.unprotect"),
  icon: ShieldOff,
  permission: "pool.claim",
  when: (customer) => tracked(customer) && Boolean(customer.protected_until),
  run: (customer, key) => pool.unprotect(customer.customer_id, { key }),
  done: (t, { name }) => t("pool.unprotectedDone", { name }),
  refresh: kPoolRefresh,
};

export function reopen(ask: AskFor): Command<PoolCustomer> {
  return {
    id: "pool.reopen",
    label: (t) => t("pool.reopen"),
    icon: ArrowRightLeft,
    permission: "pool.assign",
    when: (customer) => customer.state === "common",
    run: (customer) => ask("reopen", [customer]),
  };
}

export function setStage(stage: Stage): Command<PoolCustomer> {
  return {
    id: `pool.stage.${stage}`,
    label: (t) => t(`pool.stage.${stage}`),
    permission: "pool.claim",
    when: (customer) => tracked(customer) && customer.stage !== stage,
    run: (customer, key) => pool.stage(customer.customer_id, stage, { key }),
    done: (t, { name }) => t("pool.staged", { name, stage: t(`pool.stage.${stage}`) }),
    refresh: kPoolRefresh,
  };
}

export function assignOne(ask: AskFor): Command<PoolCustomer> {
  return {
    id: "pool.assign",
    label: (t, customer) => t(customer.state === "public" ? "pool.assign" : "pool.transfer"),
    icon: UserCheck,
    permission: "pool.assign",
    keys: "a",
    when: (customer) => customer.state !== "common",
    run: (customer) => ask("assign", [customer]),
  };
}

function takeBackOne(ask: AskFor): Command<PoolCustomer> {
  return {
    id: "pool.take_back",
    label: (t) => t("pool.takeBack"),
    icon: Undo2,
    permission: "pool.assign",
    when: tracked,
    run: (customer) => ask("take_back", [customer]),
  };
}

/** What its owner does with a customer of his own. */
export function ownCommands(ask: AskFor): Command<PoolCustomer>[] {
  return [followUp(ask), ...kAsking.map((one) => asking(one, ask)), unprotect];
}

export function managerCommands(ask: AskFor): Command<PoolCustomer>[] {
  return [assignOne(ask), takeBackOne(ask), reopen(ask)];
}
