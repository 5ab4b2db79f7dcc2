import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** What the server tells of by itself, and what must then be read again. */
const kNews: Record<string, readonly string[]> = {
  "import.progress": ["imports", "home"],
  "sale.completed": ["home", "sales", "customers"],
  "job.changed": ["imports", "jobs"],
};
const kGatherMs = 800;

/** Keeps open screens up to date; many events at once are one reading again. */
export function useLiveNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource("/v1/events");
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const first of waiting) void queries.invalidateQueries({ queryKey: [first] });
      waiting.clear();
    };
    for (const [name, keys] of Object.entries(kNews)) {
      source.addEventListener(name, () => {
        for (const key of keys) waiting.add(key);
        timer ??= setTimeout(flush, kGatherMs);
      });
    }
    return () => {
      source.close();
      if (timer) clearTimeout(timer);
    };
  }, [queries]);
}
