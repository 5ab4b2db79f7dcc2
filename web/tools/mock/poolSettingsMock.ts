import { ok, page, type Reply, refuse } from "./pool";
import * as store from "./poolData";

type Body = Record<string, unknown>;

const rule = (version_no: number, note: string, daysAgo: number) => ({
  pool_id: "1",
  version_no,
  created_at: store.instant(store.now() - daysAgo * 86_400_000),
  created_by_name: "林晓帆",
  rule: { ...kRule, note, follow_up_days: 7 - version_no },
});
const kRule = {
  daily_claim_limit: 20,
  hold_limit: 80,
  store_hold_limit: 600,
  role_limits: [{ role_id: "3", hold_limit: 40 }],
  won_counts: false,
  exempt_grades: [],
  exempt_sources: ["老客转介绍"],
  protect_limit: 5,
  protect_max_days: 30,
  cooldown_days: 7,
  cooldown_binds_assignment: false,
  embargo_hours: 4,
  first_follow_up_hours: 24,
  deal_days: 30,
  max_days: 90,
  combine: "any",
  grade_limits: [{ grade: "A", follow_up_days: 3, first_follow_up_hours: 4 }],
  default_protection_days: 1,
  extension_days_per_follow_up: 0,
  extension_max_days: 14,
  remind_before_hours: [48, 24, 4],
  collaborator_days: 7,
};
const rules = [rule(2, "旺季收紧", 12), rule(1, "首版", 80)];

const members: unknown[] = [
  { kind: "org_unit", ref_id: "3", name: "人民路店", is_administrator: false, weight: 1 },
  {
    kind: "staff",
    ref_id: "2",
    name: "陈静怡",
    is_administrator: true,
    weight: 3,
    day_capacity: 10,
    weekdays: "12345",
    from_minute: 540,
    to_minute: 1080,
  },
];

function dryRun(): Reply {
  const tracking = store.rows.filter((row) => row.state === "tracking");
  const soon = tracking.filter((row) => Number(row.days_left ?? 99) < 3);
  return ok({
    until: store.instant(store.now() + 86_400_000),
    tracking: tracking.length,
    would_return: 312,
    would_return_now_rule: 41,
    items: soon.map((row) => ({
      customer_id: row.customer_id,
      name: row.name,
      owner_staff_id: row.owner_staff_id,
      owner_name: row.owner_name,
      due_at: row.due_at,
      due_reason: row.due_reason,
      now_due_at: store.instant(Date.parse(String(row.due_at)) + 4 * 86_400_000),
    })),
  });
}

function fairness(query: URLSearchParams): Reply {
  const people = ["林晓帆", "陈静怡", "Alexandra Montgomery-Fitzgerald", "周航", "苏梅"].map(
    (staff_name, i) => ({
      staff_id: String(i + 1),
      staff_name,
      claimed: 34 - i * 6,
      assigned: 8 + i,
      returned: 6 + i * 2,
      won: 9 - i,
      lost: 3 + i,
      good_leads: [18, 9, 7, 4, 2][i],
      first_follow_up_median_minutes: 35 + i * 190,
      quota_refusals: i === 0 ? 4 : 0,
    }),
  );
  return ok({
    from: query.get("from"),
    to: query.get("to"),
    arrivals: 214,
    public_now: 46,
    people,
    gini_ppm: 372_000,
    claim_gini_ppm: 214_000,
    returned: 50,
    won: 35,
    first_follow_up_median_minutes: 128,
    suspicions: [
      {
        kind: "claim_and_drop",
        staff_id: "1",
        staff_name: "林晓帆",
        count: 6,
        customer_ids: ["1003", "1004"],
      },
      {
        kind: "pair",
        staff_id: "2",
        staff_name: "陈静怡",
        other_staff_id: "4",
        other_staff_name: "周航",
        count: 3,
        customer_ids: ["1007"],
      },
      { kind: "alike_follow_ups", staff_id: "4", staff_name: "周航", count: 21, customer_ids: [] },
    ],
  });
}

function counted(pool: Body): Body {
  const count = (state: string) =>
    store.rows.filter((row) => row.pool_id === pool.id && row.state === state).length;
  return {
    ...pool,
    counts: {
      public_count: count("public"),
      tracking_count: count("tracking"),
      common_count: count("common"),
    },
  };
}

export function answerSettings(
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): Reply | undefined {
  const [, , first, id, what, below] = path.split("/");
  if (path.startsWith("/v1/pool/reasons")) {
    if (method === "GET")
      return page(
        store.returnReasons.filter((one) => !query.get("kind") || one.kind === query.get("kind")),
        query,
      );
    return ok({ ...store.returnReasons[0], ...body }, method === "POST" ? 201 : 200);
  }
  if (first !== "pools") return undefined;
  if (!id) {
    if (method === "GET") return page(store.pools.map(counted), query);
    if (body.name === "华东公海") return refuse(409, "pool.name_taken");
    const made = { ...store.pools[0], ...body, id: String(store.pools.length + 1) };
    store.pools.push(made);
    return ok(counted(made), 201);
  }
  const pool = store.pools.find((one) => one.id === id);
  if (!pool) return refuse(404, "pool.unknown");
  switch (what) {
    case undefined:
      if (method === "DELETE") return refuse(409, "pool.has_customers", "46 customers are in it");
      if (method === "PATCH") Object.assign(pool, body);
      return ok(counted(pool));
    case "members":
      return ok({ items: method === "POST" ? (body.items as unknown[]) : members });
    case "rules":
      if (below === "dry_run") return dryRun();
      if (below === "current") return ok(rules[0]);
      if (method === "POST") {
        const made = {
          ...rules[0],
          ...body,
          version_no: rules.length + 1,
          created_at: store.instant(store.now()),
        };
        rules.unshift(made as (typeof rules)[number]);
        return ok(made, 201);
      }
      return page(rules, query);
    case "fairness":
      return fairness(query);
    case "leads":
      return ok({
        items: (body.items as unknown[]).map((_, index) => ({
          index,
          status: index % 7 === 3 ? "merged" : index % 9 === 5 ? "refused" : "created",
          ...(index % 9 === 5 ? { reason: "customers.phone_unreadable", detail: "no such number" } : {}),
        })),
      });
    case "move_all":
    case "take_in":
      return ok({ moved: 46, remaining: 0 });
    case "assign_waiting":
      return ok({ assigned: 12, waiting: 3 });
    default:
      return undefined;
  }
}
