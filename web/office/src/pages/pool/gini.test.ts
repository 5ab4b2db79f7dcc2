import { expect, test } from "vitest";
import { lorenz, verdict } from "./gini";

test("equal shares lie on the diagonal", () => {
  expect(lorenz([2, 2])).toEqual([
    { x: 0, y: 0 },
    { x: 0.5, y: 0.5 },
    { x: 1, y: 1 },
  ]);
});

test("the poorest come first, and all of it is the end", () => {
  expect(lorenz([6, 0, 2])).toEqual([
    { x: 0, y: 0 },
    { x: 1 / 3, y: 0 },
    { x: 2 / 3, y: 0.25 },
    { x: 1, y: 1 },
  ]);
});

test("nobody, or nothing to share, is no concentration", () => {
  expect(lorenz([])).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ]);
  expect(lorenz([0, 0]).at(1)).toEqual({ x: 0.5, y: 0.5 });
});

test.each([
  [0, "good"],
  [329_999, "good"],
  [330_000, "middle"],
  [499_999, "middle"],
  [500_000, "bad"],
  [1_000_000, "bad"],
] as const)("%d ppm is %s", (ppm, words) => {
  expect(verdict(ppm)).toBe(words);
});
