import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type { components } from "./schema";
import type { Id, Page } from "./types";

/** Schemes and grades of leads, what became of them, incentives and selections. */
type Schemas = components["schemas"];

export type SchemeVersion = Schemas["GradingSchemeVersion"];
/** How a grade is worked out; a version of it is never changed. */
export type Scheme = Schemas["GradingScheme"];
export type SchemeWrite = Schemas["GradingSchemeCreate"];
export type Purpose = Scheme["purpose"];
export type SchemeParameter = Schemas["GradingParameter"];
export type ParameterKind = SchemeParameter["kind"];
export type GradeBand = Schemas["GradingBand"];
export type GradeCount = Schemas["GradeCount"];
export type Grade = Schemas["Grade"];
export type AnalysisRow = Schemas["LeadAnalysisRow"];
export type Analysis = Schemas["LeadAnalysis"];
export type Incentive = Schemas["Incentive"];
export type IncentiveWrite = Schemas["IncentivePatch"];
export type SelectionConditions = Schemas["SelectionConditions"];
export type Selection = Schemas["Selection"];
export type SelectedCustomer = Schemas["SelectedCustomer"];

export const grading = {
  schemes: (query: Query, signal?: AbortSignal) =>
    client.get<Page<SchemeVersion>>("/v1/grading/schemes", { query, signal }),
  currentScheme: (purpose: Purpose, signal?: AbortSignal) =>
    client.get<SchemeVersion>("/v1/grading/schemes/current", { query: { purpose }, signal }),
  publishScheme: (body: SchemeWrite, options: WriteOptions = {}) =>
    client.post<SchemeVersion>("/v1/grading/schemes", { body, ...options }),
  dryRun: (body: SchemeWrite, options: WriteOptions = {}) =>
    client.post<Schemas["GradingTrial"]>("/v1/grading/schemes/dry_run", {
      body,
      ...options,
    }),
  apply: (purpose: Purpose, after?: string, options: WriteOptions = {}) =>
    client.post<Schemas["GradingApplied"]>("/v1/grading/apply", {
      body: { purpose, ...(after ? { after } : {}) },
      ...options,
    }),
  grade: (id: Id, signal?: AbortSignal) =>
    client.get<Grade>("/v1/customers/{id}/grade", { path: { id }, signal }),
  setGrade: (id: Id, body: Schemas["GradeByHand"], options: WriteOptions = {}) =>
    client.post<Grade>("/v1/customers/{id}/grade", { path: { id }, body, ...options }),
  analysis: (query: Query, signal?: AbortSignal) =>
    client.get<Analysis>("/v1/grading/analysis", { query, signal }),
  incentives: (query: Query, signal?: AbortSignal) =>
    client.get<Page<Incentive>>("/v1/grading/incentives", { query, signal }),
  createIncentive: (body: IncentiveWrite, options: WriteOptions = {}) =>
    client.post<Incentive>("/v1/grading/incentives", { body, ...options }),
  updateIncentive: (id: Id, body: IncentiveWrite, options: WriteOptions) =>
    client.patch<Incentive>("/v1/grading/incentives/{id}", { path: { id }, body, ...options }),
  selections: (query: Query, signal?: AbortSignal) =>
    client.get<Page<Selection>>("/v1/grading/selections", { query, signal }),
  createSelection: (body: Schemas["NewSelection"], options: WriteOptions = {}) =>
    client.post<Selection>("/v1/grading/selections", { body, ...options }),
  removeSelection: (id: Id, options: WriteOptions = {}) =>
    client.delete<void>("/v1/grading/selections/{id}", { path: { id }, ...options }),
  selected: (id: Id, query: Query, signal?: AbortSignal) =>
    client.get<Page<SelectedCustomer>>("/v1/grading/selections/{id}/customers", {
      path: { id },
      query,
      signal,
    }),
  assignSelection: (id: Id, body: Schemas["SelectionAssign"], options: WriteOptions = {}) =>
    client.post<Schemas["SelectionAssigned"]>("/v1/grading/selections/{id}/assign", {
      path: { id },
      body,
      ...options,
    }),
};
