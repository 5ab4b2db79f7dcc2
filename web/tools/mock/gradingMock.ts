import { ok, page, type Reply } from "./pool";
import * as store from "./poolData";

type Body = Record<string, unknown>;

const version = (purpose: string, version_no: number, note: string) => ({
  purpose,
  version_no,
  created_at: store.instant(store.now() - 20 * 86_400_000),
  created_by_name: "林晓帆",
  scheme: { ...scheme(purpose), note },
});
const scheme = (purpose: string) => ({
  purpose,
  parameters: [
    {
      kind: "source",
      weight_ppm: 400_000,
      scores: [
        { match: "老客转介绍", score: 100 },
        { match: "到店扫码", score: 80 },
        { match: "抖音直播", score: 45 },
      ],
      other_score: 30,
    },
    {
      kind: "interest",
      weight_ppm: 350_000,
      scores: [
        { match: "抗衰护理", score: 100 },
        { match: "护肤套装", score: 70 },
      ],
      other_score: 40,
    },
    {
      kind: "follow_ups",
      weight_ppm: 250_000,
      scores: [
        { match: "5", score: 100 },
        { match: "2", score: 60 },
      ],
      other_score: 10,
    },
  ],
  grades: [
    { grade: "A", min_score: 80 },
    { grade: "B", min_score: 60 },
    { grade: "C", min_score: 35 },
    { grade: "D", min_score: 0 },
  ],
});

const row = (name: string, arrivals: number, i: number) => ({
  key: name,
  name,
  arrivals,
  taken: Math.round(arrivals * 0.8),
  contacted: Math.round(arrivals * 0.6),
  opportunities: Math.round(arrivals * 0.25),
  won: Math.round(arrivals * (0.18 - i * 0.03)),
  conversion_ppm: Math.round(1_000_000 * (0.18 - i * 0.03)),
  first_contact_median_minutes: 40 + i * 260,
});

const analysis = {
  total: {
    ...row("", 864, 0),
    taken: 702,
    contacted: 566,
    opportunities: 214,
    won: 121,
  },
  by_source: ["老客转介绍", "到店扫码", "抖音直播", "小红书", "Website"].map((name, i) =>
    row(name, 260 - i * 44, i),
  ),
  by_staff: ["林晓帆", "陈静怡", "Alexandra Montgomery-Fitzgerald", "周航"].map((name, i) =>
    row(name, 240 - i * 31, i),
  ),
  by_grade: ["A", "B", "C", "D"].map((name, i) => row(name, 120 + i * 90, i)),
};

const incentives: Body[] = [
  {
    id: "1",
    name: "A 级首单礼",
    purpose: "lead",
    grade: "A",
    points_points: 20000,
    days_after_entering: 14,
    status: "active",
    version: 1,
  },
  {
    id: "2",
    name: "转介绍首单",
    purpose: "lead",
    source: "老客转介绍",
    points_points: 10000,
    status: "disabled",
    version: 1,
  },
];
const selections: Body[] = [
  {
    id: "1",
    name: "十一月直播 B 级以上",
    conditions: { grade: "B", source: "抖音直播", state: "public" },
    size: 86,
    remaining: 40,
    created_at: store.instant(store.now() - 86_400_000),
    created_by_name: "林晓帆",
  },
];

export function answerGrading(
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): Reply | undefined {
  if (/^\/v1\/customers\/\d+\/grade$/.test(path)) {
    return ok({
      customer_id: path.split("/")[3],
      grade: body.grade ?? "B",
      given_by: method === "POST" && body.grade ? "hand" : "rule",
      score_hundredths: 6800,
      reason: body.reason,
      parts: [
        { kind: "source", value: "抖音直播", score: 45, weight_ppm: 400_000 },
        { kind: "interest", value: "抗衰护理", score: 100, weight_ppm: 350_000 },
        { kind: "follow_ups", value: "3", score: 60, weight_ppm: 250_000 },
      ],
      graded_at: store.instant(store.now() - 3_600_000),
      graded_by_name: "林晓帆",
    });
  }
  const [, , , kind, id, what] = path.split("/");
  const purpose = query.get("purpose") ?? "lead";
  if (kind === "schemes") {
    if (id === "current") return ok(version(purpose, 2, "按上季度成交校准"));
    if (id === "dry_run")
      return ok({
        counts: ["A", "B", "C", "D"].map((grade, i) =>
          Object.fromEntries([
            ["grade", grade],
            ["now", 120 + i * 60],
            // biome-ignore lint/suspicious/noThenProperty: the name the API gives it
            ["then", 90 + i * 75],
          ]),
        ),
      });
    if (method === "POST") return ok({ ...version(purpose, 3, ""), scheme: body }, 201);
    return page([version(purpose, 2, "按上季度成交校准"), version(purpose, 1, "首版")], query);
  }
  if (kind === "apply") return ok({ graded: 864, changed: 92 });
  if (kind === "analysis") return ok(analysis);
  if (kind === "incentives") {
    if (method === "GET") return page(incentives, query);
    return ok({ ...incentives[0], ...body }, method === "POST" ? 201 : 200);
  }
  if (kind === "selections") {
    if (!id && method === "GET") return page(selections, query);
    if (!id) {
      const made = {
        ...body,
        id: String(selections.length + 1),
        size: 42,
        remaining: 42,
        created_at: store.instant(store.now()),
      };
      selections.unshift(made);
      return ok(made, 201);
    }
    if (what === "customers") return page(store.rows.slice(0, 30), query);
    if (what === "assign")
      return ok({
        done: 40,
        refused: 2,
        remaining: 0,
      });
    return method === "DELETE" ? { status: 204 } : ok(selections[0]);
  }
  return undefined;
}
