import { points } from "@shared/api/endpoints";
import type { Strategy } from "@shared/api/types";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { draftFromForm } from "../lab/draft";
import { ServiceTypeWeights } from "./ServiceTypeWeights";
import { StrategyExample } from "./StrategyExample";
import { StrategyFields } from "./StrategyFields";
import { type StrategyValues, startFrom, toWrite } from "./strategyValues";

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    name: t("points.strategy.name"),
    starts: t("points.strategy.effectiveFrom"),
    effective_from: t("points.strategy.effectiveFrom"),
    x_ppm: t("points.strategy.x"),
    accrue_on: t("points.strategy.accrueOn"),
    loss_lines: t("points.strategy.lossLines"),
    downgrade: t("points.strategy.downgrade"),
    upgrade: t("points.strategy.upgrade"),
    give_back_days: t("points.strategy.giveBackDays"),
    development_days: t("points.strategy.developmentDays"),
    development_x_ppm: t("points.strategy.ownX"),
    development_weight_multiplier_ppm: t("points.strategy.multiplier"),
    development_cap_points: t("points.strategy.cap"),
    development_bonus_points: t("points.strategy.bonus"),
    maintenance_x_ppm: t("points.strategy.ownX"),
    maintenance_weight_multiplier_ppm: t("points.strategy.multiplier"),
    maintenance_cap_points: t("points.strategy.cap"),
    maintenance_bonus_points: t("points.strategy.bonus"),
    wallet_rate_ppm: t("points.strategy.walletRate"),
    activation: t("points.strategy.activation"),
    return_window_days: t("points.strategy.returnWindow"),
    expiry: t("points.strategy.expiry"),
    expiry_months: t("points.strategy.expiryMonths"),
    debt_policy: t("points.strategy.debtPolicy"),
    point_value_ppm: t("points.strategy.pointValue"),
    points_share_ppm: t("points.strategy.pointsShare"),
    daily_earn_limit_points: t("points.strategy.earnLimit"),
    daily_spend_limit_points: t("points.strategy.spendLimit"),
    adjustment_approval_above_points: t("points.strategy.approvalAbove"),
    staff_daily_limit_points: t("points.strategy.staffLimit"),
  };
}

/** A version is never edited: a new one starts from what is in force. */
export function StrategyForm(props: {
  open: boolean;
  from: Strategy | undefined;
  /** What it differs in from the start, tried in the strategy lab. */
  draft?: Partial<Strategy> | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { open, from, draft, onClose } = props;
  const format = useFormat();
  const { message } = App.useApp();
  const host = useCommandHost();
  const queries = useQueryClient();
  const labels = useLabels();
  const can = useCan();
  const navigate = useNavigate();
  return (
    <FormDrawer<StrategyValues, Strategy | undefined>
      open={open}
      title={t("points.strategy.newVersion")}
      initial={{ ...startFrom(from), ...draft }}
      labels={labels}
      submitText={t("points.strategy.publish")}
      submit={async (values, { key }) => {
        const date = values.starts ? format.dateTime(values.starts) : t("points.strategy.now");
        const sure = await host.confirm({
          title: t("points.strategy.publishTitle", { date }),
          text: t("points.strategy.publishText"),
        });
        return sure ? points.publishStrategy(toWrite(values), { key }) : undefined;
      }}
      onClose={onClose}
      onDone={(published) => {
        if (!published) return;
        void queries.invalidateQueries({ queryKey: ["strategies"] });
        void message.success(t("points.strategy.published"));
        onClose();
      }}
      width={980}
      aside={(form, letGo) =>
        can("lab.run") && can("finance.margin.read") ? (
          <Button
            icon={<FlaskConical size={16} />}
            onClick={() => {
              letGo();
              void navigate("/lab/new", { state: { draft: draftFromForm(form.getFieldsValue(true)) } });
            }}
          >
            {t("lab.tryFirst")}
          </Button>
        ) : null
      }
    >
      {draft ? <Alert className="hp-form-note" type="info" showIcon title={t("lab.useNote")} /> : null}
      <div className="hp-strategy-form">
        <div>
          <StrategyFields />
          <ServiceTypeWeights />
        </div>
        <StrategyExample />
      </div>
    </FormDrawer>
  );
}
