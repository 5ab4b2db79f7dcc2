import { lacking, type NavEntry, type NavGroup, type PageModule, type PageRoute } from "./module";

/** Every folder of pages that has a module.ts; adding one takes no edit here. */
const found = import.meta.glob<{ default: PageModule }>("../pages/*/module.ts", { eager: true });

export const modules: readonly PageModule[] = Object.values(found).map((file) => file.default);
export const routes: readonly PageRoute[] = modules.flatMap((module) => module.routes);

export const navGroups: readonly NavGroup[] = [
  "workbench",
  "customers",
  "pool",
  "development",
  "goods",
  "sales",
  "loyalty",
  "organisation",
  "system",
];

export const navEntries: readonly NavEntry[] = modules
  .flatMap((module) => module.nav ?? [])
  .sort(
    (a, b) => navGroups.indexOf(a.group) - navGroups.indexOf(b.group) || (a.order ?? 50) - (b.order ?? 50),
  );

/** What somebody with these permissions may open. */
export function entriesFor(held: readonly string[]): NavEntry[] {
  return navEntries.filter((entry) => lacking(entry.permission, held).length === 0);
}

/** The entry whose page is shown: the longest path that begins the address. */
export function entryAt(pathname: string): NavEntry | undefined {
  return [...navEntries]
    .filter(
      (entry) => pathname === entry.path || pathname.startsWith(entry.path === "/" ? "\0" : `${entry.path}/`),
    )
    .sort((a, b) => b.path.length - a.path.length)[0];
}
