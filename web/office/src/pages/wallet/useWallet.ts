import { wallet } from "@shared/api/endpoints";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useQuery } from "@tanstack/react-query";

export function useWallet(customerId: string | undefined) {
  const can = useCan();
  return useQuery({
    queryKey: ["customer", customerId, "wallet"],
    queryFn: ({ signal }) => wallet.get(customerId ?? "", signal),
    enabled: customerId !== undefined && can("points.read"),
  });
}

/** What every movement of points changes on the screens. */
export const kWalletRefresh = ["customer", "customers", "adjustments", "expiries", "home"];
