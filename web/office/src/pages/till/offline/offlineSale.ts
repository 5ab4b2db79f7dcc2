import type { Quote, SaleDocument, SaleRequest } from "@shared/api/types";
import type { TillMember } from "../basket";
import type { KeptSale } from "./kept";

export interface OfflineFacts {
  key: string;
  request: SaleRequest;
  quote: Quote;
  member: TillMember | undefined;
  storeName: string;
  staff: { id: string; name: string };
  at: string;
}

/** What the receipt of a sale says that the server has not seen: all but its number and its points. */
function toldDocument(facts: OfflineFacts): SaleDocument {
  const { request, quote, member, storeName, staff, at } = facts;
  return {
    sale: {
      customer_id: member?.customer.id ?? "-0",
      sale_id: "",
      store_id: request.store_id,
      staff_id: staff.id,
      source: "till",
      sold_at: at,
      list_minor: quote.list_minor,
      payable_minor: quote.payable_minor,
      rebate_minor: quote.rebate_minor,
      returned_minor: 0,
      consumption_points: quote.consumption_points,
      created_at: at,
      version: 0,
      ...(member ? { customer_name: member.customer.name } : {}),
    },
    store_name: storeName,
    staff_name: staff.name,
    lines: quote.lines.map((line) => ({ ...line, returned_quantity: 0 })),
    payments: request.payments.map((payment) => ({ ...payment })),
    returns: [],
  } as unknown as SaleDocument;
}

export function keptSale(facts: OfflineFacts): KeptSale {
  return {
    key: facts.key,
    request: facts.request,
    told: toldDocument(facts),
    staffId: facts.staff.id,
    staffName: facts.staff.name,
    madeAt: facts.at,
    state: "waiting",
    tries: 0,
  };
}
