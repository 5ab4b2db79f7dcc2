import type { FieldError, ProblemBody } from "./types";

/** The server said no, or could not be reached. `reason` is stable and looked up in the texts; `detail` is the server's own sentence. */
export class Problem extends Error {
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;
  /** The record as it is now, where the server sends it along (version conflict, taken phone, changed quote). */
  readonly current: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(body: ProblemBody, retryAfterSeconds?: number) {
    super(body.detail || body.title || body.reason);
    this.name = "Problem";
    this.status = body.status;
    this.reason = body.reason;
    this.detail = body.detail ?? "";
    this.field = body.field || undefined;
    this.errors = body.errors ?? [];
    this.requestId = body.request_id;
    this.current = body.current;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Each field the server objects to, the first objection of a field only. */
  fieldErrors(): FieldError[] {
    const all = [...this.errors];
    if (this.field) all.push({ field: this.field, reason: this.reason, detail: this.detail });
    const seen = new Set<string>();
    return all.filter(({ field }) => field !== "" && !seen.has(field) && seen.add(field));
  }
}

export const kUnreachable = "client.unreachable";
export const kUnexpectedAnswer = "client.unexpected_answer";

function isBody(value: unknown): value is ProblemBody {
  return typeof value === "object" && value !== null && typeof (value as ProblemBody).reason === "string";
}

function retryAfter(response: Response): number | undefined {
  const header = response.headers.get("Retry-After");
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/** Turns an answer that is not 2xx into a Problem, whatever stood in its body. */
export async function problemFrom(response: Response): Promise<Problem> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    body = undefined;
  }
  if (isBody(body)) return new Problem({ ...body, status: response.status }, retryAfter(response));
  const proxyDown = response.status === 502 || response.status === 504;
  return new Problem(
    {
      status: response.status,
      reason: proxyDown ? kUnreachable : kUnexpectedAnswer,
      title: response.statusText,
    },
    retryAfter(response),
  );
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Problem({ status: 0, reason: kUnexpectedAnswer, detail });
}

/** "lines[0].quantity" → ["lines", 0, "quantity"], the form's way of naming a field. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[.[\]]/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
