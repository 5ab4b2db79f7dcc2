import type { PaymentKind } from "@shared/api/types";
import type { Till } from "./basket";
import { kPaymentKinds } from "./names";
import type { Mode } from "./ScanBar";

/** What a key means at the till, by what is on the screen. Pure: the page carries it out. */
export type KeyAction =
  | { do: "mode"; mode: Mode }
  | { do: "register" | "rewards" | "park" | "pay" | "clear" | "return" | "tray" | "settle" | "remove" }
  | { do: "step"; by: 1 | -1 }
  | { do: "quantity"; by: 1 | -1 }
  | { do: "kind"; kind: PaymentKind }
  | { do: "cancelKind" | "back" | "complete" | "untake" | "keep" }
  | { do: "next" | "print" };

export interface Situation {
  step: Till["step"];
  hasLines: boolean;
  /** A line the plus and minus keys mean. */
  hasLine: boolean;
  hasMember: boolean;
  /** A list of candidates lies open below the box. */
  choosing: boolean;
  boxEmpty: boolean;
  mode: Mode;
  /** The focus is in a field. */
  typing: boolean;
  kind: PaymentKind | undefined;
  /** There is something left to pay. */
  rest: boolean;
  /** A sale is on its way, or its answer was lost. */
  sent: boolean;
  unsure: boolean;
  can: { register: boolean; giveBack: boolean; rewards: boolean };
}

function scanning(key: string, s: Situation): KeyAction | undefined {
  const bare = s.boxEmpty && !s.choosing;
  const counts = bare && s.mode === "any" && s.hasLine;
  const toggle = (mode: Mode): KeyAction => ({ do: "mode", mode: s.mode === mode ? "any" : mode });
  switch (key) {
    case "F1":
      return s.can.giveBack ? { do: "return" } : undefined;
    case "F2":
      return toggle("member");
    case "F3":
      return s.can.register ? { do: "register" } : undefined;
    case "F4":
      return s.hasLine ? toggle("quantity") : undefined;
    case "F6":
      return s.can.rewards && s.hasLines ? { do: "rewards" } : undefined;
    case "F7":
      return s.hasLines ? { do: "park" } : undefined;
    case "F8":
      return { do: "pay" };
    case "F9":
      return s.hasLines || s.hasMember ? { do: "clear" } : undefined;
    case "F10":
      return { do: "tray" };
    case "ArrowDown":
      return { do: "step", by: 1 };
    case "ArrowUp":
      return { do: "step", by: -1 };
    case "Delete":
      return bare && s.hasLine ? { do: "remove" } : undefined;
    case "+":
      return counts ? { do: "quantity", by: 1 } : undefined;
    case "-":
      return counts ? { do: "quantity", by: -1 } : undefined;
    case "Escape":
      return { do: "settle" };
    default:
      return undefined;
  }
}

function paying(key: string, s: Situation): KeyAction | undefined {
  if (key === "Escape") return s.kind ? { do: "cancelKind" } : { do: "back" };
  if (key === "F7") return s.unsure ? { do: "keep" } : undefined;
  if (s.typing) return undefined;
  if (key === "Enter") return { do: "complete" };
  if (key === "Backspace" || key === "Delete") return { do: "untake" };
  const chosen = /^[1-9]$/.test(key) ? kPaymentKinds[Number(key) - 1] : undefined;
  return chosen && s.rest && !s.sent ? { do: "kind", kind: chosen.kind } : undefined;
}

export function actionOf(key: string, situation: Situation): KeyAction | undefined {
  switch (situation.step) {
    case "scan":
      return scanning(key, situation);
    case "pay":
      return paying(key, situation);
    case "done":
      if (key === "Enter" || key === "Escape") return { do: "next" };
      return key === "p" || key === "P" ? { do: "print" } : undefined;
  }
}

export interface KeyPressed {
  key: string;
  code: string;
  isComposing: boolean;
}

/** The key by what it types, or by where it lies while an input method hides that. */
export function keyName(press: KeyPressed): string {
  if (press.key !== "Process") return press.key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  return digit ?? press.code.replace(/^Key/, "").toLowerCase();
}

/** The keys that do something just now, with the words of the bar at the bottom. */
export type KeyWord =
  | "scan"
  | "member"
  | "register"
  | "quantity"
  | "plusMinus"
  | "line"
  | "remove"
  | "rewards"
  | "park"
  | "pay"
  | "clear"
  | "giveBack"
  | "tray"
  | "kind"
  | "untake"
  | "complete"
  | "keep"
  | "back"
  | "print"
  | "next";

export interface KeyHint {
  keys: readonly string[];
  word: KeyWord;
  /** "1 – 6" instead of "1 6". */
  range?: boolean;
}

export function hintsOf(s: Situation): KeyHint[] {
  if (s.step === "done") {
    return [
      { keys: ["Enter"], word: "next" },
      { keys: ["P"], word: "print" },
    ];
  }
  if (s.step === "pay") {
    return [
      ...(s.rest && !s.sent
        ? [{ keys: ["1", String(kPaymentKinds.length)], word: "kind", range: true } as const]
        : []),
      { keys: ["Enter"], word: "complete" },
      ...(s.sent ? [] : [{ keys: ["⌫"], word: "untake" } as const]),
      ...(s.unsure ? [{ keys: ["F7"], word: "keep" } as const] : []),
      { keys: ["Esc"], word: "back" },
    ];
  }
  const hints: (KeyHint | false)[] = [
    { keys: ["Enter"], word: "scan" },
    { keys: ["F2"], word: "member" },
    s.can.register && !s.hasLines && { keys: ["F3"], word: "register" },
    s.hasLine && { keys: ["F4"], word: "quantity" },
    s.hasLine && { keys: ["+", "−"], word: "plusMinus" },
    s.hasLine && { keys: ["↑", "↓"], word: "line" },
    s.hasLine && { keys: ["Del"], word: "remove" },
    s.can.rewards && s.hasLines && { keys: ["F6"], word: "rewards" },
    s.hasLines && { keys: ["F7"], word: "park" },
    s.hasLines && { keys: ["F8"], word: "pay" },
    (s.hasLines || s.hasMember) && { keys: ["F9"], word: "clear" },
    s.can.giveBack && !s.hasLines && { keys: ["F1"], word: "giveBack" },
    !s.hasLines && { keys: ["F10"], word: "tray" },
  ];
  return hints.filter((hint) => hint !== false);
}
