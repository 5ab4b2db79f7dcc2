import { newKey } from "@shared/api/client";
import { sales } from "@shared/api/endpoints";
import { asProblem, Problem } from "@shared/api/problem";
import type { Quote, SaleDocument } from "@shared/api/types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import {
  type Attempt,
  amountTaken,
  changeOf,
  dueNow,
  fromStored,
  localQuote,
  quoteRequest,
  reduce,
  restOf,
  saleRequest,
  type Till,
  toStored,
} from "./basket";
import { asOffline } from "./offline/kept";
import { keptSale } from "./offline/offlineSale";
import type { KeptDesk } from "./offline/useKept";
import { hasRewards } from "./rewards";
import { type LiveQuote, useQuote } from "./useQuote";
import type { TillStore } from "./useStores";

const kStorageKey = "homeport.till.basket";
const kRefresh = ["sales", "customers", "customer", "home", "rewards"];

export interface TillContext {
  store: TillStore;
  staff: { id: string; name: string };
  lost: boolean;
  kept: KeptDesk;
}

function quoteOf(current: unknown): Quote | undefined {
  return typeof current === "object" &&
    current !== null &&
    typeof (current as Quote).payable_minor === "number"
    ? (current as Quote)
    : undefined;
}

function deliver({ key, request, reservationId }: Attempt): Promise<SaleDocument> {
  if (!reservationId) return sales.sell(request, { key });
  const expected_due_minor = request.payments.reduce((sum, one) => sum + one.amount_minor, 0);
  return sales.completeReservation(
    reservationId,
    { payments: request.payments, expected_due_minor },
    { key },
  );
}

/** The sale in work with its price, kept over a reload. */
export function useTill(context: TillContext) {
  const { store, staff, lost, kept } = context;
  const [till, dispatch] = useReducer(reduce, undefined, () =>
    fromStored(sessionStorage.getItem(kStorageKey)),
  );
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Problem>();
  const live: LiveQuote = useQuote(till, store.id, lost);
  const latest = useRef({ till, live });
  latest.current = { till, live };
  const sending = useRef(false);

  useEffect(() => {
    const text = toStored(till);
    if (text) sessionStorage.setItem(kStorageKey, text);
    else sessionStorage.removeItem(kStorageKey);
  }, [till]);

  const due = dueNow(till, live.quote);
  const rest = restOf(due, till.taken);
  const priced = till.attempt !== undefined || till.reservation !== undefined || live.current;
  const covered = priced && rest === 0 && amountTaken(till.taken) === due;
  // Rewards are laid aside by the server alone: without it they can't be promised.
  const blocked = lost && !till.attempt && (till.reservation !== undefined || hasRewards(till.rewards));

  const finish = useCallback(
    async (before: Till, document: SaleDocument, isKept: boolean) => {
      const received = before.taken.reduce((sum, one) => sum + one.received, 0);
      const done = { document, member: before.member, received, change: changeOf(before.taken) };
      dispatch({ do: "done", done: isKept ? { ...done, kept: true } : done });
      if (before.corrects) {
        const corrected = kept.sales.find((one) => one.key === before.corrects);
        if (corrected) await kept.decide(corrected, "corrected");
      }
      if (!isKept) for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
    },
    [kept, queries],
  );

  /** Completes without an answer: written to this device first, sent when the server is back. */
  const keep = useCallback(async () => {
    const { till: before, live: shown } = latest.current;
    const at = new Date().toISOString();
    const question = quoteRequest(before, store.id);
    const quote = shown.quote ?? localQuote(before, store.id);
    const attempt = before.attempt;
    if (sending.current || !question || attempt?.reservationId) return;
    sending.current = true;
    setRefusal(undefined);
    const request =
      attempt?.request ??
      asOffline(saleRequest(question, before.taken, quote.payable_minor), at, quote.lines);
    const sale = keptSale({
      key: attempt?.key ?? newKey(),
      request,
      quote,
      member: before.member,
      storeName: store.name,
      staff,
      at,
    });
    try {
      await kept.keep(sale);
      await finish(before, sale.told, true);
    } catch (error) {
      setRefusal(
        new Problem({
          status: 0,
          reason: "client.cannot_keep",
          detail: error instanceof Error ? error.message : "",
        }),
      );
    } finally {
      sending.current = false;
    }
  }, [store, staff, kept, finish]);

  const send = useCallback(async () => {
    const { till: before, live: shown } = latest.current;
    const question = quoteRequest(before, store.id);
    const quote = before.reservation?.quote ?? shown.quote;
    const request =
      before.attempt?.request ??
      (question && quote && saleRequest(question, before.taken, quote.payable_minor));
    if (sending.current || !request) return;
    sending.current = true;
    setRefusal(undefined);
    const action = { do: "send", key: before.attempt?.key ?? newKey(), request } as const;
    const sent = reduce(before, action);
    const attempt = sent.attempt;
    // Written before it leaves: a browser that dies now must not forget the key.
    const text = toStored(sent);
    if (text) sessionStorage.setItem(kStorageKey, text);
    dispatch(action);
    try {
      if (attempt) await finish(before, await deliver(attempt), false);
    } catch (error) {
      const problem = asProblem(error);
      const current = quoteOf(problem.current);
      void queries.invalidateQueries({ queryKey: ["till", "quote"] });
      if (problem.status === 0 || problem.status >= 500) dispatch({ do: "unsure" });
      else if (problem.reason === "sales.payable_changed" && current) {
        const changed = { before: request.expected_payable_minor, after: current.payable_minor };
        dispatch({ do: "changed", changed });
      } else {
        dispatch({ do: "refused" });
        setRefusal(problem);
        if (problem.reason === "sales.reservation_expired") dispatch({ do: "expired" });
      }
    } finally {
      sending.current = false;
    }
  }, [store.id, queries, finish]);

  const complete = useCallback(() => {
    if (lost && !latest.current.till.attempt) void keep();
    else void send();
  }, [lost, keep, send]);
  // A payment taken just now is counted with the next drawing; then what it pays for can be completed.
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    if (!soon) return;
    setSoon(false);
    if (covered && !blocked) complete();
  }, [soon, covered, blocked, complete]);
  const completeSoon = useCallback(() => setSoon(true), []);
  const act: typeof dispatch = useCallback((action) => {
    setRefusal(undefined);
    dispatch(action);
  }, []);

  return {
    till,
    act,
    live,
    payable: live.quote?.payable_minor ?? 0,
    due,
    rest,
    covered,
    blocked,
    lost,
    complete,
    completeSoon,
    keep: () => void keep(),
    refusal,
    setRefusal,
  };
}

export type TillDesk = ReturnType<typeof useTill>;
