import { newKey } from "@shared/api/client";
import { sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Reservation } from "@shared/api/types";
import { useRef, useState } from "react";
import { quoteRequest } from "./basket";
import { hasRewards } from "./rewards";
import { beep } from "./sound";
import type { TillDesk } from "./useTill";

/** Lays the basket with its rewards aside at the server, for as long as it says. */
export function useReserving(desk: TillDesk, storeId: string) {
  const [busy, setBusy] = useState(false);
  // The same basket asked for again, after a lost answer, is the same reservation.
  const asked = useRef({ text: "", key: "" });
  const { till } = desk;

  const reserve = async (): Promise<Reservation | "refused"> => {
    const request = quoteRequest(till, storeId);
    if (!request || busy) return "refused";
    const text = JSON.stringify([till.round, request]);
    if (asked.current.text !== text) asked.current = { text, key: newKey() };
    setBusy(true);
    try {
      const made = await sales.reserve(request, { key: asked.current.key });
      asked.current = { text: "", key: "" };
      return made;
    } catch (error) {
      beep("no");
      const problem = asProblem(error);
      // A refusal is final for its key; only a lost answer is asked for again.
      if (problem.status !== 0) asked.current = { text: "", key: "" };
      desk.setRefusal(problem);
      return "refused";
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    reserve,
    /** Rewards are laid aside while the customer looks for the purse; without them nothing needs to be. */
    forPayment: async (): Promise<Reservation | "refused" | undefined> =>
      hasRewards(till.rewards) ? reserve() : undefined,
  };
}
