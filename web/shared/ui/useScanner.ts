import { useEffect, useRef } from "react";
import { isTyping } from "./command/keys";
import { isOverlaid } from "./ScanInput";
import { ScanBurst } from "./scanBurst";
import { holdScanner, isScannerHeld } from "./scanHolders";

/**
 * Hears a scanner where there is no box for it; what is typed into a field, or over the page, stays there.
 * "office": on every page that does not hear it itself.
 */
export function useScanner(onScan: (text: string) => void, where: "page" | "office" = "page"): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const release = where === "page" ? holdScanner() : () => undefined;
    const burst = new ScanBurst();
    const press = (event: KeyboardEvent) => {
      if (where === "office" && isScannerHeld()) return;
      if (isOverlaid() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const scanned = burst.press({
        key: event.key,
        code: event.code,
        shiftKey: event.shiftKey,
        capsLock: event.getModifierState("CapsLock"),
        at: event.timeStamp,
      });
      if (scanned === undefined && !burst.isUnderWay) return;
      event.preventDefault();
      event.stopPropagation();
      if (scanned !== undefined) latest.current(scanned);
    };
    window.addEventListener("keydown", press, true);
    return () => {
      release();
      window.removeEventListener("keydown", press, true);
    };
  }, [where]);
}
