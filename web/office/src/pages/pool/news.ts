import type { Listener, News, NewsData, Telling } from "@app/module";
import { pool, pools } from "@shared/api/pool";

/** Every event of the pool: what is read again, whom it concerns, and what he is told. */
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const kPool = ["pool", "pools"];
const kMostPools = 200;

const tell =
  (group: string, path: (data: NewsData, count: number) => string, say: Telling["text"]) =>
  (data: NewsData): Telling => {
    // Of one customer it may count other things, such as his tasks.
    const count = data.customer_id ? undefined : number(data.count);
    return { group, path: (n) => path(data, n), text: say, ...(count === undefined ? {} : { count }) };
  };

const mine = (data: NewsData, count: number) =>
  count === 1 && data.customer_id
    ? `/pool/mine?open=${encodeURIComponent(text(data.customer_id))}`
    : "/pool/mine";

/** Who may claim from this pool, or looks after it; not everybody who may look into pools. */
async function belongsTo(poolId: string, listener: Listener): Promise<boolean> {
  if (!listener.can("pool.claim") && !listener.can("pool.assign")) return false;
  const { items } = await listener.read(["pools of mine"], () => pools.list({ limit: kMostPools }));
  const found = items.find((one) => one.id === poolId);
  if (!found) return false;
  if (found.mine.is_administrator && listener.can("pool.assign")) return true;
  return found.mine.is_member && found.mode === "claimable" && listener.can("pool.claim");
}

const kComingBack = new Set(["give_back", "time_out", "take_back", "leaver"]);
const comesBack = (data: NewsData) => data.state === "public" && kComingBack.has(text(data.kind));

/** Whoever just gave him back may not claim him; nor may others of the same store, if the rule says so. */
async function mayClaim(data: NewsData, listener: Listener): Promise<boolean> {
  if (!(await belongsTo(text(data.pool_id), listener))) return false;
  if (!data.customer_id) return true;
  return (await pool.customer(text(data.customer_id))).may_claim;
}

export const news: Readonly<Record<string, News>> = {
  "pool.arrived": {
    refresh: kPool,
    concerns: (data, listener) => belongsTo(text(data.pool_id), listener),
    tell: tell(
      "pool.arrived",
      () => "/pool",
      (t, n) => t("pool.news.arrived", { n }),
    ),
  },
  "pool.moved": {
    refresh: [...kPool, "customer"],
    concerns: mayClaim,
    tell: (data) =>
      comesBack(data)
        ? tell(
            "pool.back",
            () => "/pool",
            (t, n) => t("pool.news.back", { n }),
          )(data)
        : undefined,
  },
  "pool.assigned": {
    refresh: [...kPool, "notices", "customers"],
    tell: (data) =>
      tell("pool.assigned", mine, (t, n) =>
        n > 1 ? t("pool.news.assignedMany", { n }) : t("pool.news.assigned", { name: text(data.name) }),
      )(data),
  },
  "pool.reminder": {
    refresh: ["pool", "notices"],
    tell: tell("pool.reminder", mine, (t, n) => t("pool.news.reminder", { n })),
  },
  "pool.returned": {
    refresh: [...kPool, "notices", "tasks"],
    // Whoever runs the pool hears of all that went back in a night, without their names.
    tell: (data) =>
      data.customer_id
        ? tell(
            "pool.returned",
            () => "/pool/mine",
            (t, n) => t("pool.news.returned", { n }),
          )(data)
        : tell(
            "pool.swept",
            () => "/pool/board",
            (t, n) => t("pool.notices.returnedMany", { n }),
          )(data),
  },
  "pool.request": {
    refresh: ["pool", "notices"],
    tell: tell(
      "pool.request",
      () => "/pool/requests",
      (t, n) => t("pool.news.request", { n }),
    ),
  },
  "pool.request_answered": {
    refresh: ["pool", "notices"],
    tell: tell("pool.request_answered", mine, (t) => t("pool.news.answered")),
  },
};
