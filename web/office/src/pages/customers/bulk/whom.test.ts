import { expect, test } from "vitest";
import { whomOf } from "./whom";

const candidates = { ids: ["1", "2"], filters: { q: "林", tag_id: "7" }, total: 30, isExact: true };

test("those chosen are named one by one", () => {
  expect(whomOf("chosen", candidates)).toEqual({ selection: "chosen", customer_ids: ["1", "2"] });
});

test("all of the list are asked for as the list was, and nobody is named", () => {
  expect(whomOf("asked", candidates)).toEqual({
    selection: "asked",
    parameters: [
      { name: "q", value: "林" },
      { name: "tag_id", value: "7" },
    ],
  });
});
