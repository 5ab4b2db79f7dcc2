import { Problem } from "@shared/api/problem";
import type { SaleDocument, SaleRequest } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import type { Keeping } from "./keeping";
import { again, asOffline, countKept, decided, inOrder, type KeptSale, nextToSend } from "./kept";
import { sendKept } from "./sending";

const kNow = Date.parse("2026-11-21T10:00:00Z");
const at = (minutes: number) => new Date(kNow + minutes * 60_000).toISOString();

function kept(key: string, change: Partial<KeptSale> = {}): KeptSale {
  const request = { store_id: "3", lines: [], payments: [], expected_payable_minor: 100 } as SaleRequest;
  return {
    key,
    request: asOffline(request, at(-30)),
    told: { sale: { customer_id: "", sale_id: "" } } as SaleDocument,
    staffId: "1",
    staffName: "林晓帆",
    madeAt: at(-30),
    state: "waiting",
    tries: 0,
    ...change,
  };
}

function memory(sales: KeptSale[]): Keeping & { get: (key: string) => KeptSale | undefined } {
  const rows = new Map(sales.map((sale) => [sale.key, sale]));
  return {
    all: async () => [...rows.values()],
    put: async (sale) => void rows.set(sale.key, sale),
    remove: async (key) => void rows.delete(key),
    get: (key) => rows.get(key),
  };
}

/** A server that counts each key once, and may lose its answer. */
function server(script: Record<string, (Problem | "lost" | "ok")[]> = {}) {
  const recorded = new Map<string, string>();
  const sent: { key: string; words: string }[] = [];
  const sell = async (request: SaleRequest, key: string): Promise<SaleDocument> => {
    const words = JSON.stringify(request);
    sent.push({ key, words });
    const step = script[key]?.shift() ?? "ok";
    if (step instanceof Problem) throw step;
    if (recorded.has(key) && recorded.get(key) !== words)
      throw new Problem({ status: 422, reason: "request.idempotency_mismatch" });
    recorded.set(key, words);
    if (step === "lost") throw new Problem({ status: 0, reason: "client.unreachable" });
    return { sale: { customer_id: "7", sale_id: `s-${key}` } } as SaleDocument;
  };
  return { sell, sent, recorded };
}

const run = (keeping: Keeping, sell: (r: SaleRequest, k: string) => Promise<SaleDocument>) =>
  sendKept({ keeping, sell, now: () => kNow, staffId: "1" });

