import { isTyping } from "@shared/ui/command/keys";
import { useEffect, useRef } from "react";
import { actionOf, type KeyAction, keyName, type Situation } from "./keys";

const kOverlay = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open";

/** Hands every key that means something at the till to `run`; the others stay where they were typed. */
export function useDeskKeys(situation: Situation, run: (action: KeyAction) => void): void {
  const handle = useRef<(event: KeyboardEvent) => void>(() => undefined);
  handle.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector(kOverlay)) return;
    const typing = isTyping(event.target);
    // Under an input method only the physical key is known; in a field the person is composing then.
    if ((event.isComposing || event.key === "Process") && typing) return;
    const key = keyName(event);
    const onButton =
      (key === "Enter" || key === " ") &&
      event.target instanceof Element &&
      event.target.closest("a,button,[role=menuitem]") !== null;
    if (onButton) return;
    const action = actionOf(key, { ...situation, typing });
    if (action) {
      run(action);
      event.preventDefault();
    }
    // Single keys mean something else elsewhere in the office; here they stay with the till.
    if (action || (!typing && event.key.length === 1)) event.stopPropagation();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle.current(event);
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
}
