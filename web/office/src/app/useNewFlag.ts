import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** "?new=1" opens the form of a new record, so that the palette and links can ask for it. */
export function useNewFlag(): { creating: boolean; start: () => void; stop: () => void } {
  const [search, setSearch] = useSearchParams();
  const creating = search.get("new") === "1";
  const start = useCallback(() => {
    setSearch((before) => {
      const after = new URLSearchParams(before);
      after.set("new", "1");
      return after;
    });
  }, [setSearch]);
  const stop = useCallback(() => {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("new");
        return after;
      },
      { replace: true },
    );
  }, [setSearch]);
  return { creating, start, stop };
}
