import { expect, test } from "vitest";
import { daysLeft } from "./daysLeft";

const now = Date.parse("2026-11-22T12:00:00Z");

test.each([
  [undefined, undefined],
  ["2026-12-22T12:00:00Z", 30],
  ["2026-12-22T11:59:59Z", 30],
  ["2026-11-22T12:00:01Z", 1],
  ["2026-11-01T00:00:00Z", 0],
])("from %s there are %s days left", (from, left) => {
  expect(daysLeft(from, now)).toBe(left);
});
