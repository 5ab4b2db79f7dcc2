import * as data from "./data";

/** Leads, pools, contacts and tasks of the small made-up chain. They change while the stand-in runs. */

export const now = () => Date.now();
const kHour = 3_600_000;
const kDay = 24 * kHour;
export const instant = (at: number) => new Date(at).toISOString();

export type Row = Record<string, unknown> & { customer_id: string; state: string; due_at?: string };

const sources = ["到店扫码", "抖音直播", "老客转介绍", "小红书", "Website"];
const regions = ["黄浦", "静安", "徐汇", "浦东", "Pudong New Area"];
const interests = ["护肤套装", "抗衰护理", "彩妆", "Hydration programme"];
const stages = ["fresh", "contacted", "interested", "opportunity"];
const reasons = ["no_first_follow_up", "no_follow_up", "no_deal", "maximum"];
const grades = ["A", "B", "C", "D", undefined];
const people = [
  ["1", "林晓帆"],
  ["2", "陈静怡"],
  ["3", "Alexandra Montgomery-Fitzgerald"],
] as const;

export const pools: Record<string, unknown>[] = [
  ["1", "华东公海", "claimable", ["name", "phone"], 10],
  ["2", "线上线索", "claimable", ["phone"], 20],
  ["3", "重点客户 · Key accounts", "assign_only", [], 30],
].map(([id, name, mode, hidden_fields, priority]) => ({
  id,
  name,
  mode,
  hidden_fields,
  priority,
  status: "on",
  match_sources: id === "2" ? ["抖音直播", "小红书"] : [],
  match_org_unit_ids: id === "1" ? ["2"] : [],
  default_assignee_id: id === "3" ? "2" : undefined,
  daily_reveal_limit: 20,
  engine: id === "3" ? "weighted" : "none",
  engine_runs: id === "3" ? "on_arrival" : "by_hand",
  needs_presence: true,
  prefers_own_store: id === "1",
  created_at: instant(now() - 90 * kDay),
  version: 1,
  rule_version: 2,
  mine: { is_member: true, is_administrator: true },
}));

export const rows: Row[] = data.customers.slice(0, 120).map((customer, i) => {
  const state = i % 5 < 2 ? "public" : i % 11 === 10 ? "common" : "tracking";
  const pool = pools[i % 7 === 6 ? 2 : i % 3 === 1 ? 1 : 0];
  const [owner, ownerName] = people[i % 2 === 0 ? 0 : 1 + (i % 4 === 3 ? 1 : 0)] ?? ["1", ""];
  const tracking = state === "tracking";
  const days = [-1, 0, 1, 2, 3, 5, 8, 13][i % 8] ?? 4;
  const hidden = state === "public" ? (pool?.hidden_fields as string[]) : [];
  const embargo = state === "public" && i % 10 === 5;
  return {
    customer_id: customer.id,
    name: hidden.includes("name") ? `${customer.name.slice(0, 1)}**` : customer.name,
    real_name: customer.name,
    phone: hidden.includes("phone") ? customer.phone : `1381234${String(1000 + i)}`,
    source: sources[i % 5],
    grade: grades[i % 5],
    state,
    stage: tracking ? stages[i % 4] : "fresh",
    pool_id: pool?.id,
    pool_name: pool?.name,
    store_id: customer.store_id,
    store_name: customer.store_name,
    owner_staff_id: state === "public" ? undefined : owner,
    owner_name: state === "public" ? undefined : ownerName,
    entered_at: instant(now() - (i + 1) * 5 * kHour),
    claimable_at: instant(embargo ? now() + 4 * kHour : now() - i * kHour),
    taken_at: state === "public" ? undefined : instant(now() - (i % 20) * kDay),
    taken_by: state === "public" ? undefined : ["claim", "assign", "create", "engine"][i % 4],
    last_counted_at: tracking && i % 3 ? instant(now() - (i % 6) * kDay) : undefined,
    counted_count: i % 4,
    due_at: tracking && i % 13 !== 12 ? instant(now() + days * kDay + 3 * kHour) : undefined,
    due_reason: tracking && i % 13 !== 12 ? reasons[i % 4] : undefined,
    days_left: tracking && i % 13 !== 12 ? days : undefined,
    protected_until: tracking && i % 13 === 12 ? instant(now() + 9 * kDay) : undefined,
    region: regions[i % 5],
    interest: interests[i % 4],
    activity: i % 3 ? i : undefined,
    version: 1,
    hidden_fields: hidden,
    may_claim: !embargo && i % 20 !== 11,
    why_not: embargo ? "pool.embargo" : i % 20 === 11 ? "pool.cool_down" : undefined,
  };
});

