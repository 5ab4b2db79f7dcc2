import { customers, points as pointsApi } from "@shared/api/endpoints";
import type { CustomerPoints } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { Explain } from "@shared/ui/Explain";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The share of the price that is paid without a discount, in millionths. */
const kWhole = 1_000_000;

export function useCustomerPoints(customerId: string): CustomerPoints | undefined {
  const can = useCan();
  return useQuery({
    queryKey: ["customer", customerId, "points"],
    queryFn: ({ signal }) => customers.points(customerId, signal),
    enabled: can("points.read"),
  }).data;
}

function Figure(props: { label: string; value: ReactNode; steps: readonly string[] }) {
  return (
    <div className="hp-figure">
      <span>
        <Explain title={props.label} steps={props.steps}>
          {props.label}
        </Explain>
      </span>
      <div className="hp-figure-value">{props.value}</div>
    </div>
  );
}

/** Each number with the way it came about. */
export function PointsFigures(props: { points: CustomerPoints }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const { points } = props;
  const strategy = useQuery({
    queryKey: ["strategies", "current"],
    queryFn: ({ signal }) => pointsApi.currentStrategy(signal),
    enabled: can("points.read"),
    staleTime: 60_000,
  }).data;
  const sum = t("points.explain.sumStep", { n: points.sales_count, spent: format.money(points.spent_minor) });
  const weights =
    strategy?.x_ppm !== undefined && strategy.y_ppm !== undefined
      ? [
          t("points.explain.combinedStep", {
            x: format.percent(strategy.x_ppm),
            y: format.percent(strategy.y_ppm),
          }),
        ]
      : [];
  const now = (value: number) => t("points.explain.nowStep", { points: format.points(value) });
  return (
    <div className="hp-figures">
      {typeof points.combined_points === "number" ? (
        <Figure
          label={t("points.combined")}
          value={format.points(points.combined_points)}
          steps={[t("points.explain.combined"), ...weights, sum, now(points.combined_points)]}
        />
      ) : null}
      <Figure
        label={t("points.consumption")}
        value={format.points(points.consumption_points)}
        steps={[t("points.explain.consumption"), sum, now(points.consumption_points)]}
      />
      {points.profit_points === undefined || points.profit_points === null ? null : (
        <Figure
          label={t("points.profit")}
          value={format.points(points.profit_points)}
          steps={[t("points.explain.profit"), sum, now(points.profit_points)]}
        />
      )}
      <div className="hp-figure">
        <span>{t("customers.record.spent")}</span>
        <div className="hp-figure-value">{format.money(points.spent_minor)}</div>
      </div>
    </div>
  );
}

/** How far it is to the next tier, as a bar from this tier's beginning to the next one's. */
export function TierProgress(props: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = useCustomerPoints(props.customerId);
  if (!points || (!points.tier && !points.next_tier)) return null;
  const next = points.next_tier;
  const told = next && typeof next.missing_points === "number" ? next.missing_points : undefined;
  return (
    <Panel
      title={t("points.tier")}
      extra={
        points.tier ? (
          <span className="hp-faint hp-num">
            {points.tier.discount_ppm < kWhole
              ? t("points.discountIs", { percent: format.percent(points.tier.discount_ppm) })
              : t("points.noDiscount")}
          </span>
        ) : null
      }
    >
      <div className="hp-progress">
        <div className="hp-progress-bar">
          <i style={{ width: `${next?.progress_percent ?? 100}%` }} />
        </div>
        <div className="hp-progress-ends">
          <strong>{points.tier?.name ?? t("points.noTier")}</strong>
          <span className="hp-faint hp-num">
            {!next
              ? t("points.topTier")
              : told === undefined
                ? t("points.progress", { name: next.name, percent: next.progress_percent })
                : t("points.missing", { name: next.name, points: format.points(told) })}
          </span>
        </div>
      </div>
    </Panel>
  );
}
