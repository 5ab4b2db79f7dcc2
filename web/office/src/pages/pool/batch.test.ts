import { Problem } from "@shared/api/problem";
import { expect, test } from "vitest";
import { refusedCsv, refusedItem } from "./batch";

test("a refusal becomes a line that says why", () => {
  const problem = new Problem({ status: 409, reason: "pool.already_claimed", detail: "taken by 陈静怡" });
  expect(refusedItem("12", problem)).toEqual({
    customer_id: "12",
    status: "refused",
    reason: "pool.already_claimed",
    detail: "taken by 陈静怡",
  });
});

test.each([
  ["plain", '"plain"'],
  ['say "yes"', '"say ""yes"""'],
  ["=1+1", `"'=1+1"`],
  ["-5", `"'-5"`],
  ["@cmd", `"'@cmd"`],
  ["a,b\nc", '"a,b\nc"'],
])("%j is written so that a spreadsheet shows it and runs nothing", (name, cell) => {
  expect(refusedCsv(["h", "i", "j"], [[name, "r", "d"]])).toBe(`\ufeff"h","i","j"\r\n${cell},"r","d"\r\n`);
});
