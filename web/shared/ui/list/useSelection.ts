import { useCallback, useMemo, useState } from "react";

export interface Selection<T> {
  ids: ReadonlySet<string>;
  rows: readonly T[];
  set: (rows: readonly T[]) => void;
  toggle: (row: T) => void;
  clear: () => void;
}

/** Rows chosen from the page in view. A row that has left the list is no longer chosen. */
export function useSelection<T>(rows: readonly T[], rowId: (row: T) => string): Selection<T> {
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => rows.filter((row) => wanted.has(rowId(row))), [rows, wanted, rowId]);
  const ids = useMemo(() => new Set(chosen.map(rowId)), [chosen, rowId]);
  const set = useCallback((next: readonly T[]) => setWanted(new Set(next.map(rowId))), [rowId]);
  const toggle = useCallback(
    (row: T) =>
      setWanted((before) => {
        const after = new Set(before);
        if (!after.delete(rowId(row))) after.add(rowId(row));
        return after;
      }),
    [rowId],
  );
  const clear = useCallback(() => setWanted(new Set()), []);
  return { ids, rows: chosen, set, toggle, clear };
}
