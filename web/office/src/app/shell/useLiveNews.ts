import { useCan } from "@shared/ui/command/CommandProvider";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Listener, News } from "../module";
import { modules } from "../modules";
import { createNewsroom } from "./newsroom";
import { useAnnounce } from "./useAnnounce";

/** What the server tells of by itself; modules add theirs. */
const kNews: Record<string, News> = {
  "import.progress": { refresh: ["imports", "home"] },
  "sale.completed": { refresh: ["home", "sales", "customers"] },
  "job.changed": { refresh: ["imports", "jobs"] },
};
/** Who belongs where changes seldom. */
const kKnownMs = 300_000;
/** A restart or a change of network is over sooner than this; only what lasts is worth a notice. */
const kPatienceMs = 5000;
const kReconnectMs = 5000;

function dataOf(event: MessageEvent<unknown>): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(String(event.data));
    return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function allNews(): [string, News][] {
  const merged = new Map<string, News>(Object.entries(kNews));
  for (const [name, news] of modules.flatMap((module) => Object.entries(module.news ?? {}))) {
    const known = merged.get(name);
    merged.set(name, {
      refresh: [...(known?.refresh ?? []), ...news.refresh],
      tell: news.tell ?? known?.tell,
      concerns: news.concerns ?? known?.concerns,
    });
  }
  return [...merged];
}

/**
 * Keeps open screens up to date; many events at once are one reading again.
 * Answers whether the server can be heard: after a gap everything in view is read again.
 */
export function useLiveNews(): boolean {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const can = useCan();
  const [heard, setHeard] = useState(true);
  useEffect(() => {
    const listener: Listener = {
      can,
      read: (key, load) =>
        queries.fetchQuery({ queryKey: ["news", ...key], queryFn: load, staleTime: kKnownMs, retry: false }),
    };
    const room = createNewsroom({
      refresh: (first) => void queries.invalidateQueries({ queryKey: [first] }),
      tell: announce,
      listener,
    });
    let patience: ReturnType<typeof setTimeout> | undefined;
    let reconnect: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    let missed = false;

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
      for (const [name, news] of allNews()) {
        source.addEventListener(name, (event: MessageEvent<unknown>) => room.hear(news, dataOf(event)));
      }
    };
    listen();
    return () => {
      source.close();
      room.end();
      for (const timer of [patience, reconnect]) if (timer) clearTimeout(timer);
    };
  }, [queries, announce, can]);
  return heard;
}
