import type { ImportColumn, ImportDocument, ImportMapping, ImportMeaning } from "@shared/api/types";
import { columnOf, type Choice as OfColumns, pairsOf, withoutDoubles } from "../choice";

/** The wizard's choice of meanings, column by column, and what it still lacks. Pure. */

const kMeanings: readonly ImportMeaning[] = [
  "order_ref",
  "sold_at",
  "store",
  "customer_ref",
  "customer_name",
  "customer_phone",
  "sku",
  "product_name",
  "category",
  "quantity",
  "amount",
  "unit_price",
  "cost",
  "profit",
  "currency",
];
/** What they hold is for those alone who may read margins. */
const kSecret: readonly ImportMeaning[] = ["cost", "profit"];

export type Choice = OfColumns<ImportMeaning>;

export interface Options {
  dateFormat: string | undefined;
  storeId: string | undefined;
  serviceTypeId: string | undefined;
  /** Rows that name no customer become sales to nobody known. */
  takesAnonymous?: boolean;
}

export function allowedMeanings(margin: boolean): readonly ImportMeaning[] {
  return margin ? kMeanings : kMeanings.filter((meaning) => !kSecret.includes(meaning));
}

/** Chosen before, or suggested by the names of the columns; of cost and profit the profit is enough. */
export function firstChoice(document: ImportDocument, margin: boolean): Choice {
  const allowed = allowedMeanings(margin);
  const { mapping, columns } = document;
  const chosen = pairsOf(mapping, allowed);
  if (chosen.length > 0) return withoutDoubles(chosen);
  const suggested = columns.flatMap((column) =>
    column.suggested_field && allowed.includes(column.suggested_field)
      ? [[column.index, column.suggested_field] as const]
      : [],
  );
  const hasProfit = suggested.some(([, meaning]) => meaning === "profit");
  return withoutDoubles(suggested.filter(([, meaning]) => !(hasProfit && meaning === "cost")));
}

export function firstOptions(document: ImportDocument, home: string | undefined): Options {
  const { mapping, date_formats } = document;
  return {
    dateFormat: mapping?.date_format ?? date_formats[0],
    storeId: mapping?.default_store_id ?? document.import.default_store_id ?? home,
    serviceTypeId: mapping?.service_type_id ?? document.import.service_type_id,
    ...(mapping?.without_customer === "anonymous" ? { takesAnonymous: true } : {}),
  };
}

export type Lack = ImportMeaning | "customer" | "price" | "cost_and_profit" | "date_format" | "store_id";

/** What keeps the file from being checked, in the order a person meets it. */
export function lacks(choice: Choice, options: Options): Lack[] {
  const has = (meaning: ImportMeaning) => columnOf(choice, meaning) !== undefined;
  const missing: Lack[] = [];
  if (!has("order_ref")) missing.push("order_ref");
  if (!has("sold_at")) missing.push("sold_at");
  if (!has("customer_ref") && !has("customer_phone") && !options.takesAnonymous) missing.push("customer");
  if (!has("sku")) missing.push("sku");
  if (!has("quantity")) missing.push("quantity");
  if (!has("amount") && !has("unit_price")) missing.push("price");
  if (has("cost") && has("profit")) missing.push("cost_and_profit");
  if (!options.dateFormat) missing.push("date_format");
  if (!has("store") && !options.storeId) missing.push("store_id");
  return missing;
}

export function toMapping(choice: Choice, options: Options): ImportMapping {
  const mapping: ImportMapping = { date_format: options.dateFormat ?? "" };
  for (const [index, meaning] of choice) mapping[meaning] = index;
  if (options.storeId) mapping.default_store_id = options.storeId;
  if (options.serviceTypeId) mapping.service_type_id = options.serviceTypeId;
  if (options.takesAnonymous) mapping.without_customer = "anonymous";
  return mapping;
}

/** A date of the file, so that the way of writing it can be judged. */
export function dateSample(columns: readonly ImportColumn[], choice: Choice): string | undefined {
  const index = columnOf(choice, "sold_at");
  return columns.find((column) => column.index === index)?.samples.find((sample) => sample.trim() !== "");
}
