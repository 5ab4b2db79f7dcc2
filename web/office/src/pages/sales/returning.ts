import { Problem } from "@shared/api/problem";
import type { ReturnRequest, SaleLine } from "@shared/api/types";

export interface ReturnValues {
  /** One per line of the sale, in its order. */
  lines?: { quantity?: number | null }[];
  reason?: string;
}

export function quantityLeft(line: Pick<SaleLine, "quantity" | "returned_quantity">): number {
  return Math.max(0, line.quantity - line.returned_quantity);
}

/** The share of the first `count` of `quantity` units, rounded half away from zero: what the server rounds too. */
function shareOfFirst(share: number, quantity: number, count: number): number {
  const twice = 2n * BigInt(Math.abs(share)) * BigInt(count);
  const units = BigInt(quantity);
  const rounded = Number((twice + units) / (2n * units));
  return share < 0 ? -rounded : rounded;
}

/** What `taking` units give back of an amount of the line, after those already returned: parts always add up to the whole. */
export function shareOfUnits(
  share: number,
  line: Pick<SaleLine, "quantity" | "returned_quantity">,
  taking: number,
): number {
  if (line.quantity <= 0) return 0;
  return (
    shareOfFirst(share, line.quantity, line.returned_quantity + taking) -
    shareOfFirst(share, line.quantity, line.returned_quantity)
  );
}

export interface Expected {
  pieces: number;
  refund: number;
  /** Only for those who may see it line by line. */
  combined: number | undefined;
}

export function expectedReturn(lines: readonly SaleLine[], values: ReturnValues): Expected {
  const expected: Expected = { pieces: 0, refund: 0, combined: 0 };
  lines.forEach((line, i) => {
    const taking = Math.min(values.lines?.[i]?.quantity ?? 0, quantityLeft(line));
    if (taking <= 0) return;
    expected.pieces += taking;
    expected.refund += shareOfUnits(line.paid_minor, line, taking);
    if (line.combined_points === undefined || line.combined_points === null) expected.combined = undefined;
    else if (expected.combined !== undefined)
      expected.combined += shareOfUnits(line.combined_points, line, taking);
  });
  return expected;
}

/** Only the lines something comes back of; `indexes` says which of the sale's lines each of them is. */
export function returnRequest(
  lines: readonly SaleLine[],
  values: ReturnValues,
): { body: ReturnRequest; indexes: number[] } {
  const indexes: number[] = [];
  const wanted = lines.flatMap((line, i) => {
    const quantity = values.lines?.[i]?.quantity ?? 0;
    if (quantity <= 0) return [];
    indexes.push(i);
    return [{ line_no: line.line_no, quantity }];
  });
  return { body: { lines: wanted, reason: (values.reason ?? "").trim() }, indexes };
}

/** The same refusal, each of its fields where `place` says the form has it. */
export function relocated(problem: Problem, place: (field: string) => string): Problem {
  return new Problem({
    status: problem.status,
    reason: problem.reason,
    detail: problem.detail,
    field: problem.field && place(problem.field),
    request_id: problem.requestId,
    errors: problem.errors.map((error) => ({ ...error, field: place(error.field) })),
    current: problem.current,
  });
}

/** The server counts the lines it was sent, the form those of the sale. */
export function onFormLines(problem: Problem, indexes: readonly number[]): Problem {
  return relocated(problem, (field) =>
    field.replace(
      /^lines\[(\d+)\](?:\..*)?$/,
      (_, n: string) => `lines[${indexes[Number(n)] ?? n}].quantity`,
    ),
  );
}
