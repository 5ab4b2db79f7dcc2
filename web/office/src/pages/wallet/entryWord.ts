import type { PointsEntry } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import { textFor } from "@shared/text/reason";

/** "Spent · money off": what an entry is, and what for. */
export function entryWord(t: Text, entry: Pick<PointsEntry, "kind" | "purpose">): string {
  const kind = textFor(t, `points.entry.${entry.kind}`, entry.kind);
  return entry.purpose ? `${kind} · ${t(`wallet.purpose.${entry.purpose}`)}` : kind;
}
