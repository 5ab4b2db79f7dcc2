import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import * as data from "./data";

/** A stand-in for wallets, gifts, vouchers and behaviour while no server runs. Development only; it keeps nothing. */

const kNow = Date.parse("2026-11-21T10:24:00Z");
const at = (minutes: number) => new Date(kNow + minutes * 60_000).toISOString();
const kDay = 1440;
const stamp = { created_at: at(-90_000), updated_at: at(-900), version: 1 };

export const gifts = [
  ["玫瑰护手霜 30ml", 50_000, 0],
  ["定制帆布袋", 120_000, 0],
  ["四季护理礼盒", 300_000, 9900],
  ["Hydrating travel set with a long name in English", 88_000, 0],
].map(([name, price_points, price_minor], i) => ({
  id: String(i + 1),
  name,
  about: i === 0 ? "每位会员限兑两支，过敏肌可用。" : undefined,
  price_points,
  price_minor,
  stock_keeping: i === 2 ? "central" : "per_store",
  limit_per_member: i === 0 ? 2 : 0,
  valid_from: i === 1 ? at(-9000) : undefined,
  valid_to: i === 1 ? at(40_000) : undefined,
  tier_id: i === 2 ? "2" : undefined,
  status: i === 3 ? "disabled" : "active",
  ...stamp,
}));

const series = [
  {
    name: "新会员满 100 减 20",
    kind: "money_off",
    value_minor: 2000,
    minimum_minor: 10_000,
    new_members_only: true,
  },
  { name: "生日八折券", kind: "percent_off", rate_ppm: 200_000, cap_minor: 10_000, price_points: 30_000 },
  { name: "护手霜兑换券", kind: "gift", gift_id: "1" },
].map((one, i) => ({
  id: String(i + 1),
  minimum_minor: 0,
  new_members_only: false,
  may_combine: i === 1,
  valid_days: i === 2 ? 0 : 30,
  valid_to: i === 2 ? at(60 * kDay) : undefined,
  limit_per_member: i === 0 ? 1 : 0,
  status: "active",
  store_ids: [],
  service_type_ids: [],
  product_ids: [],
  tier_ids: [],
  ...stamp,
  ...one,
}));

const vouchers = Array.from({ length: 5 }, (_, i) => ({
  customer_id: "1000",
  id: String(700 + i),
  series_id: String((i % 3) + 1),
  code: `H7K2-9QXM-${1200 + i}`,
  state: ["issued", "issued", "issued", "used", "expired"][i],
  issued_at: at(-i * 2000),
  issued_by: "1",
  expires_at: at((20 - i * 5) * kDay),
  paid_points: i === 1 ? 30_000 : 0,
  ...(i === 3 ? { used_at: at(-300), used_amount_minor: 2000, used_store_id: "3" } : {}),
  updated_at: at(-900),
  version: 1,
}));
const document = (voucher: (typeof vouchers)[number]) => ({
  voucher,
  series: series.find((one) => one.id === voucher.series_id),
});

const batches = [
  { audience: "condition", state: "running", issued_count: 812, skipped_count: 14, wanted_count: 0 },
  {
    audience: "bearer",
    state: "done",
    issued_count: 500,
    skipped_count: 0,
    wanted_count: 500,
    note: "双十一地推",
  },
].map((one, i) => ({
  id: String(i + 1),
  series_id: "1",
  created_by: "1",
  created_at: at(-i * 4000),
  version: 1,
  ...one,
}));

const redemptions = Array.from({ length: 9 }, (_, i) => ({
  customer_id: String(1000 + i),
  id: String(40 + i),
  gift_id: String((i % 3) + 1),
  gift_name: gifts[i % 3]?.name,
  quantity: (i % 2) + 1,
  store_id: i % 2 ? "3" : "4",
  spent_points: 50_000 * ((i % 2) + 1),
  price_minor: i % 3 === 2 ? 9900 : 0,
  state: i === 4 ? "cancelled" : "done",
  source_kind: i === 2 ? "sale" : undefined,
  redeemed_at: at(-i * 777),
  staff_id: "2",
  version: 1,
}));

