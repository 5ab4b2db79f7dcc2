import { sales } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { ExchangeQuote, ExchangeQuoteRequest, Sale } from "@shared/api/types";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useSettled } from "./useSettled";

const kPauseMs = 200;

type Place = Pick<Sale, "customer_id" | "sale_id">;

function options(sale: Place, question: string) {
  return {
    queryKey: ["exchange", sale.sale_id, question],
    queryFn: () =>
      sales.quoteExchange(sale.customer_id, sale.sale_id, JSON.parse(question) as ExchangeQuoteRequest),
    retry: false,
    // What was true a while ago is no price.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  };
}

function textOf(question: ExchangeQuoteRequest | undefined): string {
  return question ? JSON.stringify(question) : "";
}

/** What the exchange comes to, asked after each change; an answer to an earlier question is none. */
export function useExchangeQuote(
  sale: Place,
  question: ExchangeQuoteRequest | undefined,
): { quote: ExchangeQuote | undefined; problem: Problem | undefined; retry: () => void } {
  const text = textOf(question);
  const settled = useSettled(text, kPauseMs);
  const asked = text !== "" && settled === text;
  const query = useQuery({ ...options(sale, settled), enabled: asked });
  return {
    quote: asked ? query.data : undefined,
    problem: asked && query.error ? asProblem(query.error) : undefined,
    retry: () => void query.refetch(),
  };
}

/** The answer on the screen, if there is one to exactly this question. */
export function shownQuote(queries: QueryClient, sale: Place, question: ExchangeQuoteRequest | undefined) {
  return queries.getQueryData<ExchangeQuote>(options(sale, textOf(question)).queryKey);
}

/** Asks again, and shows the answer. */
export function askAgain(queries: QueryClient, sale: Place, question: ExchangeQuoteRequest) {
  return queries.fetchQuery(options(sale, textOf(question)));
}

/** Shows this as the answer. */
export function showQuote(
  queries: QueryClient,
  sale: Place,
  question: ExchangeQuoteRequest,
  quote: ExchangeQuote,
): void {
  queries.setQueryData(options(sale, textOf(question)).queryKey, quote);
}
