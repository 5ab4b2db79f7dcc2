import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput, PercentInput } from "@shared/ui/form/AmountInput";
import { useTiers } from "@shared/ui/Lookup";
import { Form, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ExampleLine, workedExample } from "./example";
import { kOne, type StrategyValues } from "./strategyValues";

const kStart: readonly ExampleLine[] = [
  { amountMinor: 100_000, marginPpm: 200_000, weightPpm: 200_000 },
  { amountMinor: 50_000, marginPpm: 400_000, weightPpm: 300_000 },
];

const number = (value: unknown, fallback: number) =>
  typeof value === "number" && !Number.isNaN(value) ? value : fallback;

/** What one sale would come to with what stands in the form: every field shows its effect while it is typed. */
export function StrategyExample() {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const tiers = useTiers(can("programme.read"));
  const form = Form.useFormInstance<StrategyValues>();
  const values = (Form.useWatch([], form) ?? {}) as StrategyValues;
  const [lines, setLines] = useState<readonly ExampleLine[]>(kStart);
  const [period, setPeriod] = useState<"development" | "maintenance">("maintenance");
  const [tierId, setTierId] = useState<string>();
  const tier = tiers.find((one) => one.id === tierId) ?? tiers[0];
  const result = workedExample(lines, {
    xPpm: number(values[`${period}_x_ppm`], number(values.x_ppm, 800_000)),
    discountPpm: tier?.discount_ppm ?? 900_000,
    multiplierPpm: number(values[`${period}_weight_multiplier_ppm`], kOne),
    capPoints: number(values[`${period}_cap_points`], 0),
    bonusPoints: number(values[`${period}_bonus_points`], 0),
    accrueOnPaid: values.accrue_on === "paid",
    walletRatePpm: number(values.wallet_rate_ppm, kOne),
  });
  const change = (at: number, part: Partial<ExampleLine>) =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...part } : line)));
  const value = format.money(Math.round((result.wallet * number(values.point_value_ppm, kOne)) / kOne));
  const rows: [label: string, value: string, strong?: boolean][] = [
    [t("points.consumption"), format.points(result.consumption)],
    [t("points.profit"), format.points(result.profit)],
    [t("points.combined"), format.points(result.combined)],
    [t("points.strategy.example.list"), format.money(result.listMinor)],
    [t("points.strategy.example.rebate"), format.money(-result.rebateMinor)],
    [t("points.strategy.example.payable"), format.money(result.payableMinor), true],
    [t("points.strategy.example.granted"), `+${format.points(result.granted)}`],
    [t("points.strategy.example.wallet"), `+${format.points(result.wallet)} ≈ ${value}`],
  ];
  return (
    <aside className="hp-example" aria-label={t("points.strategy.example.title")}>
      <h3>{t("points.strategy.example.title")}</h3>
      <p className="hp-faint">{t("points.strategy.example.text")}</p>
      <Segmented
        block
        size="small"
        value={period}
        options={(["development", "maintenance"] as const).map((one) => ({
          value: one,
          label: t(`points.strategy.example.${one}`),
        }))}
        onChange={setPeriod}
      />
      {tiers.length > 0 ? (
        <Segmented
          block
          size="small"
          value={tier?.id ?? ""}
          options={tiers.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setTierId}
        />
      ) : null}
      <table>
        <thead>
          <tr>
            <th>{t("points.strategy.example.amount")}</th>
            <th>{t("points.strategy.example.margin")}</th>
            <th>{t("points.strategy.example.weight")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two lines never move
            <tr key={i}>
              <td>
                <MoneyInput
                  aria-label={`${t("points.strategy.example.amount")} ${i + 1}`}
                  value={line.amountMinor}
                  onChange={(next) => change(i, { amountMinor: number(next, 0) })}
                />
              </td>
              <td>
                <PercentInput
                  aria-label={`${t("points.strategy.example.margin")} ${i + 1}`}
                  value={line.marginPpm}
                  onChange={(next) => change(i, { marginPpm: number(next, 0) })}
                />
              </td>
              <td>
                <PercentInput
                  aria-label={`${t("points.strategy.example.weight")} ${i + 1}`}
                  value={line.weightPpm}
                  onChange={(next) => change(i, { weightPpm: number(next, 0) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl aria-live="polite">
        {rows.map(([label, text, strong]) => (
          <div key={label} className={strong ? "hp-example-strong" : undefined}>
            <dt>{label}</dt>
            <dd className="hp-num">{text}</dd>
          </div>
        ))}
      </dl>
      {result.rebateMinor === 0 ? (
        <p className="hp-tone-warn">{t("points.strategy.example.noRebate")}</p>
      ) : null}
    </aside>
  );
}
