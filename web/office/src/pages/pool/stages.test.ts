import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import { expect, test } from "vitest";
import { beside, byStage, neighbour } from "./stages";

const card = (customer_id: string, stage: Stage, due_at?: string) =>
  ({ customer_id, stage, due_at }) as PoolCustomer;
const columns = byStage([
  card("late", "fresh", "2026-11-25T00:00:00Z"),
  card("never", "fresh"),
  card("soon", "fresh", "2026-11-22T00:00:00Z"),
  card("only", "interested", "2026-11-22T00:00:00Z"),
]);

test("the most urgent stands on top, those without a date below", () => {
  expect(columns.fresh.map((one) => one.customer_id)).toEqual(["soon", "late", "never"]);
  expect(columns.contacted).toEqual([]);
});

test.each([
  ["soon", "ArrowDown", "late"],
  ["soon", "ArrowUp", undefined],
  ["never", "ArrowDown", undefined],
  // The empty column in between is passed over.
  ["late", "ArrowRight", "only"],
  ["only", "ArrowLeft", "soon"],
  ["only", "ArrowRight", undefined],
  ["nobody", "ArrowDown", undefined],
] as const)("from %s %s leads to %s", (id, key, next) => {
  expect(neighbour(columns, id, key)).toBe(next);
});

test("a stage has one before and one after, the ends have none", () => {
  expect(beside("fresh", 1)).toBe("contacted");
  expect(beside("fresh", -1)).toBeUndefined();
  expect(beside("opportunity", 1)).toBeUndefined();
});
