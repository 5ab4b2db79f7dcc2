import { useMe } from "@app/session/session";
import type { SaleDocument } from "@shared/api/types";
import { useOrgUnits } from "@shared/ui/Lookup";
import type { ReceiptData } from "@shared/ui/print/Receipt";
import { ReceiptPrinter } from "@shared/ui/print/ReceiptPrinter";
import { useCountedPrint } from "@shared/ui/print/useCountedPrint";
import { useEffect, useRef, useState } from "react";

/** Prints a sale of the past; from the second print on it is marked as a copy. */
export function SaleReceipt(props: { document: SaleDocument | undefined; onDone: () => void }) {
  const { chain } = useMe();
  const units = useOrgUnits();
  const { document } = props;
  const [receipt, setReceipt] = useState<ReceiptData>();
  const count = useCountedPrint(setReceipt);
  const latest = useRef({ units, chain, count });
  latest.current = { units, chain, count };
  useEffect(() => {
    if (!document) {
      setReceipt(undefined);
      return;
    }
    const now = latest.current;
    now.count({
      sale: document,
      chainName: now.chain.chain_name,
      store: now.units.find((unit) => unit.id === document.sale.store_id),
      // Until the server has said which print it is.
      copy: true,
    });
  }, [document]);
  return <ReceiptPrinter receipt={receipt} onDone={props.onDone} />;
}
