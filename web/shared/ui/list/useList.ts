import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import { asProblem, type Problem } from "../../api/problem";
import type { Page } from "../../api/types";
import { type ListState, nextSort, readListState, restart, writeListState } from "./listState";
import { loadPage } from "./loadPage";

export interface ListParams {
  [filter: string]: string | number | undefined;
  sort?: string;
  cursor?: string;
  limit: number;
}

export interface ListSource<T> {
  /** Tells lists with the same first part apart. */
  id: string;
  /** First part of the query key: what commands name to have it read again. */
  queryKey: string;
  load: (params: ListParams, signal: AbortSignal) => Promise<Page<T>>;
  filterNames: readonly string[];
  defaultSort?: string;
  /** Turns an address filter into the API's parameters where they differ. */
  toParams?: (filters: Record<string, string>) => Record<string, string | undefined>;
}

export interface List<T> {
  state: ListState;
  rows: readonly T[];
  page: Page<T> | undefined;
  problem: Problem | undefined;
  firstTime: boolean;
  updating: boolean;
  reload: () => void;
  setFilters: (filters: Record<string, string>) => void;
  setSort: (column: string) => void;
  setLimit: (limit: number) => void;
  setOpen: (id: string | undefined) => void;
  toFirst: () => void;
  toNext: (() => void) | undefined;
  toPrevious: (() => void) | undefined;
}

/** Cursors only lead forward; the ones passed are kept for the way back, also over a reload of the page. */
function usePassedCursors(question: string) {
  const storage = `homeport.cursors.${question}`;
  const read = (): string[] => {
    try {
      const value: unknown = JSON.parse(sessionStorage.getItem(storage) ?? "[]");
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
    } catch {
      return [];
    }
  };
  const write = (cursors: string[]) => sessionStorage.setItem(storage, JSON.stringify(cursors.slice(-500)));
  return { read, write };
}

export function useList<T>(source: ListSource<T>): List<T> {
  const { id, queryKey, load, filterNames, defaultSort, toParams } = source;
  const [search, setSearch] = useSearchParams();
  const names = useRef(filterNames);
  names.current = filterNames;
  const state = useMemo(() => readListState(search, names.current), [search]);
  const { filters, sort = defaultSort, cursor, limit } = state;
  const asked = useMemo(() => (toParams ? toParams(filters) : filters), [filters, toParams]);
  const params: ListParams = { ...asked, sort, cursor, limit };
  const query = useQuery({
    queryKey: [queryKey, "list", id, params],
    queryFn: ({ signal }) => loadPage(load, params, signal),
    placeholderData: keepPreviousData,
  });
  const passed = usePassedCursors(JSON.stringify([id, filters, sort, limit]));

  const go = useCallback(
    (next: ListState, replace = false) =>
      setSearch((before) => writeListState(before, next, names.current), {
        replace,
        preventScrollReset: true,
      }),
    [setSearch],
  );

  const page = query.data;
  const nextCursor = query.isPlaceholderData ? undefined : page?.next_cursor;
  const toFirst = () => go({ ...state, cursor: undefined, page: 1 });
  return {
    state: { ...state, sort },
    rows: page?.items ?? [],
    page,
    problem: query.error ? asProblem(query.error) : undefined,
    firstTime: query.isPending,
    updating: query.isFetching,
    reload: () => void query.refetch(),
    setFilters: (next) => go(restart(state, { filters: next })),
    setSort: (column) => go(restart(state, { sort: nextSort(sort, column) })),
    setLimit: (next) => go(restart(state, { limit: next })),
    setOpen: (open) => go({ ...state, open }, state.open !== undefined && open !== undefined),
    toFirst,
    toNext: nextCursor
      ? () => {
          passed.write([...passed.read().slice(0, state.page - 1), cursor ?? ""]);
          go({ ...state, cursor: nextCursor, page: state.page + 1 });
        }
      : undefined,
    toPrevious: cursor
      ? () => {
          const before = passed.read()[state.page - 2];
          if (before) go({ ...state, cursor: before, page: state.page - 1 });
          else toFirst();
        }
      : undefined,
  };
}
