import type { News, Telling } from "@app/module";

/** Every event of the pool: what is read again, and what the person concerned is told. */
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const kPool = ["pool", "pools"];

const tell =
  (group: string, path: (data: Readonly<Record<string, unknown>>) => string, say: Telling["text"]) =>
  (data: Readonly<Record<string, unknown>>): Telling => ({ group, path: path(data), text: say });

const mine = (data: Readonly<Record<string, unknown>>) =>
  data.customer_id ? `/pool/mine?open=${encodeURIComponent(text(data.customer_id))}` : "/pool/mine";

export const news: Readonly<Record<string, News>> = {
  "pool.arrived": {
    refresh: kPool,
    tell: tell(
      "pool.arrived",
      () => "/pool",
      (t, n) => t("pool.news.arrived", { n }),
    ),
  },
  "pool.moved": { refresh: [...kPool, "customer"] },
  "pool.assigned": {
    refresh: [...kPool, "notices", "customers"],
    tell: (data) => ({
      group: "pool.assigned",
      path: mine(data),
      text: (t, n) =>
        n > 1 ? t("pool.news.assignedMany", { n }) : t("pool.news.assigned", { name: text(data.name) }),
    }),
  },
  "pool.reminder": {
    refresh: ["pool", "notices"],
    tell: tell("pool.reminder", mine, (t, n) => t("pool.news.reminder", { n })),
  },
  "pool.returned": {
    refresh: [...kPool, "notices", "tasks"],
    tell: tell(
      "pool.returned",
      () => "/pool/mine",
      (t, n) => t("pool.news.returned", { n }),
    ),
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
