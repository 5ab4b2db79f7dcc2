import type { TFunction } from "i18next";
import type { Problem } from "../api/problem";
import type { FieldError } from "../api/types";

type Lookup = (key: string, options?: Record<string, unknown>) => string;

/** A text by a key that comes from the server; `fallback` when the texts have none. */
export function textFor(
  t: TFunction,
  key: string,
  fallback: string,
  params: Record<string, unknown> = {},
): string {
  return (t as unknown as Lookup)(key, { ...params, defaultValue: fallback });
}

function isLeaf(text: unknown): text is string {
  return typeof text === "string";
}

/**
 * The sentence to show: ours for the reason, else the server's own.
 */
export function reasonText(t: TFunction, problem: Pick<Problem, "reason" | "detail">): string {
  const text: unknown = textFor(t, `reasons.${problem.reason}`, "");
  if (isLeaf(text) && text !== "") return text;
  return problem.detail || problem.reason;
}

export function fieldErrorText(t: TFunction, error: FieldError): string {
  const text: unknown = textFor(t, `reasons.${error.reason}`, "");
  const detail = error.detail;
  if (isLeaf(text) && text !== "") {
    // Range and length refusals are only useful with their numbers, which stand in the detail.
    const numbered = error.reason === "request.out_of_range" || error.reason === "request.too_long";
    return numbered && detail ? `${text} (${detail})` : text;
  }
  return detail || error.reason;
}
