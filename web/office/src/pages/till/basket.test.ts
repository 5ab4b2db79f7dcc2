import type { SaleDocument } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import {
  type Action,
  changeOf,
  fromStored,
  kFresh,
  kMostLines,
  kMostQuantity,
  quoteRequest,
  reduce,
  restOf,
  saleRequest,
  type Till,
  type TillMember,
  type TillProduct,
  takenOf,
  toStored,
} from "./basket";

const product = (id: string): TillProduct => ({ id, sku: `S${id}`, name: `P${id}`, price_minor: 1000 });
const member: TillMember = {
  customer: {
    id: "7",
    kind: "person",
    name: "A",
    store_id: "1",
    status: "active",
    source: "till",
    created_at: "",
    version: 1,
    hidden_fields: [],
    tag_ids: [],
    own_values: [],
    consents: [],
  },
};
const tillAfter = (...actions: Action[]): Till => actions.reduce(reduce, kFresh);
const add = (id: string, quantity = 1): Action => ({ do: "add", product: product(id), quantity });
const cash = (amount: number): Action => ({ do: "take", taken: { kind: "cash", amount, received: amount } });
const request = { store_id: "1", lines: [], payments: [], expected_payable_minor: 1000 };

describe("scanning", () => {
  test("the same product again is one more of it, and the current line", () => {
    const till = tillAfter(add("1"), add("2"), add("1", 3));
    expect(till.lines.map((line) => line.quantity)).toEqual([4, 1]);
    expect(till.current).toBe(0);
  });

  test("no quantity and no number of lines grows beyond its limit", () => {
    expect(tillAfter(add("1", 9000), add("1", 9000)).lines[0]?.quantity).toBe(kMostQuantity);
    const many = Array.from({ length: kMostLines + 1 }, (_, i) => add(String(i)));
    expect(tillAfter(...many).lines).toHaveLength(kMostLines);
  });

  test("nothing left of a line removes it, and the line before becomes current", () => {
    const till = tillAfter(add("1"), add("2"), { do: "quantity", index: 1, quantity: 0 });
    expect(till.lines).toHaveLength(1);
    expect(till.current).toBe(0);
    expect(reduce(till, { do: "remove", index: 0 }).current).toBe(-1);
  });

  test("removing a line above keeps the same line current", () => {
    const till = tillAfter(add("1"), add("2"), add("3"), { do: "remove", index: 0 });
    expect(till.lines[till.current]?.product.id).toBe("3");
  });

  test("the current line stays among the lines", () => {
    expect(tillAfter(add("1"), { do: "current", index: 5 }).current).toBe(0);
    expect(tillAfter(add("1"), { do: "current", index: -3 }).current).toBe(0);
    expect(tillAfter({ do: "current", index: 3 }).current).toBe(-1);
  });

  test("the question to the server names store, member and goods", () => {
    expect(quoteRequest(tillAfter(add("1")), undefined)).toBeUndefined();
    expect(quoteRequest(kFresh, "3")).toBeUndefined();
    expect(quoteRequest(tillAfter(add("1", 2), { do: "member", member }), "3")).toEqual({
      store_id: "3",
      customer_id: "7",
      lines: [{ product_id: "1", quantity: 2 }],
    });
  });
});