describe("sales kept without a network", () => {
  test("say which prices were shown, so that a price raised meanwhile doesn't turn them away", () => {
    const request = {
      store_id: "3",
      lines: [
        { product_id: "1", quantity: 2 },
        { product_id: "2", quantity: 1, unit_price_minor: 500 },
      ],
      payments: [],
      expected_payable_minor: 2500,
    } as unknown as SaleRequest;
    const sent = asOffline(request, at(-30), [{ unit_price_minor: 1000 }, { unit_price_minor: 700 }]);
    expect(sent.lines.map((line) => line.unit_price_minor)).toEqual([1000, 500]);
    expect(sent).toMatchObject({ offline: true, sold_at: at(-30) });
  });

  test("are sent oldest first, and each is marked with the number the server gave", async () => {
    const keeping = memory([kept("b", { madeAt: at(-5) }), kept("a", { madeAt: at(-9) })]);
    const { sell, sent } = server();
    expect(await run(keeping, sell)).toMatchObject({ sent: 2, refused: 0, stopped: undefined });
    expect(sent.map((one) => one.key)).toEqual(["a", "b"]);
    expect(keeping.get("a")).toMatchObject({ state: "sent", sale: { sale_id: "s-a" }, settledAt: at(0) });
  });

  test("a lost answer sends the same words with the same key, and the sale counts once", async () => {
    const keeping = memory([kept("a")]);
    const { sell, sent, recorded } = server({ a: ["lost"] });
    const first = await run(keeping, sell);
    expect(first.stopped?.status).toBe(0);
    expect(keeping.get("a")?.state).toBe("waiting");
    await run(keeping, sell);
    expect(keeping.get("a")?.state).toBe("sent");
    expect(new Set(sent.map((one) => one.key + one.words)).size).toBe(1);
    expect(recorded.size).toBe(1);
  });

  test.each([0, 401, 408, 429, 500, 502, 503])("status %i is no refusal: it waits", async (status) => {
    const keeping = memory([kept("a"), kept("b", { madeAt: at(-1) })]);
    const { sell, sent } = server({ a: [new Problem({ status, reason: "any" })] });
    expect((await run(keeping, sell)).stopped?.status).toBe(status);
    expect(keeping.get("a")).toMatchObject({ state: "waiting", tries: 1 });
    expect(sent).toHaveLength(1);
  });

  test.each([400, 403, 404, 409, 422])(
    "status %i is kept with its reason, the next one goes on",
    async (status) => {
      const keeping = memory([kept("a"), kept("b", { madeAt: at(-1) })]);
      const { sell } = server({
        a: [new Problem({ status, reason: "sales.product_unknown", detail: "SK-1", field: "lines[0]" })],
      });
      expect(await run(keeping, sell)).toMatchObject({ sent: 1, refused: 1 });
      expect(keeping.get("a")).toMatchObject({
        state: "refused",
        refusal: { reason: "sales.product_unknown", detail: "SK-1", field: "lines[0]" },
      });
      expect(keeping.get("b")?.state).toBe("sent");
    },
  );

  test("one whose answer was lost before it could say so, says that it was made offline once the price has changed", async () => {
    const { offline: _, sold_at: __, ...plain } = kept("a").request;
    const keeping = memory([kept("a", { request: plain as SaleRequest })]);
    const changed = new Problem({ status: 409, reason: "sales.payable_changed" });
    const { sell, sent } = server({ a: [changed] });
    expect(await run(keeping, sell)).toMatchObject({ sent: 1, refused: 0 });
    expect(JSON.parse(sent[1]?.words ?? "")).toMatchObject({ offline: true, sold_at: at(-30) });
  });

  test("a changed price of one that said so already is a refusal, not a loop", async () => {
    const changed = () => new Problem({ status: 409, reason: "sales.payable_changed" });
    const keeping = memory([kept("a")]);
    const { sell, sent } = server({ a: [changed(), changed()] });
    expect(await run(keeping, sell)).toMatchObject({ refused: 1 });
    expect(sent).toHaveLength(1);
  });

  test("another person's sales wait for that person", async () => {
    const keeping = memory([kept("a", { staffId: "2" })]);
    const { sell, sent } = server();
    await run(keeping, sell);
    expect(sent).toHaveLength(0);
  });

  test("sent ones are forgotten after a week, unsent ones never", async () => {
    const old = "2026-01-01T00:00:00Z";
    const keeping = memory([
      kept("sent", { state: "sent", settledAt: old }),
      kept("dropped", { state: "dropped", settledAt: at(-60) }),
      kept("refused", { state: "refused", madeAt: old }),
      kept("waiting", { staffId: "2", madeAt: old }),
    ]);
    await run(keeping, server().sell);
    expect((await keeping.all()).map((one) => one.key)).toEqual(["dropped", "refused", "waiting"]);
  });
});

describe("what a person decides about a refused one", () => {
  const bad = kept("a", { state: "refused", refusal: { reason: "x", detail: "", at: at(0) } });

  test("again means waiting, and only a refused one can be decided about", () => {
    expect(again(bad).state).toBe("waiting");
    expect(decided(bad, "dropped", at(1))).toMatchObject({ state: "dropped", settledAt: at(1) });
    expect(decided(kept("b"), "dropped", at(1)).state).toBe("waiting");
    expect(again(kept("b", { state: "sent" })).state).toBe("sent");
  });

  test("what needs a person stands first", () => {
    const all = [kept("w"), kept("s", { state: "sent" }), bad];
    expect(inOrder(all).map((one) => one.state)).toEqual(["refused", "waiting", "sent"]);
    expect(countKept(all)).toEqual({ waiting: 1, refused: 1 });
    expect(nextToSend(all, "1")?.key).toBe("w");
  });
});
