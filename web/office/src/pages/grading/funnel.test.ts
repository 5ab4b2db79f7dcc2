import type { AnalysisRow } from "@shared/api/grading";
import { expect, test } from "vitest";
import { funnelOf } from "./funnel";

const row = (arrivals: number, taken: number, contacted: number, opportunities: number, won: number) =>
  ({ arrivals, taken, contacted, opportunities, won }) as AnalysisRow;

test("each step has its share of all and of the one before", () => {
  const steps = funnelOf(row(200, 100, 50, 10, 5));
  expect(steps.map((one) => one.ofAllPpm)).toEqual([1_000_000, 500_000, 250_000, 50_000, 25_000]);
  expect(steps.map((one) => one.ofBeforePpm)).toEqual([1_000_000, 500_000, 500_000, 200_000, 500_000]);
});

test("nobody is no share, and a sale without an opportunity is no more than all", () => {
  expect(funnelOf(row(0, 0, 0, 0, 0)).map((one) => one.ofAllPpm)).toEqual([0, 0, 0, 0, 0]);
  const [, , , opportunity, won] = funnelOf(row(2, 2, 2, 0, 3));
  expect(opportunity?.ofBeforePpm).toBe(0);
  expect(won?.ofBeforePpm).toBe(0);
  expect(won?.ofAllPpm).toBe(1_000_000);
});
