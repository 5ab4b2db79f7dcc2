import type { Text } from "@shared/text/i18n";
import type { BoundCommand } from "@shared/ui/command/command";
import type { ComponentType } from "react";

export type NavGroup = "workbench" | "customers" | "goods" | "sales" | "loyalty" | "organisation" | "system";

export interface NavEntry {
  group: NavGroup;
  path: string;
  label: (t: Text) => string;
  /** Hidden without it. */
  permission?: string;
  /** The second key after "g". */
  go?: string;
  /** Its place within the group; lower is higher up. */
  order?: number;
  /** Shown in the bar at the bottom on phones. */
  bottomBar?: ComponentType<{ size?: number | string }>;
}

export interface PageRoute {
  /** Below "/", without it. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Takes the whole screen, without menu and header. */
  fullScreen?: boolean;
  permission?: string;
}

/** What a folder of pages hands to the office, as its default export in pages/<module>/module.ts. */
export interface PageModule {
  nav?: readonly NavEntry[];
  routes: readonly PageRoute[];
  /** Actions the palette offers everywhere. */
  commands?: readonly BoundCommand[];
}
