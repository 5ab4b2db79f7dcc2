import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { InstantInput } from "@shared/ui/form/dates";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { Form, Input, InputNumber, Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { kOne, left, type StrategyValues } from "./strategyValues";

const kMost = 10 * kOne;

function Remainder(props: { of: keyof StrategyValues }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<StrategyValues>();
  const y = left(Form.useWatch(props.of, form) as number | undefined);
  return (
    <>
      {t("points.strategy.y")} = {y === undefined ? "—" : format.percent(y)}
    </>
  );
}

function useRules() {
  const { t } = useTranslation();
  const range = t("reasons.request.out_of_range");
  return {
    weight: [readable(t("form.percent")), between(kOne / 2 + 1, kOne, t("points.strategy.xTooLow"))],
    multiplier: [readable(t("form.percent")), between(0, kMost, range)],
    share: [readable(t("form.percent")), between(0, kOne, range)],
    amount: [readable(t("form.points")), between(0, Number.MAX_SAFE_INTEGER, range)],
  };
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className="hp-form-section hp-form-wide">{props.title}</h3>
      {props.children}
    </>
  );
}

function Choice(props: {
  name: keyof StrategyValues;
  label: string;
  options: readonly { value: string; label: string }[];
  wide?: boolean;
  extra?: ReactNode;
}) {
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.extra}
      required
      className={props.wide ? "hp-form-wide" : undefined}
    >
      <Radio.Group optionType="button" options={[...props.options]} />
    </Form.Item>
  );
}

function PeriodFields(props: { period: "development" | "maintenance" }) {
  const { t } = useTranslation();
  const { period } = props;
  const rules = useRules();
  return (
    <Section title={t(`points.strategy.${period}`)}>
      <Form.Item
        name={`${period}_x_ppm`}
        label={t("points.strategy.ownX")}
        extra={<Remainder of={`${period}_x_ppm`} />}
        rules={rules.weight}
      >
        <PercentInput placeholder={t("points.strategy.same")} />
      </Form.Item>
      <Form.Item
        name={`${period}_weight_multiplier_ppm`}
        label={t("points.strategy.multiplier")}
        rules={rules.multiplier}
      >
        <PercentInput />
      </Form.Item>
      <Form.Item
        name={`${period}_cap_points`}
        label={t("points.strategy.cap")}
        extra={t("points.strategy.capHint")}
        rules={rules.amount}
      >
        <PointsInput />
      </Form.Item>
      <Form.Item name={`${period}_bonus_points`} label={t("points.strategy.bonus")} rules={rules.amount}>
        <PointsInput />
      </Form.Item>
    </Section>
  );
}

