import type { PoolCustomer } from "@shared/api/poolTypes";
import { type ReactNode, useCallback, useState } from "react";
import { FollowUpSheet } from "../../follow_ups/FollowUpSheet";
import { type BatchOutcome, BatchResult } from "../BatchResult";
import type { Ask, AskFor } from "../commands";
import { AssignDialog } from "./AssignDialog";
import { LeaveDialog } from "./LeaveDialog";
import { NoteDialog } from "./NoteDialog";
import { TimeDialog } from "./TimeDialog";

/** The dialogs of the pool, opened by its commands; `dialogs` is drawn once by the page. */
export function useAsk(): { ask: AskFor; show: (outcome: BatchOutcome) => void; dialogs: ReactNode } {
  const [asked, setAsked] = useState<{ what: Ask; customers: readonly PoolCustomer[] }>();
  const [outcome, setOutcome] = useState<BatchOutcome>();
  const ask = useCallback<AskFor>((what, customers) => setAsked({ what, customers }), []);
  const close = useCallback(() => setAsked(undefined), []);
  const dialogs = (
    <>
      {asked ? <Dialog {...asked} onClose={close} onResult={setOutcome} /> : null}
      {outcome ? <BatchResult outcome={outcome} onClose={() => setOutcome(undefined)} /> : null}
    </>
  );
  return { ask, show: setOutcome, dialogs };
}

function Dialog(props: {
  what: Ask;
  customers: readonly PoolCustomer[];
  onClose: () => void;
  onResult: (outcome: BatchOutcome) => void;
}) {
  const { what, customers, onClose, onResult } = props;
  const [customer] = customers;
  if (!customer) return null;
  switch (what) {
    case "follow_up":
      return <FollowUpSheet customer={{ id: customer.customer_id, name: customer.name }} onClose={onClose} />;
    case "assign":
      return <AssignDialog customers={customers} onClose={onClose} onResult={onResult} />;
    case "extend":
    case "protect":
      return <TimeDialog what={what} customer={customer} onClose={onClose} />;
    case "win":
    case "reopen":
      return <NoteDialog what={what} customer={customer} onClose={onClose} />;
    case "give_back":
    case "take_back":
      return <LeaveDialog kind={what} customers={customers} onClose={onClose} onResult={onResult} />;
    case "lose":
      return <LeaveDialog kind="lost" customers={customers} onClose={onClose} onResult={onResult} />;
  }
}
