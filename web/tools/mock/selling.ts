import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import * as data from "./data";
import { columns, imports, preview } from "./importing";

/** A stand-in for till, sales and imports while no server runs. Development only; it prices simply and forgets at restart. */

interface Line {
  product_id: string;
  quantity: number;
}
type Body = Record<string, unknown>;
type Reply = { status: number; body?: unknown; type?: string };

const problem = (status: number, reason: string, more: object = {}): Reply => ({
  status,
  body: { type: "about:blank", title: reason, status, reason, detail: "", request_id: "mock", ...more },
});

interface Sold {
  sale: { sale_id: string; customer_id: string; combined_points: number };
}
const sold: Sold[] = [];

const memberPoints = (id: string) => {
  const customer = data.customers.find((one) => one.id === id);
  const earned = sold.filter((one) => one.sale.customer_id === id);
  const combined =
    (customer?.combined_points ?? 0) + earned.reduce((n, one) => n + one.sale.combined_points, 0);
  const tier = [...data.tiers].reverse().find((one) => one.threshold_points <= combined);
  const next = data.tiers.find((one) => one.threshold_points > combined);
  return {
    consumption_points: combined,
    profit_points: combined,
    combined_points: combined,
    tier,
    ...(next ? { next_tier: { ...next, missing_points: next.threshold_points - combined } } : {}),
    sales_count: 3 + earned.length,
    spent_minor: 384_500,
  };
};

function quote(body: Body) {
  const wanted = body.lines as Line[];
  const member = body.customer_id as string | undefined;
  const points = member ? memberPoints(member) : undefined;
  const discount = points?.tier?.discount_ppm ?? 1_000_000;
  const lines = wanted.map((line, i) => {
    const product = data.products.find((one) => one.id === line.product_id);
    const amount = (product?.price_minor ?? 0) * line.quantity;
    const profit =
      amount - (product?.cost_minor ?? Math.round((product?.price_minor ?? 0) * 0.6)) * line.quantity;
    const combined = Math.round(profit * 0.8 + amount * 0.06);
    const rebate = member ? Math.round((combined * (1_000_000 - discount)) / 1_000_000) : 0;
    return {
      line_no: i + 1,
      product_id: line.product_id,
      sku: product?.sku,
      product_name: product?.name,
      quantity: line.quantity,
      unit_price_minor: product?.price_minor ?? 0,
      discount_minor: 0,
      amount_minor: amount,
      rebate_minor: rebate,
      paid_minor: amount - rebate,
      cost_minor: amount - profit,
      consumption_points: Math.round(amount * 0.3),
      profit_points: profit,
      combined_points: combined,
      returned_quantity: 0,
    };
  });
  const sum = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((n, line) => n + pick(line), 0);
  const combined = member ? sum((line) => line.combined_points) : 0;
  const payable = sum((line) => line.paid_minor);
  const rewards = ((body.rewards as Body[] | undefined) ?? []).map((one) => ({
    ...one,
    amount_minor:
      one.kind === "voucher" ? 2000 : one.kind === "points" ? Math.round(Number(one.points) / 10) : 0,
  }));
  const rewarded = rewards.reduce((n, one) => n + one.amount_minor, 0);
  return {
    rewards,
    due_minor: payable - rewarded,
    points_payable_max_points: member ? 184_250 : 0,
    points_payable_max_minor: member ? 18_425 : 0,
    store_id: body.store_id,
    customer_id: member,
    lines,
    list_minor: sum((line) => line.amount_minor),
    payable_minor: payable,
    rebate_minor: sum((line) => line.rebate_minor),
    cost_minor: sum((line) => line.cost_minor),
    consumption_points: member ? sum((line) => line.consumption_points) : 0,
    profit_points: member ? sum((line) => line.profit_points) : 0,
    combined_points: combined,
    tier_id: points?.tier?.id,
    tier_name: points?.tier?.name,
    tier_discount_ppm: discount,
    history_combined_points: points?.combined_points,
    explanation: member
      ? [
          {
            key: "rule",
            text_zh: "策略“提高利润权重”，维护期。",
            text_en: 'Strategy "More profit", maintenance period.',
          },
          {
            key: "combined",
            text_zh: `本次新型积分：${(combined / 100).toFixed(2)}。`,
            text_en: `Combined points of the sale: ${(combined / 100).toFixed(2)}.`,
          },
        ]
      : [
          {
            key: "anonymous",
            text_zh: "未登记会员：不累积积分，按原价付款。",
            text_en: "No member was named: nothing accumulates and the list price applies.",
          },
        ],
  };
}

function document(body: Body, n: number) {
  const quoted = quote(body);
  const customer = data.customers.find((one) => one.id === body.customer_id);
  const { lines, explanation: _, history_combined_points: __, tier_discount_ppm: ___, ...amounts } = quoted;
  return {
    sale: {
      ...amounts,
      customer_id: (body.customer_id as string | undefined) ?? `-${n}`,
      sale_id: String(9000 + n),
      staff_id: "2",
      source: "till",
      sold_at: new Date().toISOString(),
      returned_minor: 0,
      entry_id: customer ? "1" : undefined,
      customer_name: customer?.name,
      created_at: new Date().toISOString(),
      version: 1,
    },
    store_name: data.units.find((unit) => unit.id === body.store_id)?.name,
    staff_name: "林晓帆",
    lines,
    payments: body.payments,
    returns: [] as Body[],
  };
}

