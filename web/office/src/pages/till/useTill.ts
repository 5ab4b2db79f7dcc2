import { newKey } from "@shared/api/client";
import { sales } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Quote } from "@shared/api/types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import {
  amountTaken,
  changeOf,
  fromStored,
  quoteRequest,
  reduce,
  restOf,
  saleRequest,
  type Till,
  toStored,
} from "./basket";
import { type LiveQuote, useQuote } from "./useQuote";

const kStorageKey = "homeport.till.basket";
const kRefresh = ["sales", "customers", "customer", "home"];

function quoteOf(current: unknown): Quote | undefined {
  return typeof current === "object" &&
    current !== null &&
    typeof (current as Quote).payable_minor === "number"
    ? (current as Quote)
    : undefined;
}

/** The sale in work with its price, kept over a reload. */
export function useTill(storeId: string | undefined) {
  const [till, dispatch] = useReducer(reduce, undefined, () =>
    fromStored(sessionStorage.getItem(kStorageKey)),
  );
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Problem>();
  const live: LiveQuote = useQuote(quoteRequest(till, storeId), till.round);
  const latest = useRef(till);
  latest.current = till;
  const sending = useRef(false);

  useEffect(() => {
    const text = toStored(till);
    if (text) sessionStorage.setItem(kStorageKey, text);
    else sessionStorage.removeItem(kStorageKey);
  }, [till]);

  const payable = till.attempt?.request.expected_payable_minor ?? live.quote?.payable_minor ?? 0;
  const rest = restOf(payable, till.taken);
  const covered =
    (till.attempt !== undefined || live.current) && rest === 0 && amountTaken(till.taken) === payable;

  const send = useCallback(
    async (before: Till) => {
      const question = quoteRequest(before, storeId);
      if (sending.current || (!before.attempt && !question)) return;
      const key = before.attempt?.key ?? newKey();
      const request =
        before.attempt?.request ??
        (question && saleRequest(question, before.taken, amountTaken(before.taken)));
      if (!request) return;
      sending.current = true;
      setRefusal(undefined);
      const sent = reduce(before, { do: "send", key, request });
      // Written before it leaves: a browser that dies now must not forget the key.
      const text = toStored(sent);
      if (text) sessionStorage.setItem(kStorageKey, text);
      dispatch({ do: "send", key, request });
      try {
        const document = await sales.sell(request, { key });
        const received = before.taken.reduce((sum, one) => sum + one.received, 0);
        dispatch({
          do: "done",
          done: { document, member: before.member, received, change: changeOf(before.taken) },
        });
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
      } catch (error) {
        const problem = asProblem(error);
        const quote = quoteOf(problem.current);
        if (problem.status === 0 || problem.status >= 500) dispatch({ do: "unsure" });
        else if (problem.reason === "sales.payable_changed" && quote) {
          dispatch({
            do: "changed",
            changed: { before: request.expected_payable_minor, after: quote.payable_minor },
          });
          void queries.invalidateQueries({ queryKey: ["till", "quote"] });
        } else {
          dispatch({ do: "refused" });
          setRefusal(problem);
          void queries.invalidateQueries({ queryKey: ["till", "quote"] });
        }
      } finally {
        sending.current = false;
      }
    },
    [storeId, queries],
  );
  const complete = useCallback(() => void send(latest.current), [send]);
  // A payment taken just now is counted with the next drawing; then what it pays for can be completed.
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    if (!soon) return;
    setSoon(false);
    if (covered) complete();
  }, [soon, covered, complete]);
  const completeSoon = useCallback(() => setSoon(true), []);
  const act: typeof dispatch = useCallback((action) => {
    setRefusal(undefined);
    dispatch(action);
  }, []);

  return { till, act, live, payable, rest, covered, complete, completeSoon, refusal };
}

export type TillDesk = ReturnType<typeof useTill>;
