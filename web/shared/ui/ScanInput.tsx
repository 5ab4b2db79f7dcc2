import {
  forwardRef,
  type ReactNode,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { isTyping } from "./command/keys";
import { ScanBurst } from "./scanBurst";
import { holdScanner } from "./scanHolders";
import "./scanInput.css";

export interface ScanInputHandle {
  focus: () => void;
}

interface ScanInputProps {
  value: string;
  onChange: (text: string) => void;
  /** Enter: `scanned` when a scanner or card reader typed it. */
  onSubmit: (text: string, scanned: boolean) => void;
  placeholder: string;
  label: string;
  /** Takes the focus back whenever nothing else needs it, and whatever is typed anywhere. */
  keepsFocus: boolean;
  icon?: ReactNode;
  tail?: ReactNode;
  inputMode?: "text" | "numeric";
  /** Of the list of finds below, for those who hear the screen. */
  controls?: string;
  activeItem?: string;
}

const kOverlay = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open";

/** Whether a dialog or drawer has the keyboard. */
export function isOverlaid(): boolean {
  return document.querySelector(kOverlay) !== null;
}

/** One box for fingers, scanners and card readers. */
export const ScanInput = forwardRef<ScanInputHandle, ScanInputProps>(function ScanInput(props, ref) {
  const { value, keepsFocus } = props;
  const input = useRef<HTMLInputElement>(null);
  const [burst] = useState(() => new ScanBurst());
  // Another key makes another element: the only sure way to end what an input method has begun.
  const [generation, setGeneration] = useState(0);
  const latest = useRef(props);
  latest.current = props;
  const composing = useRef(false);

  const focus = useCallback(() => input.current?.focus({ preventScroll: true }), []);
  useImperativeHandle(ref, () => ({ focus }), [focus]);

  useEffect(() => {
    if (keepsFocus && generation >= 0) focus();
  }, [keepsFocus, focus, generation]);

  useEffect(() => {
    if (!keepsFocus) return;
    const release = holdScanner();
    const takeBack = () =>
      requestAnimationFrame(() => {
        const active = document.activeElement;
        if (isOverlaid() || (active && active !== document.body && isTyping(active))) return;
        focus();
      });
    const press = (event: KeyboardEvent) => {
      if (isOverlaid() || event.ctrlKey || event.metaKey || event.altKey) return;
      const elsewhere = event.target !== input.current;
      if (elsewhere && isTyping(event.target)) return;
      const scanned = burst.press({
        key: event.key,
        code: event.code,
        shiftKey: event.shiftKey,
        capsLock: event.getModifierState("CapsLock"),
        at: event.timeStamp,
      });
      if (scanned !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        if (composing.current || event.isComposing || event.key === "Process") {
          composing.current = false;
          setGeneration((n) => n + 1);
        }
        latest.current.onSubmit(scanned, true);
        return;
      }
      // A letter typed while a button has the focus was meant for the box.
      if (elsewhere && event.key.length === 1 && event.key !== " ") focus();
    };
    window.addEventListener("keydown", press, true);
    window.addEventListener("click", takeBack);
    window.addEventListener("focus", takeBack);
    return () => {
      release();
      window.removeEventListener("keydown", press, true);
      window.removeEventListener("click", takeBack);
      window.removeEventListener("focus", takeBack);
    };
  }, [keepsFocus, burst, focus]);

  return (
    <div className="hp-scan">
      {props.icon}
      <input
        key={generation}
        ref={input}
        value={value}
        type="text"
        inputMode={props.inputMode}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={400}
        placeholder={props.placeholder}
        aria-label={props.label}
        {...(props.controls
          ? {
              role: "combobox",
              "aria-expanded": props.activeItem !== undefined,
              "aria-controls": props.controls,
              "aria-activedescendant": props.activeItem,
            }
          : {})}
        onChange={(event) => props.onChange(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing || event.defaultPrevented) return;
          event.preventDefault();
          props.onSubmit(value, false);
        }}
      />
      {props.tail}
    </div>
  );
});
