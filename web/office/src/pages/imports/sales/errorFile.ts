import type { ImportRowError } from "@shared/api/types";
import { saveFile } from "@shared/ui/saveFile";

/** Quoted where it must be; what a spreadsheet would run as a formula is shown as text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With a byte order mark: without one Excel takes Chinese for something else. */
export function errorsCsv(
  head: readonly string[],
  errors: readonly ImportRowError[],
  words: { field: (error: ImportRowError) => string; reason: (error: ImportRowError) => string },
): string {
  const rows = errors.map((error) => [
    String(error.row),
    words.field(error),
    words.reason(error),
    error.value,
    error.detail,
  ]);
  return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

export function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
