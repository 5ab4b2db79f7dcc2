import { describe, expect, test } from "vitest";
import { actionOf, hintsOf, type KeyAction, keyName, type Situation } from "./keys";

const empty: Situation = {
  step: "scan",
  hasLines: false,
  hasLine: false,
  hasMember: false,
  choosing: false,
  boxEmpty: true,
  mode: "any",
  typing: true,
  kind: undefined,
  rest: false,
  sent: false,
  unsure: false,
  can: { register: true, giveBack: true, rewards: true },
};
const full: Situation = { ...empty, hasLines: true, hasLine: true };
const pay: Situation = { ...full, step: "pay", typing: false, rest: true };

describe("a key at the till", () => {
  test.each<[string, Situation, KeyAction | undefined]>([
    ["F1", empty, { do: "return" }],
    ["F1", { ...empty, can: { ...empty.can, giveBack: false } }, undefined],
    ["F2", empty, { do: "mode", mode: "member" }],
    ["F2", { ...empty, mode: "member" }, { do: "mode", mode: "any" }],
    ["F3", { ...empty, can: { ...empty.can, register: false } }, undefined],
    ["F4", empty, undefined],
    ["F4", full, { do: "mode", mode: "quantity" }],
    ["F6", empty, undefined],
    ["F6", full, { do: "rewards" }],
    ["F7", empty, undefined],
    ["F7", full, { do: "park" }],
    ["F8", full, { do: "pay" }],
    ["F9", empty, undefined],
    ["F9", { ...empty, hasMember: true }, { do: "clear" }],
    ["F10", empty, { do: "tray" }],
    ["+", full, { do: "quantity", by: 1 }],
    ["-", full, { do: "quantity", by: -1 }],
    ["Delete", full, { do: "remove" }],
    ["ArrowUp", full, { do: "step", by: -1 }],
    ["x", full, undefined],
  ])("%s (%#)", (key, situation, action) => {
    expect(actionOf(key, situation)).toEqual(action);
  });

  test.each(["+", "-", "Delete"])("%s belongs to the box while something stands in it", (key) => {
    expect(actionOf(key, { ...full, boxEmpty: false })).toBeUndefined();
    expect(actionOf(key, { ...full, choosing: true })).toBeUndefined();
  });

  test.each<[string, Situation, KeyAction | undefined]>([
    ["1", pay, { do: "kind", kind: "cash" }],
    ["6", pay, { do: "kind", kind: "other" }],
    ["7", pay, undefined],
    ["1", { ...pay, typing: true }, undefined],
    ["1", { ...pay, rest: false }, undefined],
    ["1", { ...pay, sent: true }, undefined],
    ["Enter", pay, { do: "complete" }],
    ["Enter", { ...pay, typing: true }, undefined],
    ["Backspace", pay, { do: "untake" }],
    ["Escape", pay, { do: "back" }],
    ["Escape", { ...pay, kind: "cash", typing: true }, { do: "cancelKind" }],
    ["F7", pay, undefined],
    ["F7", { ...pay, sent: true, unsure: true }, { do: "keep" }],
  ])("while paying, %s (%#)", (key, situation, action) => {
    expect(actionOf(key, situation)).toEqual(action);
  });

  test.each(["Enter", "Escape"])("after the sale %s means the next one", (key) => {
    expect(actionOf(key, { ...empty, step: "done" })).toEqual({ do: "next" });
  });

  test("under an input method the place of the key counts", () => {
    expect(keyName({ key: "Process", code: "Digit3", isComposing: false })).toBe("3");
    expect(keyName({ key: "Process", code: "Numpad4", isComposing: false })).toBe("4");
    expect(keyName({ key: "Process", code: "KeyP", isComposing: false })).toBe("p");
    expect(keyName({ key: "F8", code: "F8", isComposing: false })).toBe("F8");
  });
});

describe("the bar of keys", () => {
  const words = (situation: Situation) => hintsOf(situation).map((hint) => hint.word);

  test("says only what works", () => {
    expect(words(empty)).toEqual(["scan", "member", "register", "giveBack", "tray"]);
    expect(words(full)).toContain("park");
    expect(words({ ...full, can: { ...full.can, rewards: false } })).not.toContain("rewards");
    expect(words(pay)).toEqual(["kind", "complete", "untake", "back"]);
    expect(words({ ...pay, sent: true, unsure: true })).toEqual(["complete", "keep", "back"]);
  });

  test("every hinted key does something", () => {
    const real: Record<string, string> = {
      "−": "-",
      "↑": "ArrowUp",
      "↓": "ArrowDown",
      Del: "Delete",
      Esc: "Escape",
      "⌫": "Backspace",
    };
    // Enter in the box is the box's own.
    for (const situation of [empty, full, pay, { ...empty, step: "done" as const }])
      for (const hint of hintsOf(situation))
        for (const key of hint.keys)
          if (hint.word !== "scan") expect(actionOf(real[key] ?? key, situation), key).toBeDefined();
  });
});