function read(path: string, query: URLSearchParams): Reply | undefined {
  if (path === "/v1/customers/find") {
    const code = (query.get("code") ?? "").replace(/\s/g, "");
    const found = data.customers.find(
      (one) =>
        one.card_number?.replace(/\s/g, "") === code.replace(/[;?%B]|=.*/g, "") ||
        (code.length === 11 && code.startsWith("138") && one.phone.endsWith(code.slice(-4))),
    );
    if (code === "86009999") return problem(409, "customers.card_frozen");
    return found
      ? { status: 200, body: { customer: found, points: memberPoints(found.id) } }
      : problem(404, "customers.not_found");
  }
  if (path === "/v1/products/find") {
    const code = query.get("code") ?? "";
    const found = data.products.find((one) => one.sku === code || one.barcode === code);
    return found ? { status: 200, body: found } : problem(404, "catalogue.product_unknown");
  }
  const sale = /^\/v1\/customers\/(-?\d+)\/sales\/(9\d+)$/.exec(path);
  if (sale) {
    const found = sold.find((one) => one.sale.sale_id === sale[2]);
    return found ? { status: 200, body: found } : problem(404, "sales.not_found");
  }
  const older = /^\/v1\/customers\/(-?\d+)\/sales\/(5\d+)$/.exec(path);
  if (older) {
    const row = data.sales.find((one) => one.sale_id === older[2]);
    const made = document(
      {
        store_id: row?.store_id,
        customer_id: older[1]?.startsWith("-") ? undefined : older[1],
        payments: [
          { kind: "wechat", amount_minor: 100_000 },
          { kind: "cash", amount_minor: 45_100 },
        ],
        lines: [
          { product_id: "1", quantity: 2 },
          { product_id: "5", quantity: 1 },
          { product_id: "4", quantity: 3 },
        ],
      },
      1,
    );
    const returned = row?.returned_minor ?? 0;
    return {
      status: 200,
      body: {
        ...made,
        sale: { ...made.sale, ...row },
        lines: made.lines.map((line, i) => ({ ...line, returned_quantity: returned > 0 && i === 0 ? 1 : 0 })),
        returns:
          returned > 0
            ? [
                {
                  return_id: "1",
                  returned_at: "2026-11-21T09:00:00Z",
                  reason: "使用过敏",
                  refund_minor: returned,
                  combined_points: -3280,
                },
              ]
            : [],
      },
    };
  }
  const points = /^\/v1\/customers\/(\d+)\/points$/.exec(path);
  if (points && sold.some((one) => one.sale.customer_id === points[1]))
    return { status: 200, body: memberPoints(points[1] ?? "") };
  if (path === "/v1/sales")
    return {
      status: 200,
      body: {
        items: [...sold.map((one) => one.sale).reverse(), ...data.sales],
        total: sold.length + data.sales.length,
        total_is_exact: true,
      },
    };
  if (path === "/v1/imports")
    return { status: 200, body: { items: imports, total: 4, total_is_exact: true } };
  const one = /^\/v1\/imports\/(\d+)$/.exec(path);
  if (one) {
    const found = imports.find((candidate) => candidate.id === one[1]);
    return found
      ? {
          status: 200,
          body: {
            import: found,
            columns,
            date_formats: ["m/d/y", "d/m/y"],
            ...(found.id === "7" ? { same_file_as: "8" } : {}),
          },
        }
      : problem(404, "imports.not_found");
  }
  return undefined;
}

function write(path: string, body: Body): Reply | undefined {
  if (path === "/v1/quotes") return { status: 200, body: quote(body) };
  if (path === "/v1/sales") {
    const quoted = quote(body);
    if (quoted.payable_minor !== body.expected_payable_minor)
      return problem(409, "sales.payable_changed", { current: quoted });
    const made = document(body, sold.length + 1);
    sold.push(made);
    return { status: 201, body: made };
  }
  if (path === "/v1/reservations")
    return {
      status: 201,
      body: {
        reservation_id: "77",
        expires_at: new Date(Date.now() + 300_000).toISOString(),
        quote: quote(body),
      },
    };
  if (path.endsWith("/returns"))
    return {
      status: 201,
      body: { return_id: "1", refund_minor: 9900, combined_points: -3280, reason: body.reason },
    };
  if (path === "/v1/imports")
    return { status: 201, body: { import: imports[2], columns, date_formats: ["m/d/y", "d/m/y"] } };
  const act = /^\/v1\/imports\/(\d+)\/(check|start|cancel)$/.exec(path);
  const found = imports.find((one) => one.id === act?.[1]);
  if (!act || !found) return undefined;
  if (act[2] === "check") {
    found.state = "checked";
    return { status: 200, body: preview };
  }
  found.state = act[2] === "start" ? "running" : "cancelled";
  return { status: 200, body: found };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) if (text.length < 1_000_000) text += String(chunk);
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

const kOwn =
  /^\/v1\/(quotes|sales|reservations|imports|products\/find|customers\/find|customers\/-?\d+\/(sales|points$))/;

async function handle(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  const signedIn = (request.headers.cookie ?? "").includes("homeport_mock=1");
  if (!signedIn || !kOwn.test(url.pathname)) return next();
  const reply =
    request.method === "GET"
      ? read(url.pathname, url.searchParams)
      : write(url.pathname, await bodyOf(request));
  if (!reply) return next();
  response.writeHead(reply.status, {
    "Content-Type": reply.status >= 400 ? "application/problem+json" : "application/json",
  });
  response.end(JSON.stringify(reply.body));
}

export function mockSelling(): Plugin {
  const use = (request: IncomingMessage, response: ServerResponse, next: () => void) =>
    void handle(request, response, next);
  return {
    name: "homeport-mock-selling",
    apply: "serve",
    configureServer: ({ middlewares }) => void middlewares.use(use),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(use),
  };
}
