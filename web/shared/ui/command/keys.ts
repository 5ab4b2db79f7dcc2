/**
 * The token of a key press: "j", "?", "/", "[", "Enter", "mod+k". Under an input method the browser reports
 * "Process" as the key; the physical key then says which one it was.
 */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const kByCode: Record<string, [plain: string, shifted: string]> = {
  Slash: ["/", "?"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
};

function character(press: KeyPress): string {
  const { key, code, shiftKey } = press;
  if (key.length === 1 && key > " " && key <= "~")
    return key.length === 1 && !shiftKey ? key.toLowerCase() : key;
  if (key.length > 1 && key !== "Process" && key !== "Unidentified") return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  const pair = kByCode[code];
  return pair ? pair[shiftKey ? 1 : 0] : key;
}

export function keyToken(press: KeyPress): string {
  const char = character(press);
  if (press.ctrlKey || press.metaKey) return `mod+${char.toLowerCase()}`;
  if (press.altKey) return `alt+${char.toLowerCase()}`;
  return char;
}

export type KeyBindings = Record<string, (() => void) | undefined>;

/** How long "g" waits for its second key. */
export const kSequenceMs = 1200;

/** Understands single tokens and two-key sequences ("g c"). Later layers win, as the page on top does. */
export class KeyMap {
  private layers: KeyBindings[] = [];
  private pending: { token: string; at: number } | undefined;

  /** `isBelow`: beneath all that are there, as what holds on every page is beneath what holds on one. */
  push(layer: KeyBindings, isBelow = false): () => void {
    this.layers = isBelow ? [layer, ...this.layers] : [...this.layers, layer];
    return () => {
      this.layers = this.layers.filter((other) => other !== layer);
    };
  }

  private find(token: string): (() => void) | undefined {
    for (let i = this.layers.length - 1; i >= 0; i -= 1) {
      const handler = this.layers[i]?.[token];
      if (handler) return handler;
    }
    return undefined;
  }

  private startsSequence(token: string): boolean {
    return this.layers.some((layer) => Object.keys(layer).some((binding) => binding.startsWith(`${token} `)));
  }

  /** True when the press was meant for us and must not do anything else. `now` in milliseconds. */
  press(token: string, now: number): boolean {
    const first = this.pending;
    this.pending = undefined;
    if (first && now - first.at <= kSequenceMs) {
      const handler = this.find(`${first.token} ${token}`);
      if (handler) {
        handler();
        return true;
      }
    }
    const handler = this.find(token);
    if (handler) {
      handler();
      return true;
    }
    if (this.startsSequence(token)) {
      this.pending = { token, at: now };
      return true;
    }
    return false;
  }
}

/** Whether the person is typing, so that letters are text and not commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.getAttribute("role") === "combobox" || target.getAttribute("role") === "textbox";
}
