import type { Query } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Page } from "@shared/api/types";
import { useInfiniteQuery } from "@tanstack/react-query";

export interface More<T> {
  items: readonly T[];
  waiting: boolean;
  problem: Problem | undefined;
  more: (() => void) | undefined;
  loadingMore: boolean;
  retry: () => void;
}

const kAtOnce = 30;

/** A list that grows downwards, as a story is read. */
export function useMore<T>(
  key: readonly string[],
  load: (query: Query, signal: AbortSignal) => Promise<Page<T>>,
): More<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load({ limit: kAtOnce, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<T>) => page.next_cursor,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    waiting: query.isPending,
    problem: query.error ? asProblem(query.error) : undefined,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
    retry: () => void query.refetch(),
  };
}
