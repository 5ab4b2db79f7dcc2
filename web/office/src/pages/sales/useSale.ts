import { customers } from "@shared/api/endpoints";
import { useQuery } from "@tanstack/react-query";
import type { SaleKey } from "./saleKey";

export function saleQueryKey(key: SaleKey | undefined) {
  return ["customer", key?.customerId, "sale", key?.saleId];
}

export function useSale(key: SaleKey | undefined) {
  return useQuery({
    queryKey: saleQueryKey(key),
    queryFn: ({ signal }) => customers.sale(key?.customerId ?? "", key?.saleId ?? "", signal),
    enabled: key !== undefined,
  });
}
