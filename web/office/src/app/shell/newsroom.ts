import type { Listener, News, NewsData, Telling } from "../module";

/** Many events within this are one reading again, and one notice of each group. */
export const kGatherMs = 800;

export interface NewsroomHooks {
  /** Reads again what begins with this. */
  refresh: (first: string) => void;
  tell: (telling: Telling, count: number) => void;
  listener: Listener;
}

/** Gathers what the server tells by itself, and passes on what concerns the person. */
export function createNewsroom(hooks: NewsroomHooks) {
  const waiting = new Set<string>();
  let heard: { telling: Telling; concerned: Promise<boolean> }[] = [];
  let gather: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const concerned = async (news: News, data: NewsData): Promise<boolean> => {
    try {
      return (await news.concerns?.(data, hooks.listener)) ?? true;
    } catch {
      // What can't be found out is in the lists all the same.
      return false;
    }
  };
  const tellAll = async (all: typeof heard) => {
    const groups = new Map<string, { telling: Telling; count: number }>();
    for (const { telling, concerned: mine } of all) {
      if (!(await mine)) continue;
      const before = groups.get(telling.group)?.count ?? 0;
      groups.set(telling.group, { telling, count: before + (telling.count ?? 1) });
    }
    if (ended) return;
    for (const { telling, count } of groups.values()) hooks.tell(telling, count);
  };
  const flush = () => {
    gather = undefined;
    for (const first of waiting) hooks.refresh(first);
    waiting.clear();
    const all = heard;
    heard = [];
    void tellAll(all);
  };
  return {
    hear: (news: News, data: NewsData) => {
      for (const first of news.refresh) waiting.add(first);
      const telling = news.tell?.(data);
      if (telling) heard.push({ telling, concerned: concerned(news, data) });
      gather ??= setTimeout(flush, kGatherMs);
    },
    end: () => {
      ended = true;
      if (gather) clearTimeout(gather);
    },
  };
}
