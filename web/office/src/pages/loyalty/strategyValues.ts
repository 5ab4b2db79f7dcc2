import type { Strategy, StrategyWrite } from "@shared/api/types";
import { filled } from "@shared/ui/form/changes";

export const kOne = 1_000_000;

/** The form holds X only: Y is what is left, so the two always add up. */
export type StrategyValues = Omit<
  StrategyWrite,
  "y_ppm" | "development_y_ppm" | "maintenance_y_ppm" | "effective_from"
> & {
  /** An instant; none: at once. */
  starts?: string;
};

export function left(x: number | undefined | null): number | undefined {
  return typeof x === "number" && !Number.isNaN(x) ? kOne - x : undefined;
}

const kFirstStrategy: StrategyValues = {
  x_ppm: 800_000,
  accrue_on: "list",
  loss_lines: "subtract",
  downgrade: "never",
  upgrade: "at_once",
  development_days: 0,
  development_weight_multiplier_ppm: kOne,
  development_cap_points: 0,
  development_bonus_points: 0,
  maintenance_weight_multiplier_ppm: kOne,
  maintenance_cap_points: 0,
  maintenance_bonus_points: 0,
  wallet_rate_ppm: kOne,
  activation: "at_once",
  return_window_days: 7,
  expiry: "rolling",
  expiry_months: 12,
  give_back_days: 30,
  debt_policy: "debt",
  point_value_ppm: kOne / 10,
  points_share_ppm: kOne / 2,
};

export function startFrom(strategy: Strategy | undefined): StrategyValues {
  if (!strategy) return kFirstStrategy;
  const {
    id: _id,
    created_at: _at,
    created_by: _by,
    effective_from: _from,
    name: _name,
    y_ppm: _y,
    development_y_ppm: _dy,
    maintenance_y_ppm: _my,
    ...kept
  } = strategy;
  return kept;
}

export function toWrite({ starts, ...values }: StrategyValues): StrategyWrite {
  return {
    ...filled(values),
    y_ppm: left(values.x_ppm),
    ...(typeof values.development_x_ppm === "number"
      ? { development_y_ppm: left(values.development_x_ppm) }
      : {}),
    ...(typeof values.maintenance_x_ppm === "number"
      ? { maintenance_y_ppm: left(values.maintenance_x_ppm) }
      : {}),
    ...(starts ? { effective_from: starts } : {}),
  };
}
