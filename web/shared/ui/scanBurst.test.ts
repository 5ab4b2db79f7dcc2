import { describe, expect, test } from "vitest";
import { kScanGapMs, kScanPauseMs, ScanBurst, type ScanPress, scannedCharacter } from "./scanBurst";

const key = (key: string, code: string, at: number, shiftKey = false): ScanPress => ({
  key,
  code,
  at,
  shiftKey,
  capsLock: false,
});

/** The keys of a text as a scanner sends them; `composing` as the browser reports them under an input method. */
function scanned(text: string, stepMs: number, composing: boolean): ScanPress[] {
  const codes: Record<string, [string, boolean]> = {
    "-": ["Minus", false],
    "%": ["Digit5", true],
    "?": ["Slash", true],
    ";": ["Semicolon", false],
    "=": ["Equal", false],
  };
  return [...text].map((char, i) => {
    const [code, shift] = codes[char] ?? [
      /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`,
      /[A-Z]/.test(char),
    ];
    return key(composing ? "Process" : char, code, i * stepMs, shift);
  });
}

function read(presses: readonly ScanPress[], enter = "Enter"): string | undefined {
  const burst = new ScanBurst();
  for (const press of presses) expect(burst.press(press)).toBeUndefined();
  return burst.press(key(enter, "Enter", (presses[presses.length - 1]?.at ?? 0) + 5));
}

describe("a scanner", () => {
  test.each(["6901028340001", "SK-1003", "Ab12-Z", "%B8600100012345678?", ";8600=2512?"])(
    "%s is read with and without an input method",
    (text) => {
      expect(read(scanned(text, 8, false))).toBe(text);
      expect(read(scanned(text, 8, true), "Process")).toBe(text);
    },
  );

  test("fingers are not a scanner", () => {
    expect(read(scanned("6901028340001", kScanGapMs + 1, false))).toBeUndefined();
  });

  test("a stutter loses no digit", () => {
    const presses = scanned("6901028340001", 8, false).map((press, i) => ({
      ...press,
      at: press.at + (i > 2 ? kScanPauseMs - 8 : 0),
    }));
    expect(read(presses)).toBe("6901028340001");
  });

  test("a code under way is known by its fourth quick key, so that the end of a track is no shortcut", () => {
    const burst = new ScanBurst();
    const sure = scanned(";8600?", 8, false).map((press) => {
      burst.press(press);
      return burst.isUnderWay;
    });
    expect(sure).toEqual([false, false, false, true, true, true]);
    burst.press(key("Enter", "Enter", 60));
    expect(burst.isUnderWay).toBe(false);
  });

  test("a few quick letters are not a code", () => {
    expect(read(scanned("abc", 8, false))).toBeUndefined();
  });

  test("what was typed before the scan does not belong to it", () => {
    const burst = new ScanBurst();
    burst.press(key("x", "KeyX", 0));
    for (const press of scanned("69010", 8, false)) burst.press({ ...press, at: press.at + 1000 });
    expect(burst.press(key("Enter", "Enter", 1045))).toBe("69010");
  });

  test("a late Enter is a person's", () => {
    const burst = new ScanBurst();
    for (const press of scanned("69010", 8, false)) burst.press(press);
    expect(burst.press(key("Enter", "Enter", 500))).toBeUndefined();
  });

  test("shift within a code leaves it whole, an arrow key ends it", () => {
    const burst = new ScanBurst();
    const presses = [key("a", "KeyA", 0), key("Shift", "ShiftLeft", 4), key("B", "KeyB", 8, true)];
    for (const press of [...presses, key("c", "KeyC", 12), key("d", "KeyD", 16)]) burst.press(press);
    expect(burst.press(key("Enter", "Enter", 20))).toBe("aBcd");
    for (const press of scanned("6901", 8, false)) burst.press(press);
    burst.press(key("ArrowDown", "ArrowDown", 30));
    expect(burst.press(key("Enter", "Enter", 35))).toBeUndefined();
  });
});

test.each([
  ["Process", "KeyQ", false, true, "Q"],
  ["Process", "KeyQ", true, true, "q"],
  ["Process", "Numpad7", false, false, "7"],
  ["ù", "Digit5", false, false, "ù"],
  ["F2", "F2", false, false, undefined],
  ["Process", "F2", false, false, undefined],
])("%s on %s with shift %s and caps %s is %s", (k, code, shiftKey, capsLock, char) => {
  expect(scannedCharacter({ key: k, code, shiftKey, capsLock })).toBe(char);
});
