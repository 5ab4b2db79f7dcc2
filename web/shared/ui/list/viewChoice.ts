import type { SavedView } from "../../api/views";
import { arrange, type ColumnChoice, defaultChoice } from "./columnChoice";

interface Keyed {
  key: string;
  initiallyHidden?: boolean;
}

/** What a view keeps of a list as it stands. */
export interface ListAsAsked {
  filters: Record<string, string>;
  sort: string | undefined;
  choice: ColumnChoice;
}

/** The columns of a view against those there are now: gone ones vanish, new ones wait unseen behind the others. */
export function choiceOf(view: SavedView, columns: readonly Keyed[]): ColumnChoice {
  const usual = defaultChoice(columns);
  const known = new Set(usual.order);
  const shown = view.columns.filter((key) => known.has(key));
  if (shown.length === 0) return { ...usual, dense: view.is_dense };
  const others = usual.order.filter((key) => !shown.includes(key));
  return { order: [...shown, ...others], hidden: others, dense: view.is_dense };
}

/** The filters of a view the list still has. */
export function filtersOf(view: SavedView, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    view.filters.filter(({ name }) => names.includes(name)).map(({ name, value }) => [name, value]),
  );
}

/** As the API keeps it. */
export function kept(asked: ListAsAsked, columns: readonly Keyed[]) {
  return {
    filters: Object.entries(asked.filters).map(([name, value]) => ({ name, value })),
    sort: asked.sort ?? null,
    columns: arrange(columns, asked.choice).map((column) => column.key),
    is_dense: asked.choice.dense,
  };
}

/** Does the list still show what the view says? */
export function differs(
  view: SavedView,
  asked: ListAsAsked,
  names: readonly string[],
  columns: readonly Keyed[],
): boolean {
  const said = filtersOf(view, names);
  const now = asked.filters;
  const sameFilters =
    Object.keys(said).length === Object.keys(now).length &&
    Object.entries(said).every(([name, value]) => now[name] === value);
  const shown = (choice: ColumnChoice) =>
    arrange(columns, choice)
      .map((column) => column.key)
      .join();
  const saidChoice = choiceOf(view, columns);
  return (
    !sameFilters ||
    (view.sort ?? undefined) !== asked.sort ||
    saidChoice.dense !== asked.choice.dense ||
    shown(saidChoice) !== shown(asked.choice)
  );
}
