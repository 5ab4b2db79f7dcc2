/** The rows last seen in each list, so that a record knows what comes before and after it there. */
const rows = new Map<string, readonly string[]>();

export function rememberRows(list: string, ids: readonly string[]): void {
  rows.set(list, ids);
}

export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
  /** From 1; 0 when the record was not in the list. */
  position: number;
  count: number;
}

export function neighboursOf(list: string, id: string): Neighbours {
  const ids = rows.get(list) ?? [];
  const i = ids.indexOf(id);
  if (i < 0) return { previous: undefined, next: undefined, position: 0, count: ids.length };
  return { previous: ids[i - 1], next: ids[i + 1], position: i + 1, count: ids.length };
}
