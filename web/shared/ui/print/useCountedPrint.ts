import { useCallback } from "react";
import { sales } from "../../api/endpoints";
import { useCan } from "../command/CommandProvider";
import { paperHere } from "./paper";
import type { ReceiptData } from "./Receipt";

/**
 * Has the server count a print before it happens: from the second on the receipt says that it is a copy. What it doesn't
 * know yet, or can't count just now, is printed all the same.
 */
export function useCountedPrint(print: (receipt: ReceiptData) => void): (receipt: ReceiptData) => void {
  const can = useCan()("sales.read");
  return useCallback(
    (receipt) => {
      const { sale } = receipt.sale;
      if (!can || sale.sale_id === "") {
        print(receipt);
        return;
      }
      sales.printed(sale.customer_id, sale.sale_id, String(paperHere())).then(
        ({ is_copy, code, code_qr_svg, code_barcode_svg }) =>
          print({
            ...receipt,
            copy: is_copy,
            code,
            codeQrSvg: code_qr_svg,
            codeBarcodeSvg: code_barcode_svg,
          }),
        () => print(receipt),
      );
    },
    [can, print],
  );
}
