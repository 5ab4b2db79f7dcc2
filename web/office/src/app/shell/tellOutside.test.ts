import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readyToRing } from "./chime";
import { chooseDesktop, chooseSound, forgetTellingChoice, tellingChoice } from "./tellingChoice";
import { tellOutside } from "./tellOutside";

/** A browser as far as news outside the page need one. */
interface Faked {
  permission: NotificationPermission;
  /** What the person answers when the browser asks him. */
  answer: NotificationPermission;
  visible: boolean;
  focused: boolean;
  /** Whether the browser lets the page sound already. */
  unlocked: boolean;
  stored: string | null;
}

let notes: number;
let shown: { body: string | undefined; tag: string | undefined; onclick?: () => void; close: () => void }[];
let asked: number;
let focused: number;
let unlock: () => void;
let listeners: Map<string, () => void>;
const held = new Set<string>();

function fake(browser: Partial<Faked>): void {
  const state: Faked = {
    permission: "granted",
    answer: "granted",
    visible: false,
    focused: false,
    unlocked: true,
    stored: null,
    ...browser,
  };
  notes = 0;
  shown = [];
  asked = 0;
  focused = 0;
  listeners = new Map();
  const waiting: (() => void)[] = [];
  unlock = () => {
    state.unlocked = true;
    for (const go of waiting.splice(0)) go();
  };
  class FakedNotification {
    static get permission() {
      return state.permission;
    }
    static async requestPermission() {
      asked += 1;
      if (state.permission === "default") state.permission = state.answer;
      return state.permission;
    }
    onclick?: () => void;
    close = () => undefined;
    body: string | undefined;
    tag: string | undefined;
    constructor(_: string, options: NotificationOptions) {
      this.body = options.body;
      this.tag = options.tag;
      shown.push(this);
    }
  }
  const param = () => ({
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
  });
  class FakedAudio {
    currentTime = 0;
    destination = {};
    get state() {
      return state.unlocked ? "running" : "suspended";
    }
    resume = () => (state.unlocked ? Promise.resolve() : new Promise<void>((go) => waiting.push(go)));
    createGain = () => ({ gain: param(), connect: (next: object) => next });
    createOscillator = () => ({
      type: "",
      frequency: { value: 0 },
      connect: (next: object) => next,
      start: () => {
        notes += 1;
      },
      stop: () => undefined,
    });
  }
  const store = new Map<string, string>(state.stored === null ? [] : [["homeport.news", state.stored]]);
  vi.stubGlobal("Notification", FakedNotification);
  vi.stubGlobal("AudioContext", FakedAudio);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  vi.stubGlobal("document", {
    get visibilityState() {
      return state.visible ? "visible" : "hidden";
    },
    hasFocus: () => state.focused,
  });
  vi.stubGlobal("window", {
    focus: () => {
      focused += 1;
    },
    addEventListener: (kind: string, run: () => void) => listeners.set(kind, run),
    removeEventListener: (kind: string) => listeners.delete(kind),
  });
  vi.stubGlobal("navigator", {
    locks: {
      request: async (name: string, _: object, run: (lock: object | null) => Promise<void>) => {
        if (held.has(name)) return run(null);
        held.add(name);
        await run({});
        held.delete(name);
      },
    },
  });
  forgetTellingChoice();
}

