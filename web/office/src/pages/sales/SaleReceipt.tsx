import { useMe } from "@app/session/session";
import type { SaleDocument } from "@shared/api/types";
import { useOrgUnits } from "@shared/ui/Lookup";
import { ReceiptPrinter } from "@shared/ui/print/ReceiptPrinter";
import { useMemo } from "react";

/** Prints a sale of the past once more, marked as a copy. */
export function SaleReceipt(props: { document: SaleDocument | undefined; onDone: () => void }) {
  const { chain } = useMe();
  const units = useOrgUnits();
  const { document } = props;
  const receipt = useMemo(
    () =>
      document && {
        sale: document,
        chainName: chain.chain_name,
        store: units.find((unit) => unit.id === document.sale.store_id),
        copy: true,
      },
    [document, chain, units],
  );
  return <ReceiptPrinter receipt={receipt} onDone={props.onDone} />;
}