function WalletFields() {
  const { t } = useTranslation();
  const rules = useRules();
  const form = Form.useFormInstance<StrategyValues>();
  const activation = Form.useWatch("activation", form);
  const expiry = Form.useWatch("expiry", form);
  const choices = <K extends string>(names: readonly K[], word: (name: K) => string) =>
    names.map((value) => ({ value, label: word(value) }));
  return (
    <>
      <Section title={t("points.strategy.walletSection")}>
        <Form.Item
          name="wallet_rate_ppm"
          label={t("points.strategy.walletRate")}
          extra={t("points.strategy.walletRateHint")}
          rules={rules.share}
        >
          <PercentInput />
        </Form.Item>
        <Choice
          name="debt_policy"
          label={t("points.strategy.debtPolicy")}
          options={choices(["debt", "cash"] as const, (name) => t(`points.strategy.debt.${name}`))}
        />
        <Choice
          wide
          name="activation"
          label={t("points.strategy.activation")}
          options={choices(["at_once", "after_return_window", "on_event"] as const, (name) =>
            t(`points.strategy.activations.${name}`),
          )}
        />
        {activation === "after_return_window" ? (
          <Form.Item name="return_window_days" label={t("points.strategy.returnWindow")}>
            <InputNumber min={0} max={365} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        ) : null}
        <Choice
          wide
          name="expiry"
          label={t("points.strategy.expiry")}
          extra={expiry ? t(`points.strategy.expiryHint.${expiry}`) : undefined}
          options={choices(["never", "rolling", "calendar", "by_activity"] as const, (name) =>
            t(`points.strategy.expiries.${name}`),
          )}
        />
        {expiry && expiry !== "never" ? (
          <Form.Item name="expiry_months" label={t("points.strategy.expiryMonths")}>
            <InputNumber min={1} max={120} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        ) : null}
      </Section>
      <Section title={t("points.strategy.spendSection")}>
        <Form.Item
          name="give_back_days"
          label={t("points.strategy.giveBackDays")}
          extra={t("points.strategy.giveBackHint")}
          className="hp-form-wide"
        >
          <InputNumber min={1} max={365} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="point_value_ppm"
          label={t("points.strategy.pointValue")}
          extra={t("points.strategy.pointValueHint")}
          rules={rules.multiplier}
        >
          <PercentInput />
        </Form.Item>
        <Form.Item
          name="points_share_ppm"
          label={t("points.strategy.pointsShare")}
          extra={t("points.strategy.pointsShareHint")}
          rules={rules.share}
        >
          <PercentInput />
        </Form.Item>
      </Section>
      <Section title={t("points.strategy.limitSection")}>
        <Form.Item name="daily_earn_limit_points" label={t("points.strategy.earnLimit")} rules={rules.amount}>
          <PointsInput placeholder={t("none")} />
        </Form.Item>
        <Form.Item
          name="daily_spend_limit_points"
          label={t("points.strategy.spendLimit")}
          rules={rules.amount}
        >
          <PointsInput placeholder={t("none")} />
        </Form.Item>
        <Form.Item
          name="adjustment_approval_above_points"
          label={t("points.strategy.approvalAbove")}
          extra={t("points.strategy.approvalAboveHint")}
          rules={rules.amount}
        >
          <PointsInput placeholder={t("wallet.everyAdjustment")} />
        </Form.Item>
        <Form.Item
          name="staff_daily_limit_points"
          label={t("points.strategy.staffLimit")}
          extra={t("points.strategy.staffLimitHint")}
          rules={rules.amount}
        >
          <PointsInput placeholder={t("none")} />
        </Form.Item>
      </Section>
    </>
  );
}

export function StrategyFields() {
  const { t } = useTranslation();
  const rules = useRules();
  return (
    <div className="hp-form-grid">
      <Form.Item
        name="name"
        label={t("points.strategy.name")}
        rules={[needed(t, t("points.strategy.name")), atMost(t, 80)]}
      >
        <Input autoFocus autoComplete="off" placeholder={t("points.strategy.noteHint")} />
      </Form.Item>
      <Form.Item name="starts" label={t("points.strategy.effectiveFrom")}>
        <InstantInput only="future" placeholder={t("points.strategy.now")} />
      </Form.Item>
      <Section title={t("points.strategy.general")}>
        <Form.Item
          name="x_ppm"
          label={t("points.strategy.x")}
          extra={<Remainder of="x_ppm" />}
          rules={[chosen(t, t("points.strategy.x")), ...rules.weight]}
        >
          <PercentInput />
        </Form.Item>
        <Form.Item
          name="development_days"
          label={t("points.strategy.developmentDays")}
          extra={t("points.strategy.developmentHint")}
        >
          <InputNumber min={0} max={3650} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Choice
          name="accrue_on"
          label={t("points.strategy.accrueOn")}
          options={(["list", "paid"] as const).map((value) => ({
            value,
            label: t(`points.strategy.accrue.${value}`),
          }))}
        />
        <Choice
          name="loss_lines"
          label={t("points.strategy.lossLines")}
          options={(["subtract", "zero"] as const).map((value) => ({
            value,
            label: t(`points.strategy.loss.${value}`),
          }))}
        />
        <Choice
          wide
          name="upgrade"
          label={t("points.strategy.upgrade")}
          options={(["at_once", "one_step", "period_end"] as const).map((value) => ({
            value,
            label: t(`points.strategy.upgrades.${value}`),
          }))}
        />
        <Choice
          wide
          name="downgrade"
          label={t("points.strategy.downgrade")}
          options={(["never", "period_end", "one_step"] as const).map((value) => ({
            value,
            label: t(`points.strategy.downgradePolicy.${value}`),
          }))}
        />
      </Section>
      <PeriodFields period="development" />
      <PeriodFields period="maintenance" />
      <WalletFields />
    </div>
  );
}
