import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type { Day, Id, Instant, Page } from "./types";

export type Purpose = "lead" | "member";
export type ParameterKind = "source" | "region" | "interest" | "activity" | "follow_ups";

export interface SchemeScore {
  /** The value; of numbers, the least. */
  match: string;
  score: number;
}
export interface SchemeParameter {
  kind: ParameterKind;
  weight_ppm: number;
  scores: SchemeScore[];
  other_score: number;
}
export interface GradeBand {
  grade: string;
  min_score: number;
}
/** How a grade is worked out; a version of it is never changed. */
export interface Scheme {
  purpose: Purpose;
  note?: string | null;
  parameters: SchemeParameter[];
  grades: GradeBand[];
}
export interface SchemeVersion {
  purpose: Purpose;
  version_no: number;
  created_at: Instant;
  created_by_name: string;
  scheme: Scheme;
}
export interface GradeCount {
  grade: string;
  now: number;
  then: number;
}

export interface Grade {
  customer_id: Id;
  grade?: string | null;
  given_by: "rule" | "hand";
  score_hundredths?: number | null;
  graded_at?: Instant | null;
  graded_by_name?: string | null;
  reason?: string | null;
  parts: { kind: ParameterKind; value?: string | null; score: number; weight_ppm: number }[];
}

export interface AnalysisRow {
  key: string;
  name: string;
  arrivals: number;
  taken: number;
  contacted: number;
  opportunities: number;
  won: number;
  conversion_ppm: number;
  first_contact_median_minutes?: number | null;
}
export interface Analysis {
  from: Day;
  to: Day;
  total: AnalysisRow;
  by_source: AnalysisRow[];
  by_staff: AnalysisRow[];
  by_grade: AnalysisRow[];
}

export interface Incentive {
  id: Id;
  name: string;
  grade?: string | null;
  source?: string | null;
  points_points: number;
  days_after_entering?: number | null;
  status: "active" | "disabled";
  created_at: Instant;
  version: number;
}
export type IncentiveWrite = Partial<Omit<Incentive, "id" | "version" | "created_at">>;

export interface SelectionConditions {
  pool_id?: Id | null;
  state?: string | null;
  stage?: string | null;
  grade?: string | null;
  source?: string | null;
  region?: string | null;
  interest?: string | null;
  entered_from?: Instant | null;
  entered_before?: Instant | null;
}
export interface Selection {
  id: Id;
  name: string;
  conditions: SelectionConditions;
  size: number;
  remaining: number;
  created_at: Instant;
  created_by_name: string;
}
export interface SelectedCustomer {
  customer_id: Id;
  is_done: boolean;
}

export const grading = {
  schemes: (query: Query, signal?: AbortSignal) =>
    client.get<Page<SchemeVersion>>("/v1/grading/schemes", { query, signal }),
  currentScheme: (purpose: Purpose, signal?: AbortSignal) =>
    client.get<SchemeVersion>("/v1/grading/schemes/current", { query: { purpose }, signal }),
  publishScheme: (body: Scheme, options: WriteOptions = {}) =>
    client.post<SchemeVersion>("/v1/grading/schemes", { body, ...options }),
  dryRun: (body: Scheme, options: WriteOptions = {}) =>
    client.post<{ counts: GradeCount[] }>("/v1/grading/schemes/dry_run", {
      body,
      ...options,
    }),
  apply: (purpose: Purpose, after?: string, options: WriteOptions = {}) =>
    client.post<{ graded: number; changed: number; next_after?: Id | null }>("/v1/grading/apply", {
      body: { purpose, ...(after ? { after } : {}) },
      ...options,
    }),
  grade: (id: Id, signal?: AbortSignal) =>
    client.get<Grade>("/v1/customers/{id}/grade", { path: { id }, signal }),
  setGrade: (id: Id, body: { grade?: string | null; reason: string }, options: WriteOptions = {}) =>
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
  createSelection: (body: { name: string; conditions: SelectionConditions }, options: WriteOptions = {}) =>
    client.post<Selection>("/v1/grading/selections", { body, ...options }),
  removeSelection: (id: Id, options: WriteOptions = {}) =>
    client.delete<void>("/v1/grading/selections/{id}", { path: { id }, ...options }),
  selected: (id: Id, query: Query, signal?: AbortSignal) =>
    client.get<Page<SelectedCustomer>>("/v1/grading/selections/{id}/customers", {
      path: { id },
      query,
      signal,
    }),
  assignSelection: (id: Id, body: { staff_ids: Id[]; note?: string }, options: WriteOptions = {}) =>
    client.post<{ done: number; refused: number; remaining: number }>("/v1/grading/selections/{id}/assign", {
      path: { id },
      body,
      ...options,
    }),
};
