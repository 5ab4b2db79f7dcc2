import type { ImportColumn, ImportDocument, ImportMapping, ImportMeaning } from "@shared/api/types";

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

/** The largest file the server takes. */
export const kMostBytes = 1024 * 1024 * 1024;

export type Choice = ReadonlyMap<number, ImportMeaning>;

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

function withoutDoubles(pairs: readonly (readonly [number, ImportMeaning])[]): Choice {
  const choice = new Map<number, ImportMeaning>();
  for (const [index, meaning] of pairs)
    if (![...choice.values()].includes(meaning)) choice.set(index, meaning);
  return choice;
}

/** Chosen before, or suggested by the names of the columns; of cost and profit the profit is enough. */
export function firstChoice(document: ImportDocument, margin: boolean): Choice {
  const allowed = allowedMeanings(margin);
  const { mapping, columns } = document;
  if (mapping) {
    const pairs = allowed.flatMap((meaning) => {
      const index = mapping[meaning];
      return typeof index === "number" ? [[index, meaning] as const] : [];
    });
    if (pairs.length > 0) return withoutDoubles(pairs);
  }
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

/** One column has one meaning and one meaning one column: a meaning moves to where it was chosen last. */
export function choose(choice: Choice, index: number, meaning: ImportMeaning | undefined): Choice {
  const next = new Map([...choice].filter(([other, taken]) => other !== index && taken !== meaning));
  if (meaning) next.set(index, meaning);
  return next;
}

export function columnOf(choice: Choice, meaning: ImportMeaning): number | undefined {
  return [...choice].find(([, taken]) => taken === meaning)?.[0];
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

const kBytesPerStep = 1024;
/** "2.3 MB"; a file's size needs no more than that. */
export function fileSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= kBytesPerStep && unit < units.length - 1) {
    value /= kBytesPerStep;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[unit]}`;
}
