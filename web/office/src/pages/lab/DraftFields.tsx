import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { between, chosen, readable } from "@shared/ui/form/rules";
import { Panel } from "@shared/ui/Page";
import { Form, InputNumber, Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "./draft";

const kOne = 1_000_000;
const kMost = 10 * kOne;
type Parameter = keyof Draft["strategy"];

export function useRules() {
  const { t } = useTranslation();
  const range = t("reasons.request.out_of_range");
  return {
    weight: [readable(t("form.percent")), between(kOne / 2 + 1, kOne, t("points.strategy.xTooLow"))],
    multiplier: [readable(t("form.percent")), between(0, kMost, range)],
    share: [readable(t("form.percent")), between(0, kOne, range)],
    discount: [readable(t("form.percent")), between(1, kOne, range)],
    amount: [readable(t("form.points")), between(0, Number.MAX_SAFE_INTEGER, range)],
  };
}

function Remainder(props: { of: Parameter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<Draft>();
  const x = Form.useWatch(["strategy", props.of], form) as number | null | undefined;
  const known = typeof x === "number" && !Number.isNaN(x);
  return (
    <>
      {t("points.strategy.y")} = {known ? format.percent(kOne - x) : "—"}
    </>
  );
}

function Choice(props: { name: Parameter; label: string; options: readonly (readonly [string, string])[] }) {
  return (
    <Form.Item name={["strategy", props.name]} label={props.label} className="hp-lab-choice">
      <Radio.Group optionType="button" options={props.options.map(([value, label]) => ({ value, label }))} />
    </Form.Item>
  );
}

function Percent(props: {
  name: Parameter;
  label: string;
  rules: ReturnType<typeof useRules>["share"];
  extra?: ReactNode;
  placeholder?: string;
}) {
  return (
    <Form.Item name={["strategy", props.name]} label={props.label} rules={props.rules} extra={props.extra}>
      <PercentInput placeholder={props.placeholder} />
    </Form.Item>
  );
}

function Amount(props: { name: Parameter; label: string; extra?: ReactNode }) {
  const rules = useRules();
  return (
    <Form.Item name={["strategy", props.name]} label={props.label} rules={rules.amount} extra={props.extra}>
      <PointsInput />
    </Form.Item>
  );
}

function Whole(props: { name: Parameter; label: string; max: number; extra?: ReactNode }) {
  return (
    <Form.Item name={["strategy", props.name]} label={props.label} extra={props.extra}>
      <InputNumber min={0} max={props.max} precision={0} style={{ width: "100%" }} />
    </Form.Item>
  );
}

function Period(props: { period: "development" | "maintenance" }) {
  const { t } = useTranslation();
  const rules = useRules();
  const { period } = props;
  return (
    <Panel title={t(`points.strategy.${period}`)}>
      <div className="hp-lab-grid">
        <Percent
          name={`${period}_x_ppm`}
          label={t("points.strategy.ownX")}
          rules={rules.weight}
          extra={<Remainder of={`${period}_x_ppm`} />}
          placeholder={t("points.strategy.same")}
        />
        <Percent
          name={`${period}_weight_multiplier_ppm`}
          label={t("points.strategy.multiplier")}
          rules={rules.multiplier}
        />
        <Amount
          name={`${period}_cap_points`}
          label={t("points.strategy.cap")}
          extra={t("points.strategy.capHint")}
        />
        <Amount name={`${period}_bonus_points`} label={t("points.strategy.bonus")} />
      </div>
    </Panel>
  );
}

function WalletPanel() {
  const { t } = useTranslation();
  const rules = useRules();
  const form = Form.useFormInstance<Draft>();
  const activation = Form.useWatch(["strategy", "activation"], form) as string | undefined;
  const expiry = Form.useWatch(["strategy", "expiry"], form) as string | undefined;
  return (
    <Panel title={t("lab.wallet.title")}>
      <div className="hp-lab-grid">
        <Percent
          name="wallet_rate_ppm"
          label={t("lab.wallet.rate")}
          rules={rules.share}
          extra={t("lab.wallet.rateHint")}
        />
        <Percent
          name="point_value_ppm"
          label={t("lab.wallet.value")}
          rules={rules.multiplier}
          extra={t("lab.wallet.valueHint")}
        />
      </div>
      <div className="hp-lab-grid hp-lab-choices">
        <Choice
          name="activation"
          label={t("lab.wallet.activation")}
          options={(["at_once", "after_return_window", "on_event"] as const).map(
            (one) => [one, t(`lab.wallet.activations.${one}`)] as const,
          )}
        />
        {activation === "after_return_window" ? (
          <Whole name="return_window_days" label={t("lab.wallet.window")} max={365} />
        ) : null}
        <Choice
          name="expiry"
          label={t("lab.wallet.expiry")}
          options={(["never", "rolling", "calendar", "by_activity"] as const).map(
            (one) => [one, t(`lab.wallet.expiries.${one}`)] as const,
          )}
        />
        {expiry && expiry !== "never" ? (
          <Whole name="expiry_months" label={t("lab.wallet.months")} max={120} />
        ) : null}
      </div>
    </Panel>
  );
}

/** Every parameter of a version that a replay can show the effect of. */
export function ParameterPanels() {
  const { t } = useTranslation();
  const rules = useRules();
  return (
    <>
      <Panel title={t("points.strategy.general")}>
        <div className="hp-lab-grid">
          <Percent
            name="x_ppm"
            label={t("points.strategy.x")}
            rules={[chosen(t, t("points.strategy.x")), ...rules.weight]}
            extra={<Remainder of="x_ppm" />}
          />
          <Whole
            name="development_days"
            label={t("points.strategy.developmentDays")}
            max={3650}
            extra={t("points.strategy.developmentHint")}
          />
        </div>
        <div className="hp-lab-grid hp-lab-choices">
          <Choice
            name="accrue_on"
            label={t("points.strategy.accrueOn")}
            options={(["list", "paid"] as const).map(
              (one) => [one, t(`points.strategy.accrue.${one}`)] as const,
            )}
          />
          <Choice
            name="loss_lines"
            label={t("points.strategy.lossLines")}
            options={(["subtract", "zero"] as const).map(
              (one) => [one, t(`points.strategy.loss.${one}`)] as const,
            )}
          />
          <Choice
            name="upgrade"
            label={t("lab.upgrade")}
            options={(["at_once", "one_step", "period_end"] as const).map(
              (one) => [one, t(`lab.upgradePolicy.${one}`)] as const,
            )}
          />
          <Choice
            name="downgrade"
            label={t("points.strategy.downgrade")}
            options={(["never", "period_end", "one_step"] as const).map(
              (one) => [one, t(`points.strategy.downgradePolicy.${one}`)] as const,
            )}
          />
        </div>
      </Panel>
      <Period period="development" />
      <Period period="maintenance" />
      <WalletPanel />
    </>
  );
}
