import type { Strategy } from "@shared/api/types";
import { Facts } from "@shared/ui/Page";
import { Percent, Points } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";

/** What a strategy says of points to spend: how they come about and expire, what they pay, how far anybody may go. */
export function WalletFacts(props: { strategy: Strategy }) {
  const { t } = useTranslation();
  const { strategy } = props;
  const limit = (points: number) => (points > 0 ? <Points value={points} /> : t("none"));
  const months = `${t(`points.strategy.expiries.${strategy.expiry}`)}${
    strategy.expiry === "never" ? "" : ` · ${t("wallet.months", { n: strategy.expiry_months })}`
  }`;
  const activation = `${t(`points.strategy.activations.${strategy.activation}`)}${
    strategy.activation === "after_return_window"
      ? ` · ${t("points.strategy.days", { n: strategy.return_window_days })}`
      : ""
  }`;
  return (
    <div className="hp-strategy">
      <div>
        <h3 className="hp-form-section">{t("points.strategy.walletSection")}</h3>
        <Facts
          items={[
            [t("points.strategy.walletRate"), <Percent key="rate" ppm={strategy.wallet_rate_ppm} />],
            [t("points.strategy.activation"), activation],
            [t("points.strategy.expiry"), months],
            [t("points.strategy.debtPolicy"), t(`points.strategy.debt.${strategy.debt_policy}`)],
          ]}
        />
      </div>
      <div>
        <h3 className="hp-form-section">{t("points.strategy.spendSection")}</h3>
        <Facts
          items={[
            [t("points.strategy.pointValue"), <Percent key="value" ppm={strategy.point_value_ppm} />],
            [t("points.strategy.pointsShare"), <Percent key="share" ppm={strategy.points_share_ppm} />],
            [t("points.strategy.giveBackDays"), t("points.strategy.days", { n: strategy.give_back_days })],
          ]}
        />
      </div>
      <div>
        <h3 className="hp-form-section">{t("points.strategy.limitSection")}</h3>
        <Facts
          items={[
            [t("points.strategy.earnLimit"), limit(strategy.daily_earn_limit_points)],
            [t("points.strategy.spendLimit"), limit(strategy.daily_spend_limit_points)],
            [
              t("points.strategy.approvalAbove"),
              strategy.adjustment_approval_above_points > 0 ? (
                <Points key="above" value={strategy.adjustment_approval_above_points} />
              ) : (
                t("wallet.everyAdjustment")
              ),
            ],
            [t("points.strategy.staffLimit"), limit(strategy.staff_daily_limit_points)],
          ]}
        />
      </div>
    </div>
  );
}
