import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { answerGrading } from "./gradingMock";
import * as store from "./poolData";
import { answerSettings } from "./poolSettingsMock";

/** A stand-in for the pool and the follow-ups while no server runs. Development only; it forgets at restart. */

type Body = Record<string, unknown>;
export type Reply = { status: number; body?: unknown };

export const ok = (body: unknown, status = 200): Reply => ({ status, body });
export const refuse = (status: number, reason: string, detail = ""): Reply => ({
  status,
  body: { type: "about:blank", title: reason, status, reason, detail, request_id: "mock" },
});

export function page(rows: readonly unknown[], query: URLSearchParams): Reply {
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  const more = from + limit < rows.length ? { next_cursor: String(from + limit) } : {};
  return ok({ items: rows.slice(from, from + limit), ...more, total: rows.length, total_is_exact: true });
}

const listeners = new Set<ServerResponse>();
export function tell(event: string, data: object): void {
  for (const one of listeners) one.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function customers(query: URLSearchParams): Reply {
  const has = (name: string, field = name) => {
    const wanted = query.get(name);
    return (row: store.Row) => wanted === null || String(row[field] ?? "") === wanted;
  };
  const q = query.get("q");
  let found = store.rows
    .filter(has("state"))
    .filter(has("pool_id"))
    .filter(has("stage"))
    .filter(has("grade"))
    .filter(has("source"))
    .filter(has("owner_staff_id"))
    .filter((row) => query.get("mine") !== "1" || row.owner_staff_id === "1")
    .filter((row) => !q || `${row.real_name}${row.phone}`.includes(q))
    .filter((row) => !query.get("due_before") || (row.due_at ?? "9") < String(query.get("due_before")));
  const sort = query.get("sort") ?? "";
  const field = sort.replace(/^-/, "");
  if (field)
    found = [...found].sort(
      (a, b) =>
        String(a[field] ?? "9").localeCompare(String(b[field] ?? "9")) * (sort.startsWith("-") ? -1 : 1),
    );
  return page(found, query);
}

function moved(row: store.Row, change: Body): Reply {
  Object.assign(row, change, { version: Number(row.version) + 1 });
  tell("pool.moved", { customer_id: row.customer_id, state: row.state });
  return ok(row);
}

const toPublic = { state: "public", owner_staff_id: undefined, owner_name: undefined, due_at: undefined };
const taken = (row: store.Row, staff: string, name: string, by: string) => ({
  state: "tracking",
  owner_staff_id: staff,
  owner_name: name,
  name: row.real_name,
  phone: `1381234${String(row.customer_id)}`,
  hidden_fields: [],
  taken_at: store.instant(store.now()),
  taken_by: by,
  stage: "fresh",
  due_at: store.instant(store.now() + 2 * 86_400_000),
  days_left: 2,
  due_reason: "no_first_follow_up",
});

function claim(row: store.Row | undefined): Reply {
  if (!row) return refuse(404, "pool.customer_unknown");
  if (row.state !== "public") return refuse(409, "pool.already_claimed", "somebody was faster");
  if (!row.may_claim) return refuse(409, String(row.why_not), "opens later");
  return moved(row, taken(row, "1", "林晓帆", "claim"));
}

function assign(row: store.Row | undefined, staff: string): Reply {
  if (!row) return refuse(404, "pool.customer_unknown");
  const names: Record<string, string> = {
    "1": "林晓帆",
    "2": "陈静怡",
    "3": "Alexandra Montgomery-Fitzgerald",
  };
  return moved(row, taken(row, staff, names[staff] ?? "", "assign"));
}

function many(body: Body, one: (id: string) => Reply): Reply {
  const items = (body.customer_ids as string[]).map((customer_id) => {
    const { status, body: said } = one(customer_id);
    const { reason, detail } = (status < 400 ? {} : said) as { reason?: string; detail?: string };
    return { customer_id, status: status < 400 ? "done" : "refused", reason, detail };
  });
  const done = items.filter((item) => item.status === "done").length;
  return ok({ items, done, refused: items.length - done });
}

const rowOf = (id: string | undefined) => store.rows.find((row) => row.customer_id === id);

function act(row: store.Row, what: string, body: Body): Reply {
  switch (what) {
    case "claim":
      return claim(row);
    case "give_back":
    case "lose":
    case "take_back":
      return moved(row, toPublic);
    case "stage":
      if (body.stage === "opportunity" && row.counted_count === 0)
        return refuse(422, "pool.stage_needs_follow_up");
      return moved(row, { stage: body.stage });
    case "win":
      return Number(row.customer_id) % 2
        ? moved(row, { state: "common", due_at: undefined })
        : ok({ request_id: "9", kind: "win", state: "pending" }, 202);
    case "protect":
      return moved(row, { protected_until: body.until, due_at: undefined, days_left: undefined });
    case "unprotect":
      return moved(row, { protected_until: undefined });
    case "reopen":
      return moved(row, { state: "tracking" });
    case "extensions":
      return ok({ request_id: "9", kind: "extension", state: "pending" }, 202);
    case "reveal":
      return ok({
        name: row.real_name,
        phone: `1381234${row.customer_id}`,
        note: "对香精敏感",
        left_today: 19,
      });
    default:
      return refuse(404, "request.no_such_route");
  }
}

function board(): Reply {
  const people = ["1", "2", "3"].map((staff_id) => {
    const held = store.rows.filter((row) => row.owner_staff_id === staff_id);
    const tracking = held.filter((row) => row.state === "tracking");
    const within = (days: number) => tracking.filter((row) => Number(row.days_left ?? 99) < days).length;
    return {
      staff_id,
      staff_name: held[0]?.owner_name ?? "林晓帆",
      holding: tracking.length,
      protected: tracking.filter((row) => row.protected_until).length,
      won: held.length - tracking.length,
      due_24h: within(1),
      due_7d: within(7),
      overdue_followups: within(0),
      claims_today: Number(staff_id) * 2,
    };
  });
  return ok({
    people,
    returning_24h: people.reduce((sum, one) => sum + one.due_24h, 0),
    public_count: store.rows.filter((row) => row.state === "public").length,
    waiting_requests: store.requests.filter((one) => one.state === "pending").length,
  });
}

function answerPool(method: string, path: string, query: URLSearchParams, body: Body): Reply | undefined {
  const [, , , kind, id, what, requestId, verdict] = path.split("/");
  if (path === "/v1/pool/customers") return customers(query);
  if (kind === "customers" && id) {
    const row = rowOf(id);
    if (!row) return refuse(404, "pool.customer_unknown");
    if (what === "moves") return page(store.moves(row), query);
    if (what === "requests") {
      const request = store.requests.find((one) => one.request_id === requestId);
      Object.assign(request ?? {}, { state: verdict === "approve" ? "approved" : "refused" });
      return ok(request);
    }
    return method === "GET" ? ok(row) : act(row, what ?? "", body);
  }
  switch (path) {
    case "/v1/pool/claims":
      return many(body, (one) => claim(rowOf(one)));
    case "/v1/pool/assignments":
      return many(body, (one) => assign(rowOf(one), String(body.staff_id)));
    case "/v1/pool/board":
      return board();
    case "/v1/pool/limits":
      return ok({
        items: [
          {
            pool_id: "1",
            pool_name: "华东公海",
            claims_today: 7,
            daily_claim_limit: 20,
            holding: 41,
            hold_limit: 80,
            protected: 2,
            protect_limit: 5,
            reveals_today: 1,
            daily_reveal_limit: 20,
          },
        ],
      });
    case "/v1/pool/presence":
      return ok({ present: method === "GET" ? true : body.present });
    case "/v1/pool/requests":
      return page(
        store.requests.filter((one) => !query.get("state") || one.state === query.get("state")),
        query,
      );
    case "/v1/pool/notices":
      return page(store.notices, query);
    case "/v1/pool/notices/read":
      store.notices.splice(0, (body.notice_ids as string[]).length);
      return { status: 204 };
    case "/v1/pool/hand_overs":
      return ok({ moved: 40, remaining: 0 });
    default:
      return undefined;
  }
}

function record(id: string, body: Body): Reply {
  const text = String(body.text ?? "");
  const reason = body.kind === "note" ? "note_only" : text.length < 6 ? "too_short" : "counted";
  const made = {
    ...body,
    customer_id: id,
    id: String(store.now()),
    at: store.instant(store.now()),
    staff_id: "1",
    staff_name: "林晓帆",
    counts: reason === "counted",
    counts_reason: reason,
  };
  store.followUps.unshift(made);
  const row = rowOf(id);
  if (row && reason === "counted")
    Object.assign(row, {
      last_counted_at: made.at,
      counted_count: Number(row.counted_count) + 1,
      due_at: store.instant(store.now() + 7 * 86_400_000),
      days_left: 7,
      due_reason: "no_follow_up",
    });
  return ok(made, 201);
}

function answerFollowUps(
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): Reply | undefined {
  const [, , first, id, below, taskId, verb] = path.split("/");
  if (path === "/v1/follow_ups") return page(store.followUps, query);
  if (first === "customers" && below === "follow_ups")
    return method === "POST"
      ? record(id ?? "", body)
      : page(
          store.followUps.filter((one) => one.customer_id === id),
          query,
        );
  if (path === "/v1/tasks") {
    const found = store.tasks
      .filter((one) => query.get("mine") !== "1" || one.staff_id === "1")
      .filter((one) => !query.get("state") || one.state === query.get("state"))
      .filter((one) => !query.get("from") || String(one.due_at) >= String(query.get("from")))
      .filter((one) => !query.get("to") || String(one.due_at) < String(query.get("to")))
      .sort((a, b) => String(a.due_at).localeCompare(String(b.due_at)));
    return page(found, query);
  }
  if (first === "customers" && below === "tasks") {
    if (!taskId) {
      const made = { ...body, customer_id: id, task_id: String(store.now()), staff_id: "1", state: "open" };
      store.tasks.push(made);
      return ok(made, 201);
    }
    const task = store.tasks.find((one) => one.task_id === taskId);
    Object.assign(task ?? {}, verb ? { state: verb === "done" ? "done" : "cancelled" } : body);
    return ok(task);
  }
  if (path === "/v1/calendar_feed") {
    if (method === "GET") return ok({ exists: true, created_at: store.instant(store.now() - 9e8) });
    if (method === "DELETE") return { status: 204 };
    return ok({ url: "http://localhost:8080/v1/calendars/9f3b2c6d1e", path: "/v1/calendars/9f3b2c6d1e" });
  }
  return undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

const kOurs =
  /^\/v1\/(pool|pools|tasks|follow_ups|calendar_feed|grading)(\/|$|\?)|^\/v1\/customers\/\d+\/(follow_ups|tasks|grade)/;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  const method = request.method ?? "GET";
  const body = method === "GET" ? {} : await bodyOf(request);
  const reply =
    answerPool(method, url.pathname, url.searchParams, body) ??
    answerSettings(method, url.pathname, url.searchParams, body) ??
    answerFollowUps(method, url.pathname, url.searchParams, body) ??
    answerGrading(method, url.pathname, url.searchParams, body) ??
    refuse(404, "request.no_such_route");
  response.writeHead(reply.status, { "Content-Type": "application/json" });
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}

export function mockPool(): Plugin {
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.url === "/v1/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(": hello\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    } else if (kOurs.test(request.url ?? "")) void answer(request, response);
    else next();
  };
  return {
    name: "homeport-mock-pool",
    apply: "serve",
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  };
}
