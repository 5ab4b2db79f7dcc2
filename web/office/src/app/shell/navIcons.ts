import {
  Boxes,
  LayoutGrid,
  type LucideIcon,
  Network,
  Receipt,
  Settings2,
  Sparkles,
  Sprout,
  Users,
  Waves,
} from "lucide-react";
import type { NavGroup } from "../module";

export const groupIcons: Record<NavGroup, LucideIcon> = {
  workbench: LayoutGrid,
  customers: Users,
  pool: Waves,
  development: Sprout,
  goods: Boxes,
  sales: Receipt,
  loyalty: Sparkles,
  organisation: Network,
  system: Settings2,
};

export const groupKeys = {
  workbench: "nav.workbench",
  customers: "nav.customersGroup",
  pool: "nav.poolGroup",
  development: "nav.developmentGroup",
  goods: "nav.goodsGroup",
  sales: "nav.salesGroup",
  loyalty: "nav.loyaltyGroup",
  organisation: "nav.organisationGroup",
  system: "nav.systemGroup",
} as const satisfies Record<NavGroup, string>;