describe("paying", () => {
  test.each([
    ["cash", 20000, 14980, { amount: 14980, received: 20000 }],
    ["cash", 5000, 14980, { amount: 5000, received: 5000 }],
    ["wechat", 14980, 14980, { amount: 14980, received: 14980 }],
    ["wechat", 14981, 14980, undefined],
    ["card", 0, 14980, undefined],
    ["cash", -5, 14980, undefined],
    ["cash", 100, 0, undefined],
  ] as const)("%s of %d when %d is due", (kind, typed, rest, counted) => {
    expect(takenOf(kind, typed, rest)).toEqual(counted && { kind, ...counted });
  });

  test("several kinds add up, change comes from cash only", () => {
    const paying = tillAfter(add("1"), { do: "pay" });
    const taken: Till = [
      { do: "take", taken: { kind: "wechat", amount: 10000, received: 10000 } } as const,
      { do: "take", taken: { kind: "cash", amount: 4980, received: 5000 } } as const,
    ].reduce(reduce, paying);
    expect(restOf(14980, taken.taken)).toBe(0);
    expect(changeOf(taken.taken)).toBe(20);
    expect(saleRequest({ store_id: "3", lines: [] }, taken.taken, 14980).payments).toEqual([
      { kind: "wechat", amount_minor: 10000 },
      { kind: "cash", amount_minor: 4980 },
    ]);
  });

  test("the same kind twice is one payment", () => {
    const till = tillAfter(add("1"), { do: "pay" }, cash(300), cash(700));
    expect(till.taken).toEqual([{ kind: "cash", amount: 1000, received: 1000 }]);
  });

  test("going back gives the money back", () => {
    expect(tillAfter(add("1"), { do: "pay" }, cash(1000), { do: "back" })).toMatchObject({
      step: "scan",
      taken: [],
    });
  });

  test("there is nothing to pay without goods", () => {
    expect(tillAfter({ do: "pay" }).step).toBe("scan");
  });
});

describe("completing", () => {
  const sent = tillAfter(add("1"), { do: "pay" }, cash(1000), { do: "send", key: "k1", request });

  test("until an answer came nothing changes and the same is sent again", () => {
    for (const action of [
      add("2"),
      { do: "back" },
      { do: "next" },
      cash(5),
      { do: "untake", index: 0 },
    ] as const)
      expect(reduce(sent, action)).toBe(sent);
    const unsure = reduce(sent, { do: "unsure" });
    expect(unsure.attempt).toEqual({ key: "k1", request, unsure: true });
    const again = reduce(unsure, { do: "send", key: "k2", request: { ...request, store_id: "9" } });
    expect(again.attempt).toEqual({ key: "k1", request, unsure: false });
  });

  test("a refusal lets the person go on", () => {
    const refused = reduce(sent, { do: "refused" });
    expect(refused.attempt).toBeUndefined();
    expect(refused.taken).toHaveLength(1);
  });

  test("another amount due means paying anew", () => {
    const changed = reduce(sent, { do: "changed", changed: { before: 1000, after: 900 } });
    expect(changed).toMatchObject({ step: "pay", attempt: undefined, taken: [], changed: { after: 900 } });
    expect(reduce(changed, cash(900)).changed).toBeUndefined();
  });

  test("the next sale starts from nothing", () => {
    const done = reduce(sent, {
      do: "done",
      done: { document: {} as SaleDocument, member, received: 1000, change: 0 },
    });
    expect(done.step).toBe("done");
    expect(reduce(done, { do: "next" })).toEqual({ ...kFresh, round: 1 });
  });
});

describe("a reload", () => {
  test("keeps the goods and the member, not the money", () => {
    const till = tillAfter(add("1", 2), { do: "member", member }, { do: "pay" }, cash(500));
    expect(fromStored(toStored(till) ?? null)).toMatchObject({
      step: "scan",
      member,
      taken: [],
      lines: [{ quantity: 2 }],
    });
  });

  test("keeps what is on its way, as unsure", () => {
    const till = tillAfter(add("1"), { do: "pay" }, cash(1000), { do: "send", key: "k1", request });
    expect(fromStored(toStored(till) ?? null)).toMatchObject({
      step: "pay",
      taken: [{ kind: "cash" }],
      attempt: { key: "k1", request, unsure: true },
    });
  });

  test("nothing is stored of nothing, and nonsense is nothing", () => {
    expect(toStored(kFresh)).toBeUndefined();
    for (const text of [null, "", "{", "[]", '{"lines":5}']) expect(fromStored(text)).toBe(kFresh);
  });
});
