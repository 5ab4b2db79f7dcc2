import { Problem } from "@shared/api/problem";
import type { CustomerListItem, Product, SaleDocument } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { isPhoneLike, look, type Sources, splitTimes } from "./looking";
import { veiledCard, veiledPhone } from "./names";

const product = (sku: string) => ({ id: sku, sku, name: sku }) as Product;
const customer = (name: string) => ({ id: name, name }) as CustomerListItem;

function sources(known: {
  products?: Record<string, string>;
  members?: Record<string, string>;
  named?: string[];
  people?: string[];
  lost?: string[];
  sold?: string[];
}) {
  const asked: string[] = [];
  const none = () => new Problem({ status: 404, reason: "none" });
  const made: Sources = {
    product: async (code) => {
      asked.push(`product ${code}`);
      const sku = known.products?.[code];
      if (!sku) throw none();
      return product(sku);
    },
    member: async (code) => {
      asked.push(`member ${code}`);
      if (known.lost?.includes(code)) throw new Problem({ status: 409, reason: "customers.card_frozen" });
      const name = known.members?.[code];
      if (!name) throw new Problem({ status: 400, reason: "customers.code_unreadable" });
      return { customer: customer(name) };
    },
    products: async (q) => {
      asked.push(`products ${q}`);
      return (known.named ?? []).map(product);
    },
    sale: async (code) => {
      asked.push(`sale ${code}`);
      if (!known.sold?.includes(code)) throw none();
      return { sale: { sale_id: code } } as SaleDocument;
    },
    members: async (q) => {
      asked.push(`members ${q}`);
      return (known.people ?? []).map(customer);
    },
  };
  return { asked, made };
}

const typed = { membersOnly: false, scanned: false };
const scanned = { membersOnly: false, scanned: true };

