/** What of a list lives in the address: filters, sort, where in the list, how many rows, and the open record. */
export interface ListState {
  filters: Record<string, string>;
  sort: string | undefined;
  cursor: string | undefined;
  /** 1 for the first page; only for display, the cursor decides. */
  page: number;
  limit: number;
  open: string | undefined;
}

export const kPageSizes = [20, 50, 100, 200] as const;
export const kDefaultLimit = 50;

export function readListState(search: URLSearchParams, filterNames: readonly string[]): ListState {
  const filters: Record<string, string> = {};
  for (const name of filterNames) {
    const value = search.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const limit = Number(search.get("limit"));
  const page = Number(search.get("page"));
  const cursor = search.get("cursor") ?? undefined;
  return {
    filters,
    sort: search.get("sort") ?? undefined,
    cursor,
    page: cursor && Number.isInteger(page) && page > 1 ? page : 1,
    limit: (kPageSizes as readonly number[]).includes(limit) ? limit : kDefaultLimit,
    open: search.get("open") ?? undefined,
  };
}

/** Defaults are left out, so that a plain list has a plain address. Parameters that aren't the list's stay. */
export function writeListState(
  before: URLSearchParams,
  state: ListState,
  filterNames: readonly string[],
): URLSearchParams {
  const after = new URLSearchParams(before);
  const put = (name: string, value: string | undefined) => {
    if (value === undefined || value === "") after.delete(name);
    else after.set(name, value);
  };
  for (const name of filterNames) put(name, state.filters[name]);
  put("sort", state.sort);
  put("cursor", state.cursor);
  put("page", state.cursor && state.page > 1 ? String(state.page) : undefined);
  put("limit", state.limit === kDefaultLimit ? undefined : String(state.limit));
  put("open", state.open);
  return after;
}

/** Another question starts at its first page. */
export function restart(state: ListState, change: Partial<ListState>): ListState {
  return { ...state, cursor: undefined, page: 1, ...change };
}

/** "name" → "-name" → none, as a column header is pressed. */
export function nextSort(current: string | undefined, column: string): string | undefined {
  if (current === column) return `-${column}`;
  if (current === `-${column}`) return undefined;
  return column;
}
