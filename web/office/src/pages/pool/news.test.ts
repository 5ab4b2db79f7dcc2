import type { Listener, NewsData } from "@app/module";
import { pool, pools } from "@shared/api/pool";
import type { Text } from "@shared/text/i18n";
import { afterEach, describe, expect, test, vi } from "vitest";
import { news } from "./news";

const said = ((key: string, params?: object) =>
  params ? `${key} ${JSON.stringify(params)}` : key) as unknown as Text;

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the person is told of one event, and where it leads. */
function told(topic: string, data: NewsData, count = 1) {
  const telling = news[topic]?.tell?.(data);
  return telling && [telling.text(said, telling.count ?? count), telling.path(count), telling.group];
}

describe("what is told", () => {
  test.each<[string, NewsData, number, string[] | undefined]>([
    [
      "pool.arrived",
      { pool_id: "1", customer_id: "7" },
      2,
      ['pool.news.arrived {"n":2}', "/pool", "pool.arrived"],
    ],
    [
      "pool.assigned",
      { customer_id: "7", name: "王小北" },
      1,
      ['pool.news.assigned {"name":"王小北"}', "/pool/mine?open=7", "pool.assigned"],
    ],
    [
      "pool.assigned",
      { customer_id: "7", name: "王小北" },
      3,
      ['pool.news.assignedMany {"n":3}', "/pool/mine", "pool.assigned"],
    ],
    [
      "pool.reminder",
      { customer_id: "7", stage: 1 },
      1,
      ['pool.news.reminder {"n":1}', "/pool/mine?open=7", "pool.reminder"],
    ],
    // Of one customer `count` says how many of his tasks ended.
    [
      "pool.returned",
      { customer_id: "7", count: 4 },
      1,
      ['pool.news.returned {"n":1}', "/pool/mine", "pool.returned"],
    ],
    [
      "pool.returned",
      { pool_id: "1", count: 61 },
      1,
      ['pool.notices.returnedMany {"n":61}', "/pool/board", "pool.swept"],
    ],
    ["pool.moved", { state: "tracking", kind: "claim", customer_id: "7" }, 1, undefined],
    ["pool.moved", { state: "public", kind: "pool_change", customer_id: "7" }, 1, undefined],
    [
      "pool.moved",
      { state: "public", kind: "give_back", customer_id: "7" },
      1,
      ['pool.news.back {"n":1}', "/pool", "pool.back"],
    ],
    [
      "pool.moved",
      { state: "public", kind: "time_out", count: 61 },
      1,
      ['pool.news.back {"n":61}', "/pool", "pool.back"],
    ],
  ])("%s %j", (topic, data, count, expected) => {
    expect(told(topic, data, count)).toEqual(expected);
  });
});

const mine = (is_member: boolean, is_administrator = false, mode = "claimable") =>
  ({ items: [{ id: "1", mode, mine: { is_member, is_administrator } }] }) as never;

function listening(...permissions: string[]): Listener {
  return { can: (permission) => permissions.includes(permission), read: (_, load) => load() };
}

describe("whom a new public customer concerns", () => {
  test.each([
    ["a member who claims", mine(true), ["pool.read", "pool.claim"], true],
    ["a member who may not claim", mine(true), ["pool.read"], false],
    ["a member of a pool nobody claims from", mine(true, false, "assign_only"), ["pool.claim"], false],
    ["who runs the pool and assigns", mine(false, true, "assign_only"), ["pool.assign"], true],
    ["who sees the pool without belonging to it", mine(false), ["pool.claim", "pool.assign"], false],
    ["a member of another pool", { items: [] } as never, ["pool.claim"], false],
  ])("%s", async (_, answer, permissions, concerned) => {
    vi.spyOn(pools, "list").mockResolvedValue(answer);
    const listener = listening(...permissions);
    expect(await news["pool.arrived"]?.concerns?.({ pool_id: "1" }, listener)).toBe(concerned);
  });

  test.each([
    [true, true],
    [false, false],
  ])("one who came back, whom the person may claim: %s", async (may_claim, concerned) => {
    vi.spyOn(pools, "list").mockResolvedValue(mine(true));
    vi.spyOn(pool, "customer").mockResolvedValue({ may_claim } as never);
    const data = { pool_id: "1", customer_id: "7", state: "public", kind: "give_back" };
    expect(await news["pool.moved"]?.concerns?.(data, listening("pool.claim"))).toBe(concerned);
  });

  test("what the server sends to one person concerns him", () => {
    for (const topic of ["pool.assigned", "pool.reminder", "pool.returned", "pool.request"])
      expect(news[topic]?.concerns, topic).toBeUndefined();
  });
});
