import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import * as data from "./data";

/** A stand-in for the server while there is none: answers reads, accepts sign-in, keeps nothing. Development only. */

interface Row {
  id?: unknown;
}

const me = () => ({
  staff: data.staff[0],
  permissions: data.permissions.map((p) => p.name),
  data_scope: "all",
  org_unit_id: "1",
  org_unit_name: "海棠美妆总部",
  chain: data.chain,
  must_change_password: false,
});

function page(rows: readonly unknown[], query: URLSearchParams) {
  const q = query.get("q")?.toLowerCase();
  const found = q ? rows.filter((row) => JSON.stringify(row).toLowerCase().includes(q)) : rows;
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  const end = from + limit;
  return {
    items: found.slice(from, end),
    ...(end < found.length ? { next_cursor: String(end) } : {}),
    total: found.length,
    total_is_exact: true,
  };
}

const lists: Record<string, readonly Row[]> = {
  customers: data.customers,
  products: data.products,
  service_types: data.serviceTypes,
  staff: data.staff,
  roles: data.roles,
  permissions: data.permissions as Row[],
  org_units: data.units,
  tiers: data.tiers,
  strategies: data.strategies,
  audit: data.audit,
  sales: data.sales as Row[],
};

const problem = (status: number, reason: string, more: object = {}) => ({
  status,
  body: { type: "about:blank", title: reason, status, reason, detail: "", request_id: "mock", ...more },
});
type Reply = { status: number; body?: unknown };

function read(path: string, query: URLSearchParams, signedIn: boolean): Reply {
  if (path === "/v1/setup")
    return {
      status: 200,
      body: { needed: process.env.HOMEPORT_MOCK_SETUP === "1", setup_code_required: true },
    };
  if (!signedIn) return problem(401, "identity.sign_in_required");
  if (path === "/v1/me") return { status: 200, body: me() };
  if (path === "/v1/home") return { status: 200, body: data.home };
  if (path === "/v1/version")
    return { status: 200, body: { version: "0.1.0", schema_version: 12, engine: "SQLite" } };
  if (path === "/v1/settings") return { status: 200, body: { ...data.chain, version: 1 } };
  if (path === "/v1/strategies/current") return { status: 200, body: data.strategies[0] };
  if (path === "/v1/sessions")
    return {
      status: 200,
      body: page(
        [
          {
            id: "1",
            created_at: "2026-11-21T09:00:00Z",
            last_seen_at: "2026-11-21T10:00:00Z",
            source_address: "192.168.1.23",
            user_agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537",
            is_current: true,
          },
          {
            id: "2",
            created_at: "2026-11-18T09:00:00Z",
            source_address: "10.0.0.8",
            user_agent: "Mozilla/5.0 (iPhone) MicroMessenger/8 Safari",
            is_current: false,
          },
        ],
        query,
      ),
    };
  const [, , kind = "", id, below, , , deeper] = path.split("/");
  if (kind === "customers" && below === "points") {
    if (deeper === "explanation")
      return {
        status: 200,
        body: {
          steps: [
            { key: "a", text_en: "Profit 400.00 from 2 lines", text_zh: "2 行商品利润共 400.00" },
            {
              key: "b",
              text_en: "80% × 400.00 + 20% × 350.00 = 390.00",
              text_zh: "80% × 400.00 + 20% × 350.00 = 390.00",
            },
          ],
        },
      };
    return { status: 200, body: path.endsWith("entries") ? page(data.entries, query) : data.points };
  }
  if (below === "timeline") return { status: 200, body: page(data.timeline, query) };
  if (below === "cards")
    return {
      status: 200,
      body: { items: [{ card_number: "8600 1000", status: "active", issued_at: "2026-11-01T00:00:00Z" }] },
    };
  if (below === "sales") {
    const sale = data.sales[0];
    const line = (n: number) => ({
      line_no: n,
      product_id: "1",
      sku: `SK-100${n}`,
      product_name: data.products[n]?.name,
      quantity: n + 1,
      unit_price_minor: 50000,
      discount_minor: 0,
      amount_minor: 50000 * (n + 1),
      returned_quantity: n === 2 ? 1 : 0,
    });
    return {
      status: 200,
      body: {
        sale,
        store_name: "人民路店",
        staff_name: "陈静怡",
        lines: [line(1), line(2)],
        payments: [],
        returns: [],
      },
    };
  }
  const rows = lists[kind];
  if (rows && id === undefined) return { status: 200, body: page(rows, query) };
  const row = rows?.find((candidate) => candidate.id === id);
  return row ? { status: 200, body: row } : problem(404, "request.no_such_record");
}

function write(method: string, path: string, body: Record<string, unknown>): Reply & { cookie?: string } {
  if (method === "POST" && (path === "/v1/sessions" || path === "/v1/setup")) {
    if (body.password === "locked") return problem(429, "identity.too_many_tries");
    if (body.password === "wrong") return problem(401, "identity.wrong_credentials");
    if (body.password === "totp" && !body.totp_code) return problem(401, "identity.totp_required");
    return {
      status: 201,
      body: { token: "mock", expires_at: "2027-01-01T00:00:00Z", me: me() },
      cookie: "homeport_mock=1; Path=/",
    };
  }
  if (path === "/v1/sessions/current") return { status: 204, cookie: "homeport_mock=; Path=/; Max-Age=0" };
  if (body.phone === "13800000000")
    return problem(409, "customers.phone_taken", {
      field: "phone",
      detail: "taken",
      current: { id: "1003", name: "刘佳怡" },
    });
  if (path.endsWith("reset_password"))
    return { status: 200, body: { temporary_password: "harbour-lamp-4821" } };
  if (method === "DELETE") return { status: 204 };
  return { status: method === "POST" ? 201 : 200, body: { ...data.customers[0], ...body } };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  if (url.pathname === "/v1/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": hello\n\n");
    return;
  }
  const method = request.method ?? "GET";
  const signedIn = (request.headers.cookie ?? "").includes("homeport_mock=1");
  const reply: Reply & { cookie?: string } =
    method === "GET"
      ? read(url.pathname, url.searchParams, signedIn)
      : write(method, url.pathname, await bodyOf(request));
  const headers: Record<string, string> = {
    "Content-Type": reply.status >= 400 ? "application/problem+json" : "application/json",
  };
  if (reply.cookie) headers["Set-Cookie"] = reply.cookie;
  if (reply.status === 429) headers["Retry-After"] = "95";
  response.writeHead(reply.status, headers);
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}

function handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (request.url?.startsWith("/v1/")) void answer(request, response);
  else next();
}

export function mockServer(): Plugin {
  return {
    name: "homeport-mock",
    apply: "serve",
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  };
}
