import { sales } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Quote, QuoteRequest } from "@shared/api/types";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "../sales/useSettled";

const kPauseMs = 150;

export interface LiveQuote {
  /** The last answer; of an earlier basket while `current` is false. */
  quote: Quote | undefined;
  /** Whether the answer belongs to exactly what is on the screen. */
  current: boolean;
  problem: Problem | undefined;
  retry: () => void;
}

/** Asks the server what the basket costs after each change; answers to earlier baskets never count as current. */
export function useQuote(request: QuoteRequest | undefined, round: number): LiveQuote {
  const text = request ? JSON.stringify(request) : "";
  const settled = useSettled(text, kPauseMs);
  const query = useQuery({
    queryKey: ["till", "quote", round, settled],
    queryFn: () => sales.quote(JSON.parse(settled) as QuoteRequest),
    enabled: settled !== "" && text !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const mine = settled === text && text !== "";
  const current = mine && query.isSuccess && !query.isPlaceholderData;
  return {
    quote: text === "" ? undefined : query.data,
    current,
    problem: mine && query.error && !query.isFetching ? asProblem(query.error) : undefined,
    retry: () => void query.refetch(),
  };
}
