import { useEffect } from "react";

const kKept = /^\/(assets\/|v1\/(me|org_units)$)/;
const kLaterMs = 5000;

/**
 * Lets this till be opened again while there is no network. Only a built office has the files to keep; where workers
 * aren't allowed (plain HTTP on another machine) the till works as before, as long as its page stays open.
 */
export function useReopening(): void {
  useEffect(() => {
    if (import.meta.env.DEV || !navigator.serviceWorker) return;
    const keep = (worker: ServiceWorker | null) => {
      const urls = performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => kKept.test(new URL(name).pathname));
      worker?.postMessage({ type: "keep", urls });
    };
    void navigator.serviceWorker
      .register("/sw.js")
      .then(() => navigator.serviceWorker.ready)
      .then((registration) => {
        keep(registration.active);
        // Some parts of a page are loaded a moment later.
        setTimeout(() => keep(registration.active), kLaterMs);
      })
      .catch(() => undefined);
  }, []);
}