export const returnReasons = [
  ["1", "give_back", "联系不上"],
  ["2", "give_back", "不在我们服务的区域"],
  ["3", "give_back", "客户要求换人"],
  ["4", "lost", "选了别家"],
  ["5", "lost", "价格太高"],
  ["6", "take_back", "长期不跟进"],
  ["7", "take_back", "调整分工"],
  ["8", "leaver", "离职"],
].map(([id, kind, name]) => ({ id, kind, name, status: "active", version: 1 }));

export const requests: Record<string, unknown>[] = rows
  .filter((row) => row.state === "tracking")
  .slice(3, 8)
  .map((row, i) => ({
    customer_id: row.customer_id,
    customer_name: row.name,
    request_id: String(100 + i),
    kind: i % 3 === 2 ? "win" : "extension",
    state: "pending",
    asked_by_id: "2",
    asked_by_name: i % 2 ? "陈静怡" : "Alexandra Montgomery-Fitzgerald",
    asked_at: instant(now() - i * 3 * kHour),
    days: i % 3 === 2 ? undefined : 7,
    reason:
      i % 2 ? "客户出差，下周回来面谈。" : "Waiting for the partner's decision, meeting set for Thursday.",
    expires_at: instant(now() + 3 * kDay),
  }));

export const moves = (row: Row) =>
  [
    ["claim", 4, { to_staff_name: row.owner_name ?? "陈静怡", by_name: row.owner_name }],
    ["time_out", 6, { from_staff_name: "周航", due_reason: "no_follow_up", rule_version: 2 }],
    ["assign", 20, { to_staff_name: "周航", by_name: "林晓帆", note: "住得近" }],
    ["give_back", 24, { from_staff_name: "陈静怡", by_name: "陈静怡", reason_name: "联系不上" }],
    ["claim", 30, { to_staff_name: "陈静怡", by_name: "陈静怡" }],
    ["enter", 31, { by_name: "林晓帆" }],
  ].map(([kind, days, more], i, all) => ({
    move_no: all.length - i,
    kind,
    at: instant(now() - Number(days) * kDay),
    ...(more as object),
  }));

export const followUps: Record<string, unknown>[] = Array.from({ length: 14 }, (_, i) => ({
  customer_id: rows[i % 4]?.customer_id,
  id: String(900 - i),
  kind: ["call", "visit", "message", "appointment", "note"][i % 5],
  text: [
    "介绍了新品套装，客户对成分很在意，想先看检测报告。",
    "到店做了皮肤测试，约下周再来。",
    "发了图册，已读。",
    "Called twice; asked to be called after six.",
    "喜欢清爽质地。",
  ][i % 5],
  result: i % 5 === 4 ? undefined : ["reached", "interested", "no_answer"][i % 3],
  at: instant(now() - i * 19 * kHour),
  staff_id: "1",
  staff_name: "林晓帆",
  counts: i % 5 !== 4 && i % 3 !== 2,
  counts_reason: i % 5 === 4 ? "note_only" : i % 3 === 2 ? "too_short" : "counted",
  next_text: i % 3 === 0 ? "发检测报告" : undefined,
  next_at: i % 3 === 0 ? instant(now() + kDay) : undefined,
}));

export const tasks: Record<string, unknown>[] = Array.from({ length: 22 }, (_, i) => {
  const row = rows[i * 3 + 2];
  return {
    customer_id: row?.customer_id,
    customer_name: row?.name,
    task_id: String(700 + i),
    staff_id: i % 4 === 3 ? "2" : "1",
    staff_name: i % 4 === 3 ? "陈静怡" : "林晓帆",
    text: ["发检测报告", "电话回访护理感受", "Send the spring catalogue and price list", "约到店试用"][i % 4],
    due_at: instant(now() + (i - 4) * 9 * kHour),
    state: i % 9 === 8 ? "done" : "open",
    created_at: instant(now() - 3 * kDay),
    version: 1,
  };
});

export const notices: Record<string, unknown>[] = rows
  .filter((row) => row.state === "tracking")
  .slice(0, 4)
  .map((row, i) => ({
    notice_id: String(50 + i),
    at: instant(now() - i * 40 * 60_000),
    kind: ["reminder", "assigned", "returned", "request_answered"][i],
    customer_id: row.customer_id,
    customer_name: row.name,
    due_at: row.due_at,
    due_reason: row.due_reason ?? "no_follow_up",
    stage: 1,
    text_params: {},
  }));
