import { onReached } from "@shared/api/client";
import { useSyncExternalStore } from "react";
import { Connection } from "./connection";

/** Any answer will do, a refusal too: it is about the way there. */
async function probe(): Promise<boolean> {
  const answer = await fetch("/v1/version", { cache: "no-store", signal: AbortSignal.timeout(5000) });
  return answer.status < 500;
}

export const connection = new Connection({
  probe,
  later: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});

function watch(changed: () => void): () => void {
  const stop = [connection.subscribe(changed), onReached((yes) => connection.heard(yes))];
  const gone = () => connection.heard(false);
  const back = () => connection.hurry();
  window.addEventListener("offline", gone);
  window.addEventListener("online", back);
  if (!navigator.onLine) connection.heard(false);
  return () => {
    for (const end of stop) end();
    window.removeEventListener("offline", gone);
    window.removeEventListener("online", back);
  };
}

/** Whether the till has lost its server. */
export function useLost(): boolean {
  return useSyncExternalStore(watch, connection.isLost);
}
