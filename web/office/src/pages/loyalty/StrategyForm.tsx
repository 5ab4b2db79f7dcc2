import { points } from "@shared/api/endpoints";
import type { Strategy, StrategyWrite } from "@shared/api/types";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, DatePicker, Form, Input, InputNumber, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";

const kOne = 1_000_000;
const kMost = 10 * kOne;

/** The form holds X only: Y is what is left, so the two always add up. */
type Values = Omit<StrategyWrite, "y_ppm" | "development_y_ppm" | "maintenance_y_ppm" | "effective_from"> & {
  starts?: Dayjs;
};

function left(x: number | undefined | null): number | undefined {
  return typeof x === "number" && !Number.isNaN(x) ? kOne - x : undefined;
}

function Remainder(props: { of: keyof Values }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<Values>();
  const y = left(Form.useWatch(props.of, form) as number | undefined);
  return (
    <>
      {t("points.strategy.y")} = {y === undefined ? "—" : format.percent(y)}
    </>
  );
}

function usePercentRules() {
  const { t } = useTranslation();
  const weight = [readable(t("form.percent")), between(kOne / 2 + 1, kOne, t("points.strategy.xTooLow"))];
  const multiplier = [readable(t("form.percent")), between(0, kMost, t("reasons.request.out_of_range"))];
  const amount = [
    readable(t("form.points")),
    between(0, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range")),
  ];
  return { weight, multiplier, amount };
}

function PeriodFields(props: { period: "development" | "maintenance" }) {
  const { t } = useTranslation();
  const { period } = props;
  const rules = usePercentRules();
  return (
    <>
      <h3 className="hp-form-section hp-form-wide">{t(`points.strategy.${period}`)}</h3>
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
    </>
  );
}

function Fields() {
  const { t } = useTranslation();
  const rules = usePercentRules();
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
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("points.strategy.now")}
          style={{ width: "100%" }}
          disabledDate={(day) => day.isBefore(dayjs(), "day")}
        />
      </Form.Item>
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
      <Form.Item name="accrue_on" label={t("points.strategy.accrueOn")} required>
        <Radio.Group
          optionType="button"
          options={(["list", "paid"] as const).map((value) => ({
            value,
            label: t(`points.strategy.accrue.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="loss_lines" label={t("points.strategy.lossLines")} required>
        <Radio.Group
          optionType="button"
          options={(["subtract", "zero"] as const).map((value) => ({
            value,
            label: t(`points.strategy.loss.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="downgrade" label={t("points.strategy.downgrade")} required className="hp-form-wide">
        <Radio.Group
          optionType="button"
          options={(["never", "period_end", "one_step"] as const).map((value) => ({
            value,
            label: t(`points.strategy.downgradePolicy.${value}`),
          }))}
        />
      </Form.Item>
      <PeriodFields period="development" />
      <PeriodFields period="maintenance" />
    </div>
  );
}

const kFirst: Values = {
  x_ppm: 800_000,
  accrue_on: "list",
  loss_lines: "subtract",
  downgrade: "never",
  development_days: 0,
  development_weight_multiplier_ppm: kOne,
  development_cap_points: 0,
  development_bonus_points: 0,
  maintenance_weight_multiplier_ppm: kOne,
  maintenance_cap_points: 0,
  maintenance_bonus_points: 0,
};

function startFrom(strategy: Strategy | undefined): Values {
  if (!strategy) return kFirst;
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

function toWrite({ starts, ...values }: Values): StrategyWrite {
  return {
    ...filled(values),
    y_ppm: left(values.x_ppm),
    ...(typeof values.development_x_ppm === "number"
      ? { development_y_ppm: left(values.development_x_ppm) }
      : {}),
    ...(typeof values.maintenance_x_ppm === "number"
      ? { maintenance_y_ppm: left(values.maintenance_x_ppm) }
      : {}),
    ...(starts ? { effective_from: starts.second(0).millisecond(0).toISOString() } : {}),
  };
}

/** A version is never edited: a new one starts from what is in force. */
export function StrategyForm(props: { open: boolean; from: Strategy | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, from, onClose } = props;
  const format = useFormat();
  const { message } = App.useApp();
  const host = useCommandHost();
  const queries = useQueryClient();
  const labels: Record<string, string> = {
    name: t("points.strategy.name"),
    starts: t("points.strategy.effectiveFrom"),
    x_ppm: t("points.strategy.x"),
    accrue_on: t("points.strategy.accrueOn"),
    loss_lines: t("points.strategy.lossLines"),
    downgrade: t("points.strategy.downgrade"),
    development_days: t("points.strategy.developmentDays"),
    development_x_ppm: t("points.strategy.ownX"),
    development_weight_multiplier_ppm: t("points.strategy.multiplier"),
    development_cap_points: t("points.strategy.cap"),
    development_bonus_points: t("points.strategy.bonus"),
    maintenance_x_ppm: t("points.strategy.ownX"),
    maintenance_weight_multiplier_ppm: t("points.strategy.multiplier"),
    maintenance_cap_points: t("points.strategy.cap"),
    maintenance_bonus_points: t("points.strategy.bonus"),
  };
  return (
    <FormDrawer<Values, Strategy | undefined>
      open={open}
      title={t("points.strategy.newVersion")}
      initial={startFrom(from)}
      labels={labels}
      submitText={t("points.strategy.publish")}
      submit={async (values, { key }) => {
        const date = values.starts ? format.dateTime(values.starts.toISOString()) : t("points.strategy.now");
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
      width={640}
    >
      <Fields />
    </FormDrawer>
  );
}
