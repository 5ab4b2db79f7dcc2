import { catalogue, customers } from "@shared/api/endpoints";
import type { CustomerPoints } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useMemo } from "react";
import type { Sources } from "./looking";

export interface TillSources extends Sources {
  points: ((customerId: string) => Promise<CustomerPoints>) | undefined;
}

const kCandidates = 12;

/** Where the till may look, by what the person may read. */
export function useSources(): TillSources {
  const can = useCan();
  return useMemo<TillSources>(() => {
    const goods = can("catalogue.read");
    const people = can("customers.read");
    return {
      product: goods ? (code) => catalogue.findProduct(code) : undefined,
      member: people ? (code) => customers.find(code) : undefined,
      products: goods
        ? async (q) => (await catalogue.products({ q, status: "active", limit: kCandidates })).items
        : undefined,
      members: people
        ? async (q) => (await customers.list({ q, status: "active", limit: kCandidates })).items
        : undefined,
      points: can("points.read") ? (customerId) => customers.points(customerId) : undefined,
    };
  }, [can]);
}
