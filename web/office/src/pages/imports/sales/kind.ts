import { imports } from "@shared/api/endpoints";
import type { ImportDocument, ImportPreview } from "@shared/api/types";
import type { Kind } from "../kind";

export const kSales: Kind<ImportDocument, ImportPreview> = {
  page: "/imports",
  uploadPath: imports.uploadPath,
  uploadQuery: { kind: "sales" },
  queryKey: ["imports"],
  previewKey: "import_preview",
  get: imports.get,
  check: (id, mapping) => imports.check(id, mapping),
  errorsPath: imports.errorsPath,
  changes: ["sales", "customers", "products", "home"],
};
