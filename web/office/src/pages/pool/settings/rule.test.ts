import type { PoolRule } from "@shared/api/poolTypes";
import { describe, expect, test } from "vitest";
import { changesBetween, kFirstRule, toRule } from "./rule";

describe("what is sent of a rule", () => {
  test("empty limits are left out, empty durations are none", () => {
    const rule = toRule({
      ...kFirstRule,
      hold_limit: null,
      follow_up_days: undefined,
      max_days: 90,
      cooldown_days: null as unknown as number,
    });
    expect("hold_limit" in rule).toBe(false);
    expect("follow_up_days" in rule).toBe(false);
    expect(rule.max_days).toBe(90);
    expect(rule.cooldown_days).toBe(0);
  });

  test("zero is a limit, not its absence", () => {
    expect(toRule({ ...kFirstRule, daily_claim_limit: 0 }).daily_claim_limit).toBe(0);
  });

  test("negative days are sent as they are: the server refuses them by name", () => {
    expect(toRule({ ...kFirstRule, follow_up_days: -1 }).follow_up_days).toBe(-1);
  });

  test("reminders go from early to late, each once", () => {
    expect(toRule({ ...kFirstRule, remind_before_hours: [4, 48, 24, 48] }).remind_before_hours).toEqual([
      48, 24, 4,
    ]);
  });

  test("rows without a grade or role are no rows, their empty cells no limits", () => {
    const rule = toRule({
      ...kFirstRule,
      grade_limits: [
        { grade: " A ", follow_up_days: 3, deal_days: null },
        { grade: " ", max_days: 1 },
      ],
      role_limits: [{ role_id: "", hold_limit: 3 }, { role_id: "2" }],
    });
    expect(rule.grade_limits).toEqual([{ grade: "A", follow_up_days: 3 }]);
    expect(rule.role_limits).toEqual([{ role_id: "2" }]);
  });

  test("a note of spaces is none", () => {
    expect("note" in toRule({ ...kFirstRule, note: "  " })).toBe(false);
    expect(toRule({ ...kFirstRule, note: " 收紧 " }).note).toBe("收紧");
  });
});

test.each<[Partial<PoolRule>, Partial<PoolRule>, string[]]>([
  [{}, {}, []],
  [{ hold_limit: null }, {}, []],
  [{ note: "a" }, { note: "b" }, []],
  [{ max_days: 90 }, { max_days: 60 }, ["max_days"]],
  [{}, { max_days: 60 }, ["max_days"]],
  [{ grade_limits: [{ grade: "A", max_days: 3 }] }, { grade_limits: [{ max_days: 3, grade: "A" }] }, []],
  [{ grade_limits: [{ grade: "A" }] }, { grade_limits: [] }, ["grade_limits"]],
  [{ remind_before_hours: [48] }, { remind_before_hours: [48, 24] }, ["remind_before_hours"]],
])("from %j to %j changes %j", (before, after, fields) => {
  const changes = changesBetween({ ...kFirstRule, ...before }, { ...kFirstRule, ...after });
  expect(changes.map((one) => one.field)).toEqual(fields);
});
