import { sales } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Quote, QuoteRequest } from "@shared/api/types";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSettled } from "../sales/useSettled";
import { localQuote, quoteRequest, type Till } from "./basket";

const kPauseMs = 150;

export interface LiveQuote {
  /** The last answer; of an earlier basket while `current` is false. */
  quote: Quote | undefined;
  /** Whether the answer belongs to exactly what is on the screen. */
  current: boolean;
  /** Worked out here, from this device's prices: the server can't be asked. */
  local: boolean;
  problem: Problem | undefined;
  retry: () => void;
}

/** Asks the server what the basket costs after each change; answers to earlier baskets never count as current. */
export function useQuote(till: Till, storeId: string | undefined, lost: boolean): LiveQuote {
  const request = quoteRequest(till, storeId);
  const text = request ? JSON.stringify(request) : "";
  const settled = useSettled(text, kPauseMs);
  const query = useQuery({
    queryKey: ["till", "quote", till.round, settled],
    queryFn: () => sales.quote(JSON.parse(settled) as QuoteRequest),
    enabled: settled !== "" && text !== "" && !lost,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const mine = settled === text && text !== "";
  const answered = mine && query.isSuccess && !query.isPlaceholderData;
  const { lines } = till;
  const instead = useMemo(
    () => (lost && storeId && lines.length > 0 ? localQuote({ lines }, storeId) : undefined),
    [lost, storeId, lines],
  );
  const retry = () => void query.refetch();
  // What the server said about exactly this basket holds also after the network has gone.
  if (lost && !answered && instead)
    return { quote: instead, current: true, local: true, problem: undefined, retry };
  return {
    quote: text === "" ? undefined : query.data,
    current: answered,
    local: false,
    problem: mine && query.error && !query.isFetching && !lost ? asProblem(query.error) : undefined,
    retry,
  };
}
