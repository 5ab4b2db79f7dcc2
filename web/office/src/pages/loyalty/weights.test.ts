import { expect, test } from "vitest";
import { advised, differing, type Suggestion } from "./weights";

const row = (weight_ppm: number, suggested_weight_ppm?: number): Suggestion => ({
  service_type_id: `${weight_ppm}`,
  name: "Care",
  lines_count: suggested_weight_ppm === undefined ? 0 : 3,
  weight_ppm,
  ...(suggested_weight_ppm === undefined ? {} : { suggested_weight_ppm }),
});

test("a service type that sold nothing is advised nothing", () => {
  expect(advised(row(200_000))).toBe(false);
  expect(advised(row(200_000, 200_000))).toBe(false);
  expect(advised(row(200_000, 0))).toBe(true);
});

test("only what differs by half a percent or more is chosen from the start", () => {
  const rows = [row(200_000), row(200_000, 204_999), row(200_000, 205_000), row(300_000, 120_000)];
  expect(differing(rows)).toEqual([rows[2], rows[3]]);
});
