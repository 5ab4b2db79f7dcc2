import { makeFormat } from "@shared/format/format";
import { expect, test } from "vitest";
import { type Entry, kEmpty, nextAt, withKind, withPhrase, writeOf } from "./entry";

const format = {
  ...makeFormat({ currency: "CNY", currencyDigits: 2, zone: "Asia/Shanghai", language: "zh" }),
  today: () => "2026-11-21",
};
const entry = (change: Partial<Entry>): Entry => ({ ...kEmpty, text: " 聊了新品 ", ...change });

test.each([
  [{ when: "none" }, undefined],
  [{ when: "tomorrow" }, "2026-11-22T02:00:00.000Z"],
  [{ when: "three" }, "2026-11-24T02:00:00.000Z"],
  [{ when: "week" }, "2026-11-28T02:00:00.000Z"],
  [{ when: "other", at: "2026-12-01 15:30" }, "2026-12-01T07:30:00.000Z"],
  [{ when: "other", at: "" }, undefined],
] as const)("%j is due %s", (change, at) => {
  expect(nextAt(entry(change), format)).toBe(at);
});

test("only what was said is sent", () => {
  expect(writeOf(entry({}), format, "再联系")).toEqual({ kind: "call", text: "聊了新品" });
  expect(writeOf(entry({ result: "interested", when: "tomorrow" }), format, "再联系")).toEqual({
    kind: "call",
    text: "聊了新品",
    result: "interested",
    next_at: "2026-11-22T02:00:00.000Z",
    next_text: "再联系",
  });
  expect(writeOf(entry({ when: "tomorrow", next: " 发图册 " }), format, "x").next_text).toBe("发图册");
  // Words for a next step without a day are no next step.
  expect(writeOf(entry({ next: "发图册" }), format, "x").next_text).toBeUndefined();
});

test("a note has no result", () => {
  expect(withKind(entry({ result: "reached" }), "note").result).toBeUndefined();
  expect(withKind(entry({ result: "reached" }), "visit").result).toBe("reached");
});

test.each([
  ["", "约了到店。", "约了到店。"],
  ["  ", "约了到店。", "约了到店。"],
  ["聊过", "约了到店。", "聊过。 约了到店。"],
  ["聊过。", "约了到店。", "聊过。 约了到店。"],
  ["约了到店。", "约了到店。", "约了到店。"],
])("%j and a phrase make %j", (text, phrase, all) => {
  expect(withPhrase(text, phrase)).toBe(all);
});