describe("what a text means", () => {
  test("a barcode is asked for as a product first", async () => {
    const s = sources({ products: { "690102": "A" }, members: { "690102": "M" } });
    expect(await look("690102", scanned, s.made)).toMatchObject({ is: "product", quantity: 1 });
    expect(s.asked).toEqual(["product 690102"]);
  });

  test("a mobile number is asked for as a member first", async () => {
    const s = sources({ products: { "13812345678": "A" }, members: { "13812345678": "M" } });
    expect(await look(" 13812345678 ", typed, s.made)).toMatchObject({ is: "member" });
    expect(s.asked).toEqual(["member 13812345678"]);
  });

  test("a stripe is a member or nothing", async () => {
    const s = sources({});
    expect(await look(";8600=2512?", scanned, s.made)).toMatchObject({ is: "nothing" });
    expect(s.asked).toEqual(["member ;8600=2512?"]);
  });

  test("a card number is found although it looks like a product's code", async () => {
    const s = sources({ members: { "86001003": "M" } });
    expect(await look("86001003", scanned, s.made)).toMatchObject({ is: "member" });
  });

  test("typed words search, scanned ones don't", async () => {
    const s = sources({ named: ["A", "B"] });
    expect(await look("cream", typed, s.made)).toMatchObject({ is: "products", quantity: 1 });
    expect(await look("cream", scanned, s.made)).toMatchObject({ is: "nothing" });
  });

  test("the only find of a search is taken", async () => {
    const s = sources({ named: ["A"] });
    expect(await look("2*cream", typed, s.made)).toMatchObject({ is: "product", quantity: 2 });
    expect(s.asked.at(-1)).toBe("products cream");
  });

  test("a name no product has is looked for among members", async () => {
    const s = sources({ people: ["王梓涵"] });
    expect(await look("王", typed, s.made)).toMatchObject({ is: "members" });
  });

  test("an unknown phone can be registered, without a search for goods", async () => {
    const s = sources({ named: ["A"] });
    expect(await look("138 1234 5678", typed, s.made)).toEqual({
      is: "nothing",
      text: "138 1234 5678",
      phoneLike: true,
    });
  });

  test("asked for a member, goods are left alone", async () => {
    const s = sources({ products: { "1": "A" }, people: ["x"] });
    expect(await look("1", { membersOnly: true, scanned: false }, s.made)).toMatchObject({ is: "members" });
    expect(s.asked).toEqual(["member 1", "members 1"]);
  });

  test("a lost card is refused, not unknown", async () => {
    const s = sources({ lost: ["86009"] });
    expect(await look("86009", scanned, s.made)).toMatchObject({
      is: "refused",
      problem: { reason: "customers.card_frozen" },
    });
  });

  test("the code of a receipt is a sale, before anything else is asked", async () => {
    const s = sources({ sold: ["1001.2002", "-7.2003"], products: { "1001.2002": "A" } });
    expect(await look("1001.2002", scanned, s.made)).toMatchObject({ is: "sale" });
    expect(await look(" -7.2003 ", typed, s.made)).toMatchObject({ is: "sale" });
    expect(s.asked).toEqual(["sale 1001.2002", "sale -7.2003"]);
  });

  test("a product may be numbered like a receipt that doesn't exist", async () => {
    const s = sources({ products: { "10.5": "A" } });
    expect(await look("10.5", scanned, s.made)).toMatchObject({ is: "product" });
    expect(s.asked).toEqual(["sale 10.5", "product 10.5"]);
  });

  test.each([
    ["another system's number", "T-0001", typed, "sale", ["product T-0001", "member T-0001", "sale T-0001"]],
    ["a scanned one", "T-0001", scanned, "sale", ["product T-0001", "member T-0001", "sale T-0001"]],
    ["words, which number nothing", "cream", typed, "nothing", ["product", "member", "products", "members"]],
    ["a phone, which is no sale", "13812345678", scanned, "nothing", ["member", "product"]],
  ])("of %s a sale is asked for last", async (_, text, how, is, asked) => {
    const s = sources({ sold: ["T-0001"] });
    expect(await look(text, how, s.made)).toMatchObject({ is });
    expect(s.asked.map((one, i) => (asked[i]?.includes(" ") ? one : one.split(" ")[0]))).toEqual(asked);
  });

  test("nobody is looked for among sales while a member is wanted", async () => {
    const s = sources({ sold: ["1001.2002"] });
    expect(await look("1001.2002", { membersOnly: true, scanned: true }, s.made)).toMatchObject({
      is: "nothing",
    });
    expect(s.asked).toEqual(["member 1001.2002"]);
  });

  test("who may not read sales scans goods all the same", async () => {
    const s = sources({ products: { "1": "A" }, sold: ["1001.2002"] });
    const made = { ...s.made, sale: undefined };
    expect(await look("1001.2002", scanned, made)).toMatchObject({ is: "nothing" });
    expect(await look("1", scanned, made)).toMatchObject({ is: "product" });
  });

  test("who may not read customers still sells", async () => {
    const s = sources({ products: { "1": "A" } });
    const made = { ...s.made, member: undefined, members: undefined };
    expect(await look("13812345678", typed, made)).toMatchObject({ is: "nothing" });
    expect(await look("1", typed, made)).toMatchObject({ is: "product" });
  });
});

test.each([
  ["3*6901", 3, "6901"],
  ["12×SK-1", 12, "SK-1"],
  ["2x cream", 1, "2x cream"],
  ["0*6901", 1, "0*6901"],
  ["12345*1", 1, "12345*1"],
  ["6901", 1, "6901"],
  ["3*", 1, "3*"],
])("%s is %d of %s", (text, quantity, code) => {
  expect(splitTimes(text)).toEqual({ quantity, code });
});

test.each([
  ["13812345678", true],
  ["+86 138 1234 5678", true],
  ["+14155550123", true],
  ["6901028340001", false],
  ["12345678901", false],
  ["1381234567", false],
])("%s looks like a phone: %s", (text, yes) => {
  expect(isPhoneLike(text)).toBe(yes);
});

test.each([
  ["+8613812345678", "138****5678"],
  ["13812345678", "138****5678"],
  ["138****5678", "138****5678"],
  ["+86138****5678", "138****5678"],
  ["+14155550123", "141****0123"],
  ["12345", "****"],
])("%s is shown at a till as %s", (phone, shown) => {
  expect(veiledPhone(phone)).toBe(shown);
});

test.each([
  ["8600 1001 2002", "**** 2002"],
  ["8600****2002", "8600****2002"],
])("card %s is shown at a till as %s", (card, shown) => {
  expect(veiledCard(card)).toBe(shown);
});
