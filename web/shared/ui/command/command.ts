import { asProblem, type Problem } from "../../api/problem";
import type { Text } from "../../text/i18n";

export interface Confirmation {
  title: string;
  text: string;
  /** Marks what can't be undone. */
  danger?: boolean;
}

/**
 * One thing a person can do, said once: menus, the batch bar, the palette and the keys all read this object.
 * `S` is what it is done to; commands of a whole page take undefined.
 */
export interface Command<S = undefined> {
  id: string;
  label: (t: Text, subject: S) => string;
  icon?: React.ComponentType<{ size?: number | string }>;
  /** All of them, if several. */
  permission?: string | readonly string[];
  /** Whether it makes sense for this subject; without it, always. */
  when?: (subject: S) => boolean;
  /** Only for what an undo cannot take back, or what reaches far. */
  confirm?: (t: Text, subject: S) => Confirmation;
  /** `key` is the idempotency key of this intention. */
  run: (subject: S, key: string) => unknown | Promise<unknown>;
  /** The sentence of the toast after success; none when the result shows by itself. */
  done?: (t: Text, subject: S) => string;
  /** Takes it back; gets what `run` answered. */
  undo?: (subject: S, result: unknown) => Promise<unknown>;
  /** First parts of the query keys that must be read again. */
  refresh?: readonly string[];
  danger?: boolean;
  /** A key token such as "n" or "e". */
  keys?: string;
}

export interface CommandHost {
  t: Text;
  can: (permission: string) => boolean;
  confirm: (confirmation: Confirmation) => Promise<boolean>;
  refresh: (first: string) => void;
  toast: (text: string, undo?: () => Promise<void>) => void;
  fail: (problem: Problem) => void;
  newKey: () => string;
}

export type Outcome = "done" | "unavailable" | "cancelled" | "failed";

export function isAvailable<S>(
  command: Command<S>,
  subject: S,
  can: (permission: string) => boolean,
): boolean {
  if (![command.permission ?? []].flat().every(can)) return false;
  return command.when?.(subject) ?? true;
}

export async function runCommand<S>(command: Command<S>, subject: S, host: CommandHost): Promise<Outcome> {
  if (!isAvailable(command, subject, host.can)) return "unavailable";
  if (command.confirm && !(await host.confirm(command.confirm(host.t, subject)))) return "cancelled";
  const refresh = () => {
    for (const first of command.refresh ?? []) host.refresh(first);
  };
  try {
    const result = await command.run(subject, host.newKey());
    refresh();
    if (command.done) {
      const { undo } = command;
      const takeBack = undo
        ? async () => {
            try {
              await undo(subject, result);
            } catch (error) {
              host.fail(asProblem(error));
            }
            refresh();
          }
        : undefined;
      host.toast(command.done(host.t, subject), takeBack);
    }
    return "done";
  } catch (error) {
    host.fail(asProblem(error));
    // What the screen showed may be out of date: that is often why the server refused.
    refresh();
    return "failed";
  }
}

/** A command together with what it would be done to. */
export interface BoundCommand {
  id: string;
  label: (t: Text) => string;
  icon?: Command["icon"];
  keys?: string;
  danger?: boolean;
  available: (can: (permission: string) => boolean) => boolean;
  run: (host: CommandHost) => Promise<Outcome>;
}

export function bind<S>(command: Command<S>, subject: S): BoundCommand {
  return {
    id: command.id,
    label: (t) => command.label(t, subject),
    icon: command.icon,
    keys: command.keys,
    danger: command.danger,
    available: (can) => isAvailable(command, subject, can),
    run: (host) => runCommand(command, subject, host),
  };
}
