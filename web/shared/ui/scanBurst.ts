/**
 * Tells a handheld scanner or card reader from fingers. They are keyboards that type very fast and press Enter.
 * Under a Chinese input method the browser reports "Process" for each key and the letters end up in a candidate
 * window, so the text is rebuilt from the physical keys, as a US keyboard has them: that is what scanners send.
 */
export interface ScanPress {
  key: string;
  code: string;
  shiftKey: boolean;
  capsLock: boolean;
  /** Milliseconds on any steady clock. */
  at: number;
}

/** Most keys of a scanner follow each other within this; the fastest typists need more than twice as long. */
export const kScanGapMs = 50;
/** A scanner over radio, or a busy machine, may stutter; a longer pause parts a code from what was typed before it. */
export const kScanPauseMs = 300;
/** Anything shorter may as well have been typed. */
const kScanLeast = 4;
const kScanMost = 400;
/** So many quick keys in a row are no shortcut any more. */
const kScanSure = 3;

const kPairs: Record<string, readonly [plain: string, shifted: string]> = {
  Digit0: ["0", ")"],
  Digit1: ["1", "!"],
  Digit2: ["2", "@"],
  Digit3: ["3", "#"],
  Digit4: ["4", "$"],
  Digit5: ["5", "%"],
  Digit6: ["6", "^"],
  Digit7: ["7", "&"],
  Digit8: ["8", "*"],
  Digit9: ["9", "("],
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
  NumpadDecimal: [".", "."],
  NumpadSubtract: ["-", "-"],
  NumpadAdd: ["+", "+"],
  NumpadMultiply: ["*", "*"],
  NumpadDivide: ["/", "/"],
};

/** The character a key press stands for; undefined for keys that type nothing. */
export function scannedCharacter(press: Omit<ScanPress, "at">): string | undefined {
  const { key, code, shiftKey, capsLock } = press;
  // What the browser says is right for every keyboard layout, as long as no input method stands between.
  if ([...key].length === 1) return key;
  if (key !== "Process" && key !== "Unidentified") return undefined;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey !== capsLock ? letter : letter.toLowerCase();
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  return kPairs[code]?.[shiftKey ? 1 : 0];
}

export class ScanBurst {
  private text = "";
  private quick = 0;
  private last = Number.NEGATIVE_INFINITY;

  /** The whole code when this press ended one; undefined otherwise. */
  press(press: ScanPress): string | undefined {
    const gap = press.at - this.last;
    const isEnd = press.code === "Enter" || press.code === "NumpadEnter" || press.key === "Enter";
    if (isEnd) {
      const { text, quick } = this;
      this.reset();
      const gaps = [...text].length - 1;
      const scanned = gap <= kScanPauseMs && gaps + 1 >= kScanLeast && quick * 2 > gaps;
      return scanned ? text : undefined;
    }
    const character = scannedCharacter(press);
    if (character === undefined) {
      // Shift goes up and down within a code; any other key means a person.
      if (!/^(Shift|CapsLock)/.test(press.code)) this.reset();
      return undefined;
    }
    if (gap > kScanPauseMs || this.text.length >= kScanMost) this.reset();
    else if (gap <= kScanGapMs) this.quick += 1;
    this.text += character;
    this.last = press.at;
    return undefined;
  }

  /** Whether a code is most likely under way: its keys are not meant for anything else. */
  get isUnderWay(): boolean {
    return this.quick >= kScanSure;
  }

  reset(): void {
    this.text = "";
    this.quick = 0;
    this.last = Number.NEGATIVE_INFINITY;
  }
}
