import { catalogue, customers, sales } from "@shared/api/endpoints";
import { Problem } from "@shared/api/problem";
import type { CustomerPoints } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useMemo } from "react";
import type { FoundProduct } from "./basket";
import type { Sources } from "./looking";
import { priceList } from "./offline/keeping";

export interface TillSources extends Sources {
  points: ((customerId: string) => Promise<CustomerPoints>) | undefined;
}

const kCandidates = 12;

async function localProduct(code: string): Promise<FoundProduct> {
  const found = await priceList.find(code);
  if (!found) throw new Problem({ status: 404, reason: "catalogue.product_unknown" });
  return found;
}

/** Where the till may look, by what the person may read. */
export function useSources(lost: boolean): TillSources {
  const can = useCan();
  return useMemo<TillSources>(() => {
    const goods = can("catalogue.read");
    const people = can("customers.read");
    if (lost) {
      // Members and what was sold before can't be known here: they are the server's.
      return {
        product: goods ? localProduct : undefined,
        products: goods ? (q) => priceList.search(q, kCandidates) : undefined,
        member: undefined,
        members: undefined,
        sale: undefined,
        points: undefined,
      };
    }
    return {
      product: goods ? (code) => catalogue.findProduct(code) : undefined,
      member: people ? (code) => customers.find(code) : undefined,
      products: goods
        ? async (q) => (await catalogue.products({ q, status: "active", limit: kCandidates })).items
        : undefined,
      members: people
        ? async (q) => (await customers.list({ q, status: "active", limit: kCandidates })).items
        : undefined,
      sale: can("sales.read") ? (code) => sales.find(code) : undefined,
      points: can("points.read") ? (customerId) => customers.points(customerId) : undefined,
    };
  }, [can, lost]);
}
