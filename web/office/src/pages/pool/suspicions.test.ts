import type { Suspicion } from "@shared/api/poolTypes";
import { expect, test } from "vitest";
import { linesOf } from "./suspicions";

const one = (kind: Suspicion["kind"], staff_id: string, count: number, more: Partial<Suspicion> = {}) =>
  ({ kind, staff_id, staff_name: staff_id, count, customer_ids: [], ...more }) as Suspicion;

test("texts somebody repeated stand on one line, everything else on its own", () => {
  const lines = linesOf([
    one("pair", "1", 4, { other_staff_id: "2", customer_ids: ["7"] }),
    one("alike_follow_ups", "1", 5),
    one("pair", "1", 3, { other_staff_id: "3" }),
    one("alike_follow_ups", "2", 6),
    one("alike_follow_ups", "1", 3),
  ]);
  expect(
    lines.map(({ kind, staff_id, other_staff_id, groups, count }) => [
      kind,
      staff_id,
      other_staff_id,
      groups,
      count,
    ]),
  ).toEqual([
    ["pair", "1", "2", 1, 4],
    ["alike_follow_ups", "1", undefined, 2, 8],
    ["pair", "1", "3", 1, 3],
    ["alike_follow_ups", "2", undefined, 1, 6],
  ]);
  expect(lines[0]?.customer_ids).toEqual(["7"]);
});
