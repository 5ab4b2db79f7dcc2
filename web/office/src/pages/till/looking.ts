import { Problem } from "@shared/api/problem";
import type { CustomerListItem, SaleDocument } from "@shared/api/types";
import { parseReceiptCode } from "../sales/saleKey";
import type { FoundProduct, TillMember } from "./basket";

/** What a scanned or typed text turned out to be. */
export type Found =
  | { is: "product"; product: FoundProduct; quantity: number }
  | { is: "member"; member: TillMember }
  | { is: "products"; products: readonly FoundProduct[]; quantity: number }
  | { is: "members"; members: readonly CustomerListItem[] }
  /** Sold before: it comes back, or is exchanged. */
  | { is: "sale"; document: SaleDocument }
  | { is: "nothing"; text: string; phoneLike: boolean }
  | { is: "refused"; problem: Problem };

export interface Sources {
  product: ((code: string) => Promise<FoundProduct>) | undefined;
  member: ((code: string) => Promise<TillMember>) | undefined;
  products: ((q: string) => Promise<readonly FoundProduct[]>) | undefined;
  members: ((q: string) => Promise<readonly CustomerListItem[]>) | undefined;
  /** By the code of its receipt, or another system's number. */
  sale: ((code: string) => Promise<SaleDocument>) | undefined;
}

/** Magnetic stripes begin with one of these; no product or phone does. */
function isTrack(text: string): boolean {
  return /^[%;]/.test(text);
}

/** Digits in any spelling that a person would call a phone number; a mainland mobile above all. */
export function isPhoneLike(text: string): boolean {
  const bare = text.replace(/[\s()-]/g, "");
  return /^(?:\+?86)?1[3-9]\d{9}$/.test(bare) || /^\+\d{7,15}$/.test(bare);
}

/** Other systems number their sales; words name goods and people. */
function isNumbered(text: string): boolean {
  return /\d/.test(text) && !/\s/.test(text);
}

const kMostTimes = 9_999;

/** "3*6901…": several of the same at once. */
export function splitTimes(text: string): { quantity: number; code: string } {
  const found = /^(\d{1,4})\s*[*×]\s*(\S.*)$/.exec(text);
  const quantity = Number(found?.[1]);
  if (!found?.[2] || quantity < 1 || quantity > kMostTimes) return { quantity: 1, code: text };
  return { quantity, code: found[2] };
}

/** Undefined when there is none of that code; a card reported lost and a lost connection are no "none". */
async function exact<T>(
  find: ((code: string) => Promise<T>) | undefined,
  code: string,
): Promise<T | undefined> {
  if (!find) return undefined;
  try {
    return await find(code);
  } catch (error) {
    const isNone =
      error instanceof Problem &&
      (error.status === 404 ||
        error.reason === "customers.code_unreadable" ||
        error.reason === "access.out_of_scope" ||
        error.status === 400);
    if (isNone) return undefined;
    throw error;
  }
}

async function search(text: string, quantity: number, sources: Sources): Promise<Found | undefined> {
  const products = (await sources.products?.(text)) ?? [];
  const [product] = products;
  if (product && products.length === 1) return { is: "product", product, quantity };
  if (products.length > 0) return { is: "products", products, quantity };
  return undefined;
}

async function searchMembers(text: string, sources: Sources): Promise<Found | undefined> {
  const members = (await sources.members?.(text)) ?? [];
  return members.length > 0 ? { is: "members", members } : undefined;
}

/**
 * Decides what a text means: a stripe is a member; a phone is a member before it is a product; what is shaped like
 * a receipt's code is a sale first; anything else is a product's code, then a member's card, then the number another
 * system gave a sale, then part of a product's name, then of a member's. What a scanner typed is exact or nothing.
 */
export async function look(
  raw: string,
  options: { membersOnly: boolean; scanned: boolean },
  sources: Sources,
): Promise<Found> {
  const text = raw.trim();
  const { quantity, code } = isTrack(text) ? { quantity: 1, code: text } : splitTimes(text);
  const asMember = async (): Promise<Found | undefined> => {
    const member = await exact(sources.member, code);
    return member && { is: "member", member };
  };
  const asProduct = async (): Promise<Found | undefined> => {
    const product = await exact(sources.product, code);
    return product && { is: "product", product, quantity };
  };
  const asSale = async (): Promise<Found | undefined> => {
    const document = await exact(sources.sale, text);
    return document && { is: "sale", document };
  };
  const phoneLike = isPhoneLike(text);
  const nothing: Found = { is: "nothing", text, phoneLike };
  try {
    if (options.membersOnly)
      return (
        (await asMember()) ?? (options.scanned ? undefined : await searchMembers(text, sources)) ?? nothing
      );
    if (isTrack(text)) return (await asMember()) ?? nothing;
    const receiptLike = parseReceiptCode(text) !== undefined;
    const sale = receiptLike ? await asSale() : undefined;
    if (sale) return sale;
    const first = phoneLike ? asMember : asProduct;
    const second = phoneLike ? asProduct : asMember;
    const found = (await first()) ?? (await second());
    if (found) return found;
    if (phoneLike) return nothing;
    if (options.scanned) return (receiptLike ? undefined : await asSale()) ?? nothing;
    const elsewhere = !receiptLike && isNumbered(text) ? await asSale() : undefined;
    if (elsewhere) return elsewhere;
    return (await search(code, quantity, sources)) ?? (await searchMembers(code, sources)) ?? nothing;
  } catch (error) {
    if (error instanceof Problem) return { is: "refused", problem: error };
    throw error;
  }
}
