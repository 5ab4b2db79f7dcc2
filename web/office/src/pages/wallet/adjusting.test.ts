import { expect, test } from "vitest";
import { adjustmentWrite, signedPoints } from "./adjusting";

test.each([
  ["wallet", "add", { wallet_points: 500 }],
  ["wallet", "take", { wallet_points: -500 }],
  ["combined", "take", { combined_points: -500 }],
  ["both", "add", { wallet_points: 500, combined_points: 500 }],
] as const)("%s, %s", (book, direction, expected) => {
  const write = adjustmentWrite({ book, direction, points: 500, reason: " why " });
  expect(write).toEqual({ ...expected, reason: "why" });
});

test("what can't be read is no amount", () => {
  expect(signedPoints({ direction: "take", points: Number.NaN })).toBeUndefined();
  expect(signedPoints({ direction: "add" })).toBeUndefined();
});
