import { Problem } from "@shared/api/problem";
import type { OfflineSale } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { reviewEach, reviewOf } from "./reviewing";

const row = (sale_id: string, difference_minor = 0) => ({ sale_id, difference_minor }) as OfflineSale;

describe("what is said of a sale made without the network", () => {
  test.each([
    [110, "all", undefined, { paid_back_minor: 110 }],
    [110, "nothing", "kept for his next visit", { note: "kept for his next visit" }],
    [-110, "all", undefined, {}],
    [0, undefined, undefined, {}],
  ] as const)("with a difference of %s and %s paid back", (difference, paidBack, note, expected) => {
    expect(reviewOf(row("1", difference), paidBack, note)).toEqual(expected);
  });
});

describe("several reviewed at once", () => {
  const own = new Problem({ status: 403, reason: "sales.review_own_sale", title: "" });
  const away = new Problem({ status: 503, reason: "request.unavailable", title: "" });

  test("a refusal holds up none of the others", async () => {
    const answer = await reviewEach([row("1"), row("2"), row("3")], async ({ sale_id }) => {
      if (sale_id === "2") throw own;
    });
    expect(answer).toEqual({ done: 2, refused: [own] });
  });

  test("a server that stays away ends it, to be sent again", async () => {
    const sent: string[] = [];
    const going = reviewEach([row("1"), row("2"), row("3")], async ({ sale_id }) => {
      sent.push(sale_id);
      if (sale_id === "2") throw away;
    });
    await expect(going).rejects.toBe(away);
    expect(sent).toEqual(["1", "2"]);
  });
});
