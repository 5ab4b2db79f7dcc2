import type { Page } from "../../api/types";
import type { ListParams, ListSource } from "./useList";

/** Of requests that found less than a page: the server looks at so many records for each, so that none takes long. */
const kMostLooks = 25;

/**
 * One page of the list. Where a condition meets next to nobody among very many, the server ends a page before it is
 * full and says where to go on; the page is put together from several.
 */
export async function loadPage<T>(
  load: ListSource<T>["load"],
  params: ListParams,
  signal: AbortSignal,
): Promise<Page<T>> {
  const first = await load(params, signal);
  const items = [...first.items];
  let next = first.next_cursor;
  for (let looks = 1; next && items.length < params.limit && looks < kMostLooks; looks += 1) {
    const more = await load({ ...params, cursor: next, limit: params.limit - items.length }, signal);
    items.push(...more.items);
    next = more.next_cursor;
  }
  const found = Math.max(first.total ?? 0, items.length);
  return {
    ...first,
    items,
    next_cursor: next,
    ...(first.total === undefined
      ? {}
      : { total: found, total_is_exact: first.total_is_exact || (!params.cursor && !next) }),
  };
}