async function tell(group = "pool.arrived"): Promise<void> {
  const telling = tellOutside("1 new in the pool", group, () => undefined);
  await vi.advanceTimersByTimeAsync(3000);
  await telling;
}

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  held.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("news outside the page", () => {
  test.each<[string, Partial<Faked>, { notes: number; shown: number }]>([
    ["nothing was asked for", {}, { notes: 0, shown: 0 }],
    ["sound was", { stored: "sound" }, { notes: 2, shown: 0 }],
    ["the desktop was", { stored: "desktop" }, { notes: 0, shown: 1 }],
    ["both were", { stored: "sound,desktop" }, { notes: 2, shown: 1 }],
    ["the browser doesn't let us", { stored: "sound,desktop", permission: "denied" }, { notes: 2, shown: 0 }],
    ["the browser hasn't been asked", { stored: "desktop", permission: "default" }, { notes: 0, shown: 0 }],
    [
      "the page is looked at",
      { stored: "sound,desktop", visible: true, focused: true },
      { notes: 2, shown: 0 },
    ],
    ["it is in view behind another window", { stored: "desktop", visible: true }, { notes: 0, shown: 1 }],
  ])("when %s", async (_, browser, expected) => {
    fake(browser);
    await tell();
    expect({ notes, shown: shown.length }).toEqual(expected);
  });

  test("name the group, so that the next takes the place of the one before, and lead back to the page", async () => {
    fake({ stored: "desktop" });
    const opened = vi.fn();
    const telling = tellOutside("1 new in the pool", "pool.arrived", opened);
    await vi.advanceTimersByTimeAsync(3000);
    await telling;
    expect(shown[0]).toMatchObject({ body: "1 new in the pool", tag: "pool.arrived" });
    shown[0]?.onclick?.();
    expect([opened.mock.calls.length, focused]).toEqual([1, 1]);
  });

  test("come once, however many tabs are open; other news and later ones come, too", async () => {
    fake({ stored: "sound,desktop" });
    const tabs = [tell(), tell(), tell()];
    await vi.advanceTimersByTimeAsync(5000);
    await Promise.all(tabs);
    expect({ notes, shown: shown.length }).toEqual({ notes: 2, shown: 1 });
    await Promise.all([tell("pool.assigned"), tell()]);
    expect(shown.map(({ tag }) => tag)).toEqual(["pool.arrived", "pool.assigned", "pool.arrived"]);
  });

  test("a phone that lets no page notify still rings", async () => {
    fake({ stored: "sound,desktop" });
    vi.stubGlobal(
      "Notification",
      Object.assign(
        () => {
          throw new TypeError("Illegal constructor");
        },
        { permission: "granted" },
      ),
    );
    await tell();
    expect(notes).toBe(2);
  });
});

describe("the bell", () => {
  test("that the browser doesn't let ring yet never rings late, for nothing", async () => {
    fake({ stored: "sound", unlocked: false });
    const { tellOutside: tellAnew } = await import("./tellOutside");
    const telling = tellAnew("1 new", "pool.arrived", () => undefined);
    await vi.advanceTimersByTimeAsync(3000);
    await telling;
    expect(notes).toBe(0);
    unlock();
    await vi.advanceTimersByTimeAsync(100);
    expect(notes).toBe(0);
  });

  test("is made ready by the first thing somebody does on the page", async () => {
    fake({ unlocked: false });
    readyToRing();
    expect([...listeners.keys()].sort()).toEqual(["keydown", "pointerdown"]);
    listeners.get("keydown")?.();
    expect(listeners.size).toBe(0);
  });
});

describe("the choice", () => {
  test("of sound is heard at once, and can be taken back", async () => {
    fake({});
    chooseSound(true);
    expect([notes, tellingChoice().sound]).toEqual([2, true]);
    chooseSound(false);
    await tell();
    expect(notes).toBe(2);
  });

  test.each<[NotificationPermission, NotificationPermission, boolean]>([
    ["default", "granted", true],
    ["default", "denied", false],
    ["denied", "granted", false],
    ["granted", "granted", true],
  ])("of the desktop, where the browser says %s and the person %s", async (permission, answer, allowed) => {
    fake({ permission, answer });
    expect(await chooseDesktop(true)).toBe(allowed);
    expect([asked, tellingChoice().desktop]).toEqual([1, allowed]);
    await tell();
    expect(shown.length).toBe(allowed ? 1 : 0);
    await chooseDesktop(false);
    await tell();
    expect(shown.length).toBe(allowed ? 1 : 0);
  });

  test("shows as off when the browser takes its leave back", async () => {
    fake({ stored: "sound,desktop" });
    expect(tellingChoice().desktop).toBe(true);
    fake({ stored: "sound,desktop", permission: "denied" });
    expect(tellingChoice()).toEqual({ sound: true, desktop: false });
  });
});
