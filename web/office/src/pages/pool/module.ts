import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { Anchor } from "lucide-react";
import { openPool } from "./commands";
import { news } from "./news";

const module: PageModule = {
  nav: [
    {
      group: "pool",
      path: "/pool",
      label: (t) => t("pool.title"),
      permission: "pool.read",
      go: "u",
      order: 1,
    },
    {
      group: "pool",
      path: "/pool/mine",
      label: (t) => t("pool.mine"),
      permission: "pool.claim",
      go: "m",
      order: 2,
      bottomBar: Anchor,
    },
    {
      group: "pool",
      path: "/pool/stages",
      label: (t) => t("pool.stages"),
      permission: "pool.claim",
      go: "k",
      order: 3,
    },
    {
      group: "pool",
      path: "/pool/board",
      label: (t) => t("pool.board"),
      permission: "pool.assign",
      go: "b",
      order: 20,
    },
    {
      group: "pool",
      path: "/pool/all",
      label: (t) => t("pool.all"),
      permission: "pool.assign",
      order: 21,
    },
    {
      group: "pool",
      path: "/pool/requests",
      label: (t) => t("pool.requests"),
      permission: "pool.approve",
      order: 22,
    },
    {
      group: "development",
      path: "/pool/fairness",
      label: (t) => t("pool.fairness"),
      permission: "pool.report",
      order: 10,
    },
    {
      group: "development",
      path: "/pool/hand_over",
      label: (t) => t("pool.handOver"),
      permission: "pool.assign",
      order: 30,
    },
    {
      group: "development",
      path: "/pools",
      label: (t) => t("pool.settings"),
      permission: "pool.manage",
      order: 40,
    },
  ],
  routes: [
    { path: "pool", load: () => import("./PoolPage"), permission: "pool.read" },
    { path: "pool/mine", load: () => import("./MinePage"), permission: "pool.claim" },
    { path: "pool/stages", load: () => import("./StagesPage"), permission: "pool.claim" },
    { path: "pool/all", load: () => import("./AllPage"), permission: "pool.assign" },
    { path: "pool/board", load: () => import("./BoardPage"), permission: "pool.assign" },
    { path: "pool/requests", load: () => import("./RequestsPage"), permission: "pool.approve" },
    { path: "pool/hand_over", load: () => import("./HandOverPage"), permission: "pool.assign" },
    { path: "pool/fairness", load: () => import("./FairnessPage"), permission: "pool.report" },
    { path: "pools", load: () => import("./settings/PoolsPage"), permission: "pool.manage" },
    { path: "pools/:id", load: () => import("./settings/PoolSettingsPage"), permission: "pool.manage" },
  ],
  commands: [bind(openPool, undefined)],
  news,
  panels: [
    {
      id: "pool",
      place: "side",
      label: (t) => t("pool.panel.title"),
      permission: "pool.read",
      when: (customer) => customer.is_pooled,
      load: () => import("./PoolPanel"),
    },
    {
      id: "moves",
      place: "tab",
      label: (t) => t("pool.panel.history"),
      permission: "pool.read",
      when: (customer) => customer.is_pooled,
      load: () => import("./MovesTab"),
    },
  ],
  header: { permission: "pool.read", load: () => import("./NoticesBell") },
};

export default module;
