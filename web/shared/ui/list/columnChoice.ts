/** What a person chose about a table's columns; kept per list in this browser. */
export interface ColumnChoice {
  order: string[];
  hidden: string[];
  dense: boolean;
}

interface Keyed {
  key: string;
  /** Not shown until chosen. */
  initiallyHidden?: boolean;
}

const storageKey = (list: string) => `homeport.list.${list}`;

export function defaultChoice(columns: readonly Keyed[]): ColumnChoice {
  return {
    order: columns.map((column) => column.key),
    hidden: columns.filter((column) => column.initiallyHidden).map((column) => column.key),
    dense: false,
  };
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** Reads what was stored against the columns there are now: new ones appear at their place, gone ones vanish. */
export function parseChoice(stored: string | null, columns: readonly Keyed[]): ColumnChoice {
  const fallback = defaultChoice(columns);
  if (!stored) return fallback;
  let value: Partial<Record<keyof ColumnChoice, unknown>>;
  try {
    value = JSON.parse(stored) as typeof value;
  } catch {
    return fallback;
  }
  if (typeof value !== "object" || value === null) return fallback;
  const known = new Set(fallback.order);
  const storedOrder = strings(value.order).filter((key) => known.has(key));
  const seen = new Set(storedOrder);
  const order = [...storedOrder];
  fallback.order.forEach((key, i) => {
    if (!seen.has(key)) order.splice(Math.min(i, order.length), 0, key);
  });
  const hidden = strings(value.hidden).filter((key) => known.has(key));
  const freshHidden = fallback.hidden.filter((key) => !seen.has(key));
  return { order, hidden: [...new Set([...hidden, ...freshHidden])], dense: value.dense === true };
}

export function loadChoice(list: string, columns: readonly Keyed[]): ColumnChoice {
  return parseChoice(localStorage.getItem(storageKey(list)), columns);
}

export function saveChoice(list: string, choice: ColumnChoice | undefined): void {
  if (choice) localStorage.setItem(storageKey(list), JSON.stringify(choice));
  else localStorage.removeItem(storageKey(list));
}

export function arrange<C extends Keyed>(columns: readonly C[], choice: ColumnChoice): C[] {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const hidden = new Set(choice.hidden);
  return choice.order.flatMap((key) => {
    const column = byKey.get(key);
    return column && !hidden.has(key) ? [column] : [];
  });
}

export function move(order: readonly string[], key: string, by: -1 | 1): string[] {
  const from = order.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const after = [...order];
  after.splice(from, 1);
  after.splice(to, 0, key);
  return after;
}
