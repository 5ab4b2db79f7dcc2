import type { ImportJob } from "@shared/api/types";

/** What is told of every file, whatever it brings. */
export interface Document {
  import: ImportJob;
  /** What each column was said to mean; read by the kind alone. */
  mapping?: unknown;
  same_file_as?: string;
  /** Cells mended in the grid, where the kind can do that. */
  fix_count?: number;
}

/** What a file brings: where it goes, where its wizard stands, and what it makes another. */
export interface Kind<D extends Document, P> {
  page: string;
  uploadPath: string;
  uploadQuery: Record<string, string>;
  /** Of one import, its id following; all begin with "imports". */
  queryKey: readonly string[];
  previewKey: string;
  get: (id: string, signal?: AbortSignal) => Promise<D>;
  check: (id: string, mapping: NonNullable<D["mapping"]>) => Promise<P>;
  errorsPath: (id: string) => string;
  /** The lists that are other ones once an import has ended or was undone. */
  changes: readonly string[];
}