const wallet = {
  customer_id: "1000",
  available_points: 184_250,
  pending_points: 39_000,
  reserved_points: 5_000,
  debt_points: 0,
  next_expiring_points: 21_000,
  next_expires_at: at(26 * kDay),
  is_blocked: false,
  coming_expiries: [
    { points: 21_000, expires_at: at(26 * kDay) },
    { points: 60_500, expires_at: at(90 * kDay) },
  ],
};

const lots = [
  { kind: "sale", granted_points: 39_000, left_points: 39_000, state: "pending", expires_at: at(372 * kDay) },
  {
    kind: "behaviour",
    granted_points: 21_000,
    left_points: 21_000,
    state: "active",
    expires_at: at(26 * kDay),
  },
  { kind: "sale", granted_points: 160_000, left_points: 124_250, state: "active", expires_at: at(90 * kDay) },
  { kind: "sale", granted_points: 52_000, left_points: 0, state: "spent", expires_at: at(-3 * kDay) },
].map((one, i) => ({
  id: String(i + 1),
  granted_at: at(-i * 30_000),
  activates_at: at(-i * 30_000 + 10_080),
  ...one,
}));

const adjustments = ["waiting", "waiting", "approved", "refused"].map((state, i) => ({
  id: String(i + 1),
  customer_id: String(1000 + i),
  customer_name: data.customers[i]?.name,
  points: i % 2 ? -20_000 : 500_000,
  reason: ["投诉补偿 KS-2231", "录入错误更正", "大客户特批", "客户要求"][i],
  state,
  asked_by: "2",
  asked_at: at(-i * 700),
  ...(i > 1 ? { decided_by: "1", decided_at: at(-i * 600) } : {}),
  version: 1,
}));

const expiries = Array.from({ length: 7 }, (_, i) => ({
  customer_id: String(1000 + i * 3),
  customer_name: data.customers[i * 3]?.name,
  phone: data.customers[i * 3]?.phone,
  store_id: i % 2 ? "3" : "4",
  points: 12_000 + i * 7_350,
  expires_at: at((i * 4 + 1) * kDay),
}));

const kinds = [
  ["visit", "到店", "Visit"],
  ["test_drive", "试驾", "Test drive"],
  ["referral", "推荐新客", "Referral"],
  ["complaint", "投诉", "Complaint"],
].map(([code, name_zh, name_en], i) => ({
  id: String(i + 1),
  code,
  name_zh,
  name_en,
  is_built_in: i !== 1,
  status: "active",
  ...stamp,
}));
const rules = kinds.map((kind, i) => ({
  id: String(i + 1),
  code: kind.code,
  kind_id: kind.id,
  name: `${kind.name_zh}奖励`,
  points: [1000, 20_000, 50_000, 0][i],
  marks: [1, 5, 10, -8][i],
  dimension: ["意向", "意向", "口碑", "风险"][i],
  most_per_day: 1,
  most_per_month: i === 0 ? 4 : 0,
  most_in_all: i === 2 ? 20 : 0,
  cool_down_s: i === 1 ? 86_400 : 0,
  needs_approval: i > 1,
  status: "active",
  effective_from: at(-30_000),
  created_at: at(-30_000),
  created_by: "1",
}));
const events = ["granted", "waiting", "not_granted", "reversed", "granted"].map((state, i) => ({
  customer_id: String(1000 + i),
  id: String(i + 1),
  kind_id: String((i % 4) + 1),
  rule_id: String((i % 4) + 1),
  rule_code: kinds[i % 4]?.code,
  state,
  occurred_at: at(-i * 800),
  store_id: "3",
  source: "office",
  evidence: ["", "试驾单 TD-9921", "推荐人：王梓涵", "客服工单 55", "签到码"][i],
  points: state === "not_granted" ? 0 : [1000, 20_000, 50_000, 0, 1000][i],
  marks: [1, 5, 0, -8, 1][i],
  dimension: ["意向", "意向", "口碑", "风险", "意向"][i],
  ...(state === "not_granted" ? { why_not: "cap_day", why_count: 1 } : {}),
  recorded_at: at(-i * 800),
  recorded_by: "2",
  version: 1,
}));
const marks = [
  { dimension: "意向", marks: 12, plus_marks: 12, minus_marks: 0, event_count: 4 },
  { dimension: "口碑", marks: 20, plus_marks: 20, minus_marks: 0, event_count: 2 },
  { dimension: "风险", marks: -8, plus_marks: 0, minus_marks: -8, event_count: 1 },
].map((one) => ({ ...one, last_at: at(-800) }));

