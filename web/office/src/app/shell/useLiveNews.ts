import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** What the server tells of by itself, and what must then be read again. */
const kNews: Record<string, readonly string[]> = {
  "import.progress": ["imports", "home"],
  "sale.completed": ["home", "sales", "customers"],
  "job.changed": ["imports", "jobs"],
};
const kGatherMs = 800;
/** A restart or a change of network is over sooner than this; only what lasts is worth a notice. */
const kPatienceMs = 5000;
const kReconnectMs = 5000;

/**
 * Keeps open screens up to date; many events at once are one reading again.
 * Answers whether the server can be heard: after a gap everything in view is read again.
 */
export function useLiveNews(): boolean {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(true);
  useEffect(() => {
    const waiting = new Set<string>();
    let gather: ReturnType<typeof setTimeout> | undefined;
    let patience: ReturnType<typeof setTimeout> | undefined;
    let reconnect: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    let missed = false;

    const flush = () => {
      gather = undefined;
      for (const first of waiting) void queries.invalidateQueries({ queryKey: [first] });
      waiting.clear();
    };
    const listen = () => {
      source = new EventSource("/v1/events");
      source.onopen = () => {
        if (patience) clearTimeout(patience);
        patience = undefined;
        setHeard(true);
        if (missed) void queries.invalidateQueries();
        missed = false;
      };
      source.onerror = () => {
        missed = true;
        patience ??= setTimeout(() => setHeard(false), kPatienceMs);
        // The browser tries again by itself, except after an answer that was no stream.
        if (source.readyState === EventSource.CLOSED) reconnect = setTimeout(listen, kReconnectMs);
      };
      for (const [name, keys] of Object.entries(kNews)) {
        source.addEventListener(name, () => {
          for (const key of keys) waiting.add(key);
          gather ??= setTimeout(flush, kGatherMs);
        });
      }
    };
    listen();
    return () => {
      source.close();
      for (const timer of [gather, patience, reconnect]) if (timer) clearTimeout(timer);
    };
  }, [queries]);
  return heard;
}
