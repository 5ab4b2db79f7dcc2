import { customers } from "@shared/api/endpoints";
import { useQuery } from "@tanstack/react-query";
import type { SaleKey } from "./saleKey";

export function useSale(key: SaleKey | undefined) {
  return useQuery({
    queryKey: ["customer", key?.customerId, "sale", key?.saleId],
    queryFn: ({ signal }) => customers.sale(key?.customerId ?? "", key?.saleId ?? "", signal),
    enabled: key !== undefined,
  });
}
