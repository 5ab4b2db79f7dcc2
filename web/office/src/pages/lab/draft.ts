import type { BacktestRequest } from "@shared/api/lab";
import type { ServiceType, Strategy, StrategyWrite, Tier } from "@shared/api/types";
import { filled } from "@shared/ui/form/changes";
import { yearsUpTo } from "@shared/ui/form/wallClock";

const kOne = 1_000_000;

export interface DraftTier {
  name?: string;
  threshold_points?: number;
  discount_ppm?: number;
  colour?: string;
}

/** What the form holds: X only, as Y is what is left; days as text; tiers and weights in the order shown. */
export interface Draft {
  name?: string;
  period?: [from: string, to: string];
  store_ids?: string[];
  pricing: "as_recorded" | "by_programme";
  compared_with: "present" | "versions";
  strategy: Omit<
    StrategyWrite,
    "name" | "effective_from" | "y_ppm" | "development_y_ppm" | "maintenance_y_ppm"
  >;
  tiers: DraftTier[];
  weights: Record<string, number | undefined>;
}

function left(x: number | null | undefined): number | undefined {
  return typeof x === "number" && !Number.isNaN(x) ? kOne - x : undefined;
}

/** The parameters of a version that a draft may change. */
export function parametersOf(strategy: Partial<Strategy>): Draft["strategy"] {
  const {
    id: _id,
    name: _name,
    effective_from: _from,
    created_at: _at,
    created_by: _by,
    y_ppm: _y,
    development_y_ppm: _dy,
    maintenance_y_ppm: _my,
    ...kept
  } = strategy;
  return kept;
}

export function draftOf(
  strategy: Strategy | undefined,
  tiers: readonly Tier[],
  types: readonly ServiceType[],
): Draft {
  return {
    pricing: "as_recorded",
    compared_with: "present",
    strategy: strategy ? parametersOf(strategy) : { x_ppm: 800_000 },
    tiers: [...tiers]
      .sort((a, b) => a.threshold_points - b.threshold_points)
      .map(({ name, threshold_points, discount_ppm, colour }) => ({
        name,
        threshold_points,
        discount_ppm,
        colour,
      })),
    weights: Object.fromEntries(types.map((type) => [type.id, type.weight_ppm])),
  };
}

/** One that was asked before, to be changed and asked again. */
export function draftFrom(request: BacktestRequest): Draft {
  return {
    name: request.name,
    period: [request.from_on, request.to_on],
    store_ids: request.store_ids,
    pricing: request.pricing ?? "as_recorded",
    compared_with: request.compared_with ?? "present",
    strategy: parametersOf(request.strategy as Partial<Strategy>),
    tiers: request.tiers ?? [],
    weights: Object.fromEntries((request.weights ?? []).map((one) => [one.service_type_id, one.weight_ppm])),
  };
}

/** The parameters as a new version would send them. */
function strategyOf(draft: Pick<Draft, "strategy">): StrategyWrite {
  const { strategy } = draft;
  const own = (x: number | null | undefined, name: string) =>
    typeof x === "number" ? { [name]: left(x) } : {};
  return {
    ...filled(strategy),
    y_ppm: left(strategy.x_ppm),
    ...own(strategy.development_x_ppm, "development_y_ppm"),
    ...own(strategy.maintenance_x_ppm, "maintenance_y_ppm"),
  };
}

export function requestOf(draft: Draft): BacktestRequest {
  const [from = "", to = ""] = draft.period ?? [];
  const name = draft.name?.trim() ?? "";
  return {
    name,
    from_on: from,
    to_on: to,
    ...(draft.store_ids && draft.store_ids.length > 0 ? { store_ids: draft.store_ids } : {}),
    pricing: draft.pricing,
    compared_with: draft.compared_with,
    strategy: { ...strategyOf(draft), name } as BacktestRequest["strategy"],
    tiers: draft.tiers.map((tier) => filled(tier)) as BacktestRequest["tiers"],
    weights: Object.entries(draft.weights).flatMap(([service_type_id, weight_ppm]) =>
      weight_ppm === undefined ? [] : [{ service_type_id, weight_ppm }],
    ),
  };
}

/** Where the form shows what the server objects to; `weights[1].…` stands under its service type. */
export function formField(field: string, request: BacktestRequest): (string | number)[] {
  const weight = /^weights\[(\d+)\]/.exec(field);
  if (weight) {
    const type = request.weights?.[Number(weight[1])]?.service_type_id;
    return type ? ["weights", type] : ["weights"];
  }
  const tier = /^tiers\[(\d+)\]\.(\w+)/.exec(field);
  if (tier) return ["tiers", Number(tier[1]), tier[2] ?? ""];
  if (field === "from_on" || field === "to_on") return ["period"];
  if (field.startsWith("store_ids")) return ["store_ids"];
  // Y is what is left of X: what is wrong with it is wrong with X.
  return field.replace(/y_ppm$/, "x_ppm").split(".");
}

const kSuggestionYears = 3;

/** The part of a period that weights are suggested from: margins of long ago say little of today's. */
export function lastYears(from: string, to: string): { from: string; to: string } {
  const [first] = yearsUpTo(to, kSuggestionYears);
  return { from: first > from ? first : from, to };
}

/** The parameters that stood in the form of a new version, handed over to be tried first. */
export function draftFromForm(values: Partial<Strategy> & { starts?: unknown }): HandedOver {
  const { starts: _starts, ...kept } = values;
  return { name: values.name, strategy: parametersOf(kept) };
}

export interface HandedOver {
  name?: string | undefined;
  strategy: Draft["strategy"];
}
