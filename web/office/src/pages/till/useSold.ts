import type { SaleDocument } from "@shared/api/types";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { saleKeyText } from "../sales/saleKey";
import { saleQueryKey } from "../sales/useSale";

/** The sale whose receipt was scanned; `open` brings it before the person at the till. */
export function useSold(open: () => void) {
  const queries = useQueryClient();
  const [key, setKey] = useState<string>();
  const show = useCallback(
    (document: SaleDocument) => {
      const { customer_id, sale_id } = document.sale;
      queries.setQueryData(saleQueryKey({ customerId: customer_id, saleId: sale_id }), document);
      setKey(saleKeyText(document.sale));
      open();
    },
    [queries, open],
  );
  return { key, show, forget: () => setKey(undefined) };
}
