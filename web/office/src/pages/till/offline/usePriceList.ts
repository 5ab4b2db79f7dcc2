import { catalogue } from "@shared/api/endpoints";
import type { Product } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useEffect } from "react";
import type { FoundProduct } from "../basket";
import { priceList } from "./keeping";

/** Prices older than this are read again when the till is opened. */
const kStaleMs = 30 * 60_000;
/** A chain's goods; beyond it a till knows the first twenty thousand without its server. */
const kMostPages = 100;

function listed(product: Product): FoundProduct {
  const { id, sku, name, price_minor, status, barcode } = product;
  return { id, sku, name, price_minor, status, ...(barcode ? { barcode } : {}) };
}

async function refresh(signal: AbortSignal): Promise<void> {
  const readAt = await priceList.readAt();
  if (readAt !== undefined && Date.now() - readAt < kStaleMs) return;
  const products: FoundProduct[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < kMostPages; page += 1) {
    const answer = await catalogue.products({ status: "active", limit: 200, cursor }, signal);
    products.push(...answer.items.map(listed));
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  await priceList.replace(products, Date.now());
}

/** Keeps the price list of this device fresh while there is a server to read it from. */
export function usePriceList(lost: boolean): void {
  const can = useCan()("catalogue.read");
  useEffect(() => {
    if (lost || !can) return;
    const leaving = new AbortController();
    const read = () => void refresh(leaving.signal).catch(() => undefined);
    read();
    const timer = setInterval(read, kStaleMs);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [lost, can]);
}
