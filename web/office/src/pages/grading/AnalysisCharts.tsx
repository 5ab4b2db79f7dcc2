import type { AnalysisRow } from "@shared/api/grading";
import { Chart, chartBase } from "@shared/ui/Chart";
import { useTranslation } from "react-i18next";

const kMost = 12;
const kPpm = 10_000;

/** Arrivals as bars, conversion as a line over them: many that lead nowhere stand out. */
export function RowsChart(props: { rows: readonly AnalysisRow[] }) {
  const { t } = useTranslation();
  const rows = props.rows.slice(0, kMost);
  return (
    <Chart
      label={`${t("grading.an.arrivals")}, ${t("grading.an.conversion")}`}
      height={240}
      option={(token) => {
        const base = chartBase(token);
        return {
          ...base,
          grid: { ...base.grid, top: 34 },
          legend: {
            top: 0,
            left: 0,
            itemWidth: 12,
            itemHeight: 12,
            textStyle: { color: token.colorTextSecondary },
          },
          xAxis: {
            type: "category",
            data: rows.map((row) => row.name),
            axisTick: { show: false },
            axisLine: { lineStyle: { color: token.colorBorderSecondary } },
            axisLabel: { ...base.axisLabel, width: 96, overflow: "truncate", interval: 0 },
          },
          yAxis: [
            { type: "value", minInterval: 1, splitLine: base.splitLine, axisLabel: base.axisLabel },
            {
              type: "value",
              min: 0,
              splitLine: { show: false },
              axisLabel: { ...base.axisLabel, formatter: "{value}%" },
            },
          ],
          series: [
            {
              name: t("grading.an.arrivals"),
              type: "bar",
              barMaxWidth: 26,
              data: rows.map((row) => row.arrivals),
              itemStyle: { color: token.colorPrimaryBorder, borderRadius: [4, 4, 0, 0] },
            },
            {
              name: t("grading.an.won"),
              type: "bar",
              barMaxWidth: 26,
              data: rows.map((row) => row.won),
              itemStyle: { color: token.colorPrimary, borderRadius: [4, 4, 0, 0] },
            },
            {
              name: t("grading.an.conversion"),
              type: "line",
              yAxisIndex: 1,
              data: rows.map((row) => Math.round((row.conversion_ppm / kPpm) * 10) / 10),
              itemStyle: { color: token.colorWarning },
              lineStyle: { color: token.colorWarning, width: 2 },
              symbolSize: 7,
            },
          ],
        };
      }}
    />
  );
}
