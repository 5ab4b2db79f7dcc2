import { expect, test } from "vitest";
import { base64url, fitted } from "./picture";

test.each([
  [4000, 3000, 640, 480],
  [300, 1280, 150, 640],
  [640, 640, 640, 640],
  [20, 10, 20, 10],
  [90_000, 1, 640, 1],
])("%d × %d becomes %d × %d", (width, height, toWidth, toHeight) => {
  expect(fitted(width, height)).toEqual({ width: toWidth, height: toHeight });
});

test.each([
  [[], ""],
  [[0xff], "_w"],
  [[0xfb, 0xef], "--8"],
  [[1, 2, 3], "AQID"],
])("%j is %j", (bytes, text) => {
  expect(base64url(new Uint8Array(bytes))).toBe(text);
});

test("a picture of some size is written whole", () => {
  expect(base64url(new Uint8Array(100_000))).toHaveLength(Math.ceil((100_000 * 4) / 3));
});
