import type { components } from "./schema";
import type { MoneyKind } from "./selling";

export type * from "./behaviour";
export type * from "./rewards";
export type * from "./selling";
export type * from "./wallet";

/**
 * The records of the API under the names the screens use. `schema.d.ts` is generated from docs/api/openapi.json
 * (npm run gen); what stands here by itself is what that description leaves open.
 * Fields a caller may lack the right to read (cost, margin, profit) are optional: the server leaves them out.
 */
type Schemas = components["schemas"];

export type Id = string;
/** RFC 3339 UTC. */
export type Instant = string;
/** "YYYY-MM-DD". */
export type Day = string;

export interface Page<T> {
  items: T[];
  next_cursor?: string;
  total?: number;
  total_is_exact?: boolean;
}

export type FieldError = Schemas["ProblemField"];
/** What a refusal is made of; only the first two are sure, a proxy in between may send less. */
export type ProblemBody = Pick<Schemas["Problem"], "status" | "reason"> &
  Partial<Omit<Schemas["Problem"], "status" | "reason" | "current">> & { current?: unknown };

// identity
export type Chain = Schemas["Chain"];
export type Me = Schemas["Me"];
export type LanguageCode = Chain["language"];
export type DataScope = Me["data_scope"];
export type Staff = Schemas["Staff"];
export type ThemeChoice = Staff["theme"];
export type StaffWrite = Partial<Schemas["StaffCreate"]>;
export type NewPassword = Schemas["TemporaryPassword"];
export type SessionAnswer = Schemas["SignedIn"];
export type Session = Schemas["Session"];
export type SetupState = Schemas["SetupState"];
export type SetupRequest = Schemas["Setup"];
export type TotpEnrolment = Schemas["TotpEnrolment"];
export type Role = Schemas["Role"];
export type RoleWrite = Partial<Schemas["RoleCreate"]>;
export type Permission = Schemas["Permission"];
export type OrgUnit = Schemas["OrgUnit"];
export type OrgUnitKind = OrgUnit["kind"];
export type OrgUnitWrite = Partial<Schemas["OrgUnitCreate"]>;
export type Settings = Schemas["Settings"];
export type AuditEntry = Schemas["AuditEntry"];

// customers
export type Customer = Schemas["Customer"];
export type CustomerMerge = Schemas["MergeRequest"];
export type CustomerUnmerge = Schemas["UnmergeRequest"];
/** Whom a customer was merged into, and who was merged into him. */
export type Kin = Schemas["Kin"];
export type CustomerListItem = Schemas["CustomerListItem"];
export type CustomerWrite = Partial<Schemas["NewCustomer"]>;
export type Card = Schemas["Card"];
export type CardCodes = Schemas["CardCodes"];
/** What the screens of the till need of a member. */
export interface MemberHead {
  customer: CustomerListItem;
  points: CustomerPoints;
}
export type TimelineItem = Schemas["TimelineItem"] & { params?: Record<string, string> };

// catalogue
export type Product = Schemas["Product"];
export type ProductWrite = Partial<Schemas["NewProduct"]>;
export type ServiceType = Schemas["ServiceType"];
export type ServiceTypeWrite = Partial<Schemas["NewServiceType"]>;

// points
export type CustomerPoints = Schemas["PointsHead"];
export type PointsEntry = Schemas["PointsEntry"];
export type ExplanationStep = Schemas["ExplanationStep"];
export interface Explanation {
  title: string;
  title_zh: string;
  steps: ExplanationStep[];
}
export type Tier = Schemas["Tier"];
export type TierWrite = Partial<Schemas["TierCreate"]>;
export type Strategy = Schemas["StrategyVersion"];
export type StrategyWrite = Partial<Schemas["StrategyVersionCreate"]>;
export type WeightSuggestions = Schemas["WeightSuggestions"];
/** Where a version yields no rebate, for the present service types. */
export interface StrategyWarning {
  key: string;
  period: "development" | "maintenance";
  service_type?: string;
  text_en: string;
  text_zh: string;
}

// sales
export type QuoteLine = Schemas["QuoteLine"];
export type SaleLine = Schemas["SaleLine"];
export type PaymentKind = MoneyKind;
export type ReturnRequest = Schemas["ReturnRequest"];

// imports
export type ImportJob = Schemas["Import"];
export type ImportState = ImportJob["state"];
export type ImportColumn = Schemas["ImportColumn"];
export type ImportMeaning = NonNullable<ImportColumn["suggested_field"]>;
export type ImportMapping = Schemas["ImportMappingCreate"];
export type ImportDocument = Schemas["ImportDocument"];
export type ImportRow = Schemas["ImportRow"];
export type ImportRowError = Schemas["ImportRowError"];
export type ImportPreview = Schemas["ImportPreview"];

export type PeopleDocument = Schemas["CustomerImportDocument"];
export type PeopleColumn = Schemas["CustomerImportColumn"];
export type PersonMeaning = NonNullable<PeopleColumn["suggested_field"]>;
export type PeopleMapping = Schemas["CustomerImportMappingCreate"];
export type PeoplePreview = Schemas["CustomerImportPreview"];
export type PeopleRow = Schemas["CustomerImportRow"];
export type CellFix = Schemas["CellFix"];
export type ImportEffect = Schemas["ImportEffect"];

// home
export type Home = Schemas["Home"];

export interface VersionInfo {
  version: string;
  schema_version: number | string;
  engine: string;
}
