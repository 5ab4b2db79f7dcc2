import { peopleImports } from "@shared/api/endpoints";
import type { PeopleDocument, PeoplePreview } from "@shared/api/types";
import type { Kind } from "../kind";

export const kPeople: Kind<PeopleDocument, PeoplePreview> = {
  page: "/customer-imports",
  uploadPath: peopleImports.uploadPath,
  uploadQuery: {},
  queryKey: ["imports", "people"],
  previewKey: "people_import_preview",
  get: peopleImports.get,
  check: (id, mapping) => peopleImports.check(id, mapping),
  errorsPath: peopleImports.errorsPath,
  changes: ["customers", "home"],
};