function page(items: readonly unknown[]) {
  return { items, total: items.length, total_is_exact: true };
}

function read(path: string): unknown {
  const [, , kind, id, below] = path.split("/");
  if (kind === "gifts") {
    if (path.endsWith("/stock"))
      return page([
        { gift_id: id, store_id: "3", quantity: 42, updated_at: at(-90) },
        { gift_id: id, store_id: "4", quantity: 0, updated_at: at(-90) },
      ]);
    if (path.endsWith("/movements"))
      return page([
        {
          id: "2",
          store_id: "3",
          kind: "redeemed",
          change_quantity: -2,
          balance_quantity: 42,
          at: at(-90),
          staff_id: "2",
        },
        {
          id: "1",
          store_id: "3",
          kind: "received",
          change_quantity: 44,
          balance_quantity: 44,
          at: at(-4000),
          staff_id: "1",
          note: "首批到货",
        },
      ]);
    return id ? gifts.find((one) => one.id === id) : page(gifts);
  }
  if (kind === "voucher_series") return id ? series.find((one) => one.id === id) : page(series);
  if (kind === "voucher_batches") return page(batches);
  if (path === "/v1/voucher_liability")
    return {
      open_value_minor: 1_980_000,
      open_count: 812,
      uncapped_count: 0,
      items: [
        {
          series_id: "1",
          series_name: series[0]?.name,
          kind: "money_off",
          open_count: 812,
          used_count: 377,
          expired_count: 41,
          cancelled_count: 2,
          open_value_minor: 1_624_000,
          used_amount_minor: 754_000,
        },
      ],
    };
  if (path === "/v1/vouchers/find") {
    const [first] = vouchers;
    return first && { ...document(first), is_usable: true, amount_minor: 2000 };
  }
  if (kind === "redemptions") return page(redemptions);
  if (kind === "customers" && below === "vouchers") return page(vouchers.map(document));
  if (path.endsWith("/wallet/lots")) return page(lots);
  if (kind === "customers" && below === "wallet") return wallet;
  if (kind === "customers" && below === "marks") return page(marks);
  if (kind === "adjustments") return page(adjustments);
  if (kind === "expiries") return page(expiries);
  if (kind === "behaviour_kinds") return page(kinds);
  if (kind === "behaviour_rules") return page(rules);
  if (kind === "behaviour_events") return page(events);
  if (kind === "customers" && below === "behaviour_events")
    return {
      steps: [
        { key: "rule", text_en: "Rule: visit, 10.00 points.", text_zh: "规则“到店奖励”：每次 10.00 积分。" },
      ],
    };
  return undefined;
}

function write(path: string): unknown {
  if (path === "/v1/reservations") return undefined;
  if (/^\/v1\/(gifts|voucher_series|voucher_batches|redemptions|vouchers)/.test(path)) return gifts[0];
  return undefined;
}

function handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const url = new URL(request.url ?? "/", "http://mock");
  const signedIn = (request.headers.cookie ?? "").includes("homeport_mock=1");
  const body = signedIn ? (request.method === "GET" ? read(url.pathname) : write(url.pathname)) : undefined;
  if (body === undefined) {
    next();
    return;
  }
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

/** More permissions than the first data knows. */
export const morePermissions = [
  "rewards.read",
  "rewards.write",
  "rewards.issue",
  "rewards.redeem",
  "rewards.cancel",
  "programme.read",
  "programme.write",
  "points.adjust",
  "points.approve",
  "points.transfer",
  "points.block",
  "behaviour.read",
  "behaviour.write",
  "behaviour.record",
  "behaviour.approve",
];
for (const name of morePermissions)
  data.permissions.push({ name, module: name.split(".")[0], description_en: name, description_zh: name });

export function mockLoyalty(): Plugin {
  return {
    name: "homeport-mock-loyalty",
    apply: "serve",
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  };
}
