import { describe, expect, test } from "vitest";
import type { Page } from "../../api/types";
import { loadPage } from "./loadPage";
import type { ListParams } from "./useList";

/** A server that answers these pages, the cursor being the number of the next. */
function serverOf(pages: readonly Page<number>[]) {
  const asked: ListParams[] = [];
  const load = async (params: ListParams) => {
    asked.push(params);
    return pages[Number(params.cursor ?? 0)] ?? { items: [] };
  };
  return { asked, load };
}
const signal = new AbortController().signal;

describe("a page of a list", () => {
  test("that is full is asked for once", async () => {
    const { asked, load } = serverOf([{ items: [1, 2], next_cursor: "1", total: 9, total_is_exact: true }]);
    const page = await loadPage(load, { limit: 2 }, signal);
    expect(page).toEqual({ items: [1, 2], next_cursor: "1", total: 9, total_is_exact: true });
    expect(asked).toHaveLength(1);
  });

  test("is put together from several that ended early, and asks only for what it lacks", async () => {
    const { asked, load } = serverOf([
      { items: [1], next_cursor: "1", total: 1, total_is_exact: false },
      { items: [], next_cursor: "2" },
      { items: [2, 3], next_cursor: "3" },
    ]);
    const page = await loadPage(load, { limit: 3 }, signal);
    expect(page).toEqual({ items: [1, 2, 3], next_cursor: "3", total: 3, total_is_exact: false });
    expect(asked.map(({ cursor, limit }) => [cursor, limit])).toEqual([
      [undefined, 3],
      ["1", 2],
      ["2", 2],
    ]);
  });

  test("has an exact total once everything was looked through", async () => {
    const { load } = serverOf([
      { items: [1], next_cursor: "1", total: 1, total_is_exact: false },
      { items: [2] },
    ]);
    expect(await loadPage(load, { limit: 3 }, signal)).toEqual({
      items: [1, 2],
      next_cursor: undefined,
      total: 2,
      total_is_exact: true,
    });
  });

  test("ends after a while, with the way to go on", async () => {
    const { asked, load } = serverOf(
      Array.from({ length: 100 }, (_, i) => ({ items: [], next_cursor: String(i + 1) })),
    );
    const page = await loadPage(load, { limit: 3 }, signal);
    expect(page.items).toEqual([]);
    expect(page.next_cursor).toBe(String(asked.length));
    expect(asked.length).toBeLessThan(50);
  });
});
