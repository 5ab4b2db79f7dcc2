import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { News } from "../module";
import { createNewsroom, kGatherMs } from "./newsroom";

const text = (_: unknown, n: number) => `${n}`;
const arrived: News = {
  refresh: ["pool", "pools"],
  tell: (data) => ({
    group: "arrived",
    text,
    path: () => "/pool",
    ...(typeof data.count === "number" ? { count: data.count } : {}),
  }),
};
const silent: News = { refresh: ["sales"] };

function room() {
  const refreshed: string[] = [];
  const told: string[] = [];
  const made = createNewsroom({
    refresh: (first) => refreshed.push(first),
    tell: (telling, count) => told.push(`${telling.group} ${count}`),
    listener: { can: () => true, read: (_, load) => load() },
  });
  return { made, refreshed, told };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("what the server tells by itself", () => {
  test("is gathered: a burst is one reading again and one notice of each group", async () => {
    const { made, refreshed, told } = room();
    for (let i = 0; i < 40; ++i) made.hear(arrived, {});
    made.hear(silent, {});
    expect([refreshed, told]).toEqual([[], []]);
    await vi.advanceTimersByTimeAsync(kGatherMs);
    expect(refreshed).toEqual(["pool", "pools", "sales"]);
    expect(told).toEqual(["arrived 40"]);
    made.hear(arrived, {});
    await vi.advanceTimersByTimeAsync(kGatherMs);
    expect(told).toEqual(["arrived 40", "arrived 1"]);
  });

  test("counts what one event stands for", async () => {
    const { made, told } = room();
    made.hear(arrived, { count: 61 });
    made.hear(arrived, {});
    await vi.advanceTimersByTimeAsync(kGatherMs);
    expect(told).toEqual(["arrived 62"]);
  });

  test.each<[string, News["concerns"], string[]]>([
    ["says nothing of it", undefined, ["arrived 2"]],
    ["says yes", () => true, ["arrived 2"]],
    ["says no", () => false, []],
    ["says yes later", () => Promise.resolve(true), ["arrived 2"]],
    ["says no later", () => Promise.resolve(false), []],
    ["knows it of each", (data) => data.pool_id === "1", ["arrived 1"]],
    ["can't find out", () => Promise.reject(new Error("no network")), []],
    [
      "breaks",
      () => {
        throw new Error("broken");
      },
      [],
    ],
  ])("is told where its module %s, and always read again", async (_, concerns, expected) => {
    const { made, refreshed, told } = room();
    const news = { ...arrived, ...(concerns ? { concerns } : {}) };
    made.hear(news, { pool_id: "1" });
    made.hear(news, { pool_id: "2" });
    await vi.advanceTimersByTimeAsync(kGatherMs);
    expect(told).toEqual(expected);
    expect(refreshed).toEqual(["pool", "pools"]);
  });

  test("is told nobody who has left", async () => {
    const { made, refreshed, told } = room();
    made.hear(arrived, {});
    made.end();
    await vi.advanceTimersByTimeAsync(kGatherMs * 2);
    expect([refreshed, told]).toEqual([[], []]);
  });
});
