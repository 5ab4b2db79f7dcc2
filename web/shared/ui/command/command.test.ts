import { describe, expect, test } from "vitest";
import { Problem } from "../../api/problem";
import type { Text } from "../../text/i18n";
import { bind, type Command, type CommandHost, isAvailable, runCommand } from "./command";
import { KeyMap, type KeyPress, keyToken, kSequenceMs } from "./keys";

interface Row {
  id: string;
  status: "active" | "disabled";
}

function host(overrides: Partial<CommandHost> = {}) {
  const seen = {
    refreshed: [] as string[],
    toasts: [] as string[],
    failures: [] as string[],
    confirmed: [] as string[],
  };
  let undo: (() => Promise<void>) | undefined;
  const made: CommandHost = {
    t: ((key: string) => key) as unknown as Text,
    can: () => true,
    confirm: async ({ title }) => {
      seen.confirmed.push(title);
      return true;
    },
    refresh: (first) => void seen.refreshed.push(first),
    toast: (text, takeBack) => {
      seen.toasts.push(text);
      undo = takeBack;
    },
    fail: (problem) => void seen.failures.push(problem.reason),
    newKey: () => "key-1",
    ...overrides,
  };
  return { host: made, seen, undo: () => undo };
}

const row: Row = { id: "7", status: "active" };

function disable(calls: string[]): Command<Row> {
  return {
    id: "row.disable",
    label: (_t, subject) => `disable ${subject.id}`,
    permission: "rows.write",
    when: (subject) => subject.status === "active",
    run: (subject, key) => void calls.push(`disable ${subject.id} ${key}`),
    done: (_t, subject) => `disabled ${subject.id}`,
    undo: async (subject) => void calls.push(`enable ${subject.id}`),
    refresh: ["rows", "home"],
  };
}

describe("a command", () => {
  test("is there only with its permission and for a fitting subject", () => {
    const command = disable([]);
    expect(isAvailable(command, row, () => true)).toBe(true);
    expect(isAvailable(command, row, (p) => p !== "rows.write")).toBe(false);
    expect(isAvailable(command, { ...row, status: "disabled" }, () => true)).toBe(false);
  });

  test("runs once with a key, reads again what changed and says so", async () => {
    const calls: string[] = [];
    const h = host();
    expect(await runCommand(disable(calls), row, h.host)).toBe("done");
    expect(calls).toEqual(["disable 7 key-1"]);
    expect(h.seen).toEqual({
      refreshed: ["rows", "home"],
      toasts: ["disabled 7"],
      failures: [],
      confirmed: [],
    });
  });

  test("can be undone from the toast", async () => {
    const calls: string[] = [];
    const h = host();
    await runCommand(disable(calls), row, h.host);
    await h.undo()?.();
    expect(calls).toEqual(["disable 7 key-1", "enable 7"]);
    expect(h.seen.refreshed).toEqual(["rows", "home", "rows", "home"]);
  });

  test("does nothing without the permission, even when called", async () => {
    const calls: string[] = [];
    const h = host({ can: () => false });
    expect(await runCommand(disable(calls), row, h.host)).toBe("unavailable");
    expect(calls).toEqual([]);
  });

  test("asks first when it must, and a no is a no", async () => {
    const calls: string[] = [];
    const command: Command<Row> = { ...disable(calls), confirm: () => ({ title: "sure?", text: "" }) };
    const h = host({ confirm: async () => false });
    expect(await runCommand(command, row, h.host)).toBe("cancelled");
    expect(calls).toEqual([]);
  });

  test("shows a refusal and reads again, because the screen was out of date", async () => {
    const command: Command<Row> = {
      ...disable([]),
      run: () => {
        throw new Problem({ status: 409, reason: "rows.gone" });
      },
    };
    const h = host();
    expect(await runCommand(command, row, h.host)).toBe("failed");
    expect(h.seen.failures).toEqual(["rows.gone"]);
    expect(h.seen.refreshed).toEqual(["rows", "home"]);
    expect(h.seen.toasts).toEqual([]);
  });

  test("bound to its subject it reads the same everywhere", () => {
    const bound = bind(disable([]), row);
    expect(bound.label(((k: string) => k) as unknown as Text)).toBe("disable 7");
    expect(bound.available(() => false)).toBe(false);
  });
});

describe("keys", () => {
  const press = (key: string, code: string, extra: Partial<KeyPress> = {}): KeyPress => ({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...extra,
  });

  test.each([
    [press("j", "KeyJ"), "j"],
    [press("J", "KeyJ"), "j"],
    [press("Process", "KeyJ"), "j"],
    [press("Process", "Slash"), "/"],
    [press("Process", "Slash", { shiftKey: true }), "?"],
    [press("?", "Slash", { shiftKey: true }), "?"],
    [press("k", "KeyK", { ctrlKey: true }), "mod+k"],
    [press("K", "KeyK", { metaKey: true }), "mod+k"],
    [press("Enter", "Enter"), "Enter"],
    [press("【", "BracketLeft"), "["],
  ])("%o is %s", (event, token) => {
    expect(keyToken(event)).toBe(token);
  });

  test("two keys after each other are a sequence, too late they are not", () => {
    const keys = new KeyMap();
    const went: string[] = [];
    keys.push({ "g c": () => went.push("customers"), c: () => went.push("c") });
    expect(keys.press("g", 0)).toBe(true);
    expect(keys.press("c", 500)).toBe(true);
    expect(keys.press("g", 1000)).toBe(true);
    expect(keys.press("c", 1000 + kSequenceMs + 1)).toBe(true);
    expect(went).toEqual(["customers", "c"]);
    expect(keys.press("x", 0)).toBe(false);
  });

  test("the layer on top wins and leaves nothing behind", () => {
    const keys = new KeyMap();
    const went: string[] = [];
    keys.push({ j: () => went.push("below") });
    const remove = keys.push({ j: () => went.push("above") });
    keys.press("j", 0);
    remove();
    keys.press("j", 0);
    expect(went).toEqual(["above", "below"]);
  });

  test("what holds everywhere yields to a page, also to one that was there before it", () => {
    const keys = new KeyMap();
    const went: string[] = [];
    const remove = keys.push({ "/": () => went.push("page") });
    keys.push({ "/": () => went.push("everywhere") }, true);
    keys.press("/", 0);
    remove();
    keys.press("/", 0);
    expect(went).toEqual(["page", "everywhere"]);
  });
});
