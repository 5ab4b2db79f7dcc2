import { useEffect, useRef } from "react";
import { isTyping } from "./command/keys";
import { isOverlaid } from "./ScanInput";
import { ScanBurst } from "./scanBurst";

/** Hears a scanner on a page that has no box for it; what is typed into a field, or over the page, stays there. */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const burst = new ScanBurst();
    const press = (event: KeyboardEvent) => {
      if (isOverlaid() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const scanned = burst.press({
        key: event.key,
        code: event.code,
        shiftKey: event.shiftKey,
        capsLock: event.getModifierState("CapsLock"),
        at: event.timeStamp,
      });
      if (scanned === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(scanned);
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}
