import type { Customer } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import type { BoundCommand } from "@shared/ui/command/command";
import type { ComponentType } from "react";

/** What a person must hold: one permission, or all of several. */
export type Needed = string | readonly string[];

/** Those of them he lacks. */
export function lacking(needed: Needed | undefined, held: readonly string[]): string[] {
  return [needed ?? []].flat().filter((permission) => !held.includes(permission));
}

export type NavGroup =
  | "workbench"
  | "customers"
  | "pool"
  | "development"
  | "goods"
  | "sales"
  | "loyalty"
  | "organisation"
  | "system";

export interface NavEntry {
  group: NavGroup;
  path: string;
  label: (t: Text) => string;
  /** Hidden without it. */
  permission?: Needed;
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
  permission?: Needed;
}

/** What a person is told of while he looks at something else. */
export interface Telling {
  /** `count` of them have come since the last time. */
  text: (t: Text, count: number) => string;
  path: (count: number) => string;
  /** Several of one group within a moment are told once. */
  group: string;
  /** How many this one stands for; 1 without. */
  count?: number;
}

/** Who hears, as far as it must be known to tell only those whom something concerns. */
export interface Listener {
  can: (permission: string) => boolean;
  /** Asks the server, or answers what it said a while ago. */
  read: <T>(key: readonly string[], load: () => Promise<T>) => Promise<T>;
}

export type NewsData = Readonly<Record<string, unknown>>;

/** What the server tells of by itself. */
export interface News {
  /** First parts of the query keys that must be read again. */
  refresh: readonly string[];
  tell?: (data: NewsData) => Telling | undefined;
  /** Whether it is told to this person; everybody whom the server lets hear it, without. */
  concerns?: (data: NewsData, listener: Listener) => boolean | Promise<boolean>;
}

/** What another module knows of a customer, shown on the customer's page. */
export interface CustomerPanel {
  id: string;
  place: "side" | "tab";
  label: (t: Text) => string;
  permission: string;
  /** Whether there is anything to show of this customer; always, without. */
  when?: (customer: Customer) => boolean;
  /** Its place among the others; lower comes first. */
  order?: number;
  load: () => Promise<{ default: ComponentType<{ customerId: string }> }>;
}

/** What a folder of pages hands to the office, as its default export in pages/<module>/module.ts. */
export interface PageModule {
  nav?: readonly NavEntry[];
  routes: readonly PageRoute[];
  /** Actions the palette offers everywhere. */
  commands?: readonly BoundCommand[];
  /** By the name of the server's event. */
  news?: Readonly<Record<string, News>>;
  panels?: readonly CustomerPanel[];
  /** Something small in the header of every page. */
  header?: { permission: string; load: () => Promise<{ default: ComponentType }> };
}
