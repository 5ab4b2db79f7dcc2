import type { BacktestMonth, BacktestResult } from "@shared/api/lab";
import { Chart, chartBase } from "@shared/ui/Chart";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel, ScrollX } from "@shared/ui/Page";
import { type GlobalToken, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { movesBetween, moveTable } from "./figures";

const kMeasures = ["rebate_minor", "combined_points", "margin_minor", "wallet_points"] as const;
type Measure = (typeof kMeasures)[number];

const kBar = 16;

/** Two sides beside each other: the present quiet, the change in the accent. */
function twoSides(token: GlobalToken, names: [string, string], values: [number[], number[]]) {
  return names.map((name, i) => ({
    name,
    type: "bar" as const,
    data: values[i],
    barMaxWidth: kBar,
    itemStyle: {
      color: i === 0 ? token.colorTextQuaternary : token.colorPrimary,
      borderRadius: [3, 3, 0, 0],
    },
  }));
}

function legend(token: GlobalToken) {
  return { top: 0, right: 8, itemWidth: 10, itemHeight: 10, textStyle: { color: token.colorTextSecondary } };
}

export function MonthChart(props: { months: readonly BacktestMonth[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [measure, setMeasure] = useState<Measure>("rebate_minor");
  const { months } = props;
  const isMoney = measure.endsWith("_minor");
  const text = (value: number) => (isMoney ? format.money(value) : format.points(value));
  const names: [string, string] = [t("lab.side.present"), t("lab.side.changed")];
  const title = t(`lab.figure.${measure}` as "lab.figure.margin_minor");
  return (
    <Panel
      title={t("lab.byMonth")}
      extra={
        <Segmented
          size="small"
          value={measure}
          onChange={setMeasure}
          options={kMeasures.map((value) => ({
            value,
            label: t(`lab.short.${value}`),
          }))}
        />
      }
    >
      <Chart
        label={`${t("lab.byMonth")}: ${title}`}
        height={400}
        option={(token) => {
          const base = chartBase(token);
          return {
            ...base,
            grid: { ...base.grid, top: 36 },
            legend: legend(token),
            tooltip: { ...base.tooltip, valueFormatter: (value: unknown) => text(Number(value)) },
            xAxis: {
              type: "category",
              data: months.map((month) => month.month_on.slice(0, 7)),
              axisLabel: { ...base.axisLabel, hideOverlap: true },
              axisTick: { show: false },
              axisLine: { lineStyle: { color: token.colorBorderSecondary } },
            },
            yAxis: {
              type: "value",
              splitNumber: 4,
              splitLine: base.splitLine,
              axisLabel: {
                ...base.axisLabel,
                formatter: (value: number) => text(Math.round(value)).replace(/\.\d+$/, ""),
              },
            },
            series: twoSides(token, names, [
              months.map((month) => month.present[measure] ?? 0),
              months.map((month) => month.changed[measure] ?? 0),
            ]),
          };
        }}
      />
    </Panel>
  );
}

export function TierChart(props: { result: BacktestResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { present_tiers: before, changed_tiers: after } = props.result;
  const names = [...new Set([...before, ...after].map((tier) => tier.name))];
  const count = (tiers: typeof before, name: string) =>
    tiers.find((tier) => tier.name === name)?.customers_count ?? 0;
  const { higher, lower } = movesBetween(props.result);
  return (
    <Panel
      title={t("lab.population")}
      extra={
        <span className="hp-faint hp-num">
          {t("lab.movesSum", { higher: format.integer(higher), lower: format.integer(lower) })}
        </span>
      }
    >
      <Chart
        label={t("lab.population")}
        height={220}
        option={(token) => {
          const base = chartBase(token);
          return {
            ...base,
            grid: { ...base.grid, top: 36 },
            legend: legend(token),
            tooltip: { ...base.tooltip, valueFormatter: (value: unknown) => format.integer(Number(value)) },
            xAxis: {
              type: "category",
              data: names,
              axisLabel: base.axisLabel,
              axisTick: { show: false },
              axisLine: { lineStyle: { color: token.colorBorderSecondary } },
            },
            yAxis: {
              type: "value",
              minInterval: 1,
              splitNumber: 3,
              splitLine: base.splitLine,
              axisLabel: { ...base.axisLabel, formatter: (value: number) => format.integer(value) },
            },
            series: twoSides(
              token,
              [t("lab.side.present"), t("lab.side.changed")],
              [names.map((name) => count(before, name)), names.map((name) => count(after, name))],
            ),
          };
        }}
      />
      <Moves result={props.result} />
    </Panel>
  );
}

function Moves(props: { result: BacktestResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result } = props;
  const table = moveTable(result);
  const rowName = (i: number) => result.present_tiers[i]?.name ?? t("points.noTier");
  const columnName = (i: number) => result.changed_tiers[i]?.name ?? t("points.noTier");
  return (
    <ScrollX label={t("lab.moves")}>
      <table className="hp-lines hp-lab-moves">
        <caption>{t("lab.moves")}</caption>
        <thead>
          <tr>
            <th>{t("lab.movesCorner")}</th>
            {table[0]?.map((_, i) => (
              <th key={columnName(i)} className="hp-right">
                {columnName(i)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.map((row, i) => (
            <tr key={rowName(i)}>
              <th scope="row">{rowName(i)}</th>
              {row.map((customers, k) => (
                <td
                  key={columnName(k)}
                  className={`hp-right hp-num${k > i ? " hp-lab-good" : k < i ? " hp-lab-bad" : ""}`}
                >
                  {customers === 0 ? <span className="hp-blank">·</span> : format.integer(customers)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
