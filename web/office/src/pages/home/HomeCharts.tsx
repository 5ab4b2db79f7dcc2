import type { Home } from "@shared/api/types";
import { Chart, chartBase } from "@shared/ui/Chart";
import { EmptyState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { useTranslation } from "react-i18next";

export function SalesChart(props: { days: Home["days"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days } = props;
  const sum = days.reduce((total, day) => total + day.sales_minor, 0);
  const average = days.length > 0 ? Math.round(sum / days.length) : 0;
  return (
    <Panel
      title={t("home.days")}
      extra={<span className="hp-faint hp-num">{t("home.average", { money: format.money(average) })}</span>}
    >
      {sum === 0 && days.every((day) => day.sales_count === 0) ? (
        <EmptyState kind="nothing" title={t("home.noSales")} text="" />
      ) : (
        <Chart
          label={`${t("home.days")}: ${format.money(sum)}`}
          height="fill"
          option={(token) => {
            const base = chartBase(token);
            return {
              ...base,
              tooltip: {
                ...base.tooltip,
                formatter: (points: unknown) => {
                  const [first] = points as { dataIndex: number }[];
                  const day = first ? days[first.dataIndex] : undefined;
                  return day
                    ? `${day.on}<br/><b>${format.money(day.sales_minor)}</b> · ${t("home.salesCount")} ${day.sales_count}`
                    : "";
                },
              },
              xAxis: {
                type: "category",
                data: days.map((day) => day.on.slice(5)),
                axisLabel: { ...base.axisLabel, hideOverlap: true },
                axisTick: { show: false },
                axisLine: { lineStyle: { color: token.colorBorderSecondary } },
              },
              yAxis: {
                type: "value",
                splitNumber: 4,
                minInterval: 10 ** format.currencyDigits,
                splitLine: base.splitLine,
                axisLabel: {
                  ...base.axisLabel,
                  formatter: (minor: number) => format.money(Math.round(minor)).replace(/\.\d+$/, ""),
                },
              },
              series: [
                {
                  type: "bar",
                  data: days.map((day) => day.sales_minor),
                  barMaxWidth: 18,
                  itemStyle: { color: token.colorPrimary, borderRadius: [4, 4, 0, 0] },
                  emphasis: { itemStyle: { color: token.colorLink } },
                },
              ],
            };
          }}
        />
      )}
    </Panel>
  );
}

export function TierBars(props: { tiers: Home["tiers"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tiers } = props;
  const most = Math.max(1, ...tiers.map((tier) => tier.customers));
  const total = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  return (
    <Panel
      title={t("home.tiers")}
      extra={<span className="hp-faint hp-num">{t("home.members", { n: format.integer(total) })}</span>}
    >
      <ul className="hp-bars">
        {tiers.map((tier) => (
          <li key={tier.tier_id || "none"}>
            <span>{tier.name || t("home.noTier")}</span>
            <i>
              <b
                style={{
                  width: `${(tier.customers / most) * 100}%`,
                  minWidth: tier.customers > 0 ? 3 : 0,
                  background: tier.colour || undefined,
                }}
              />
            </i>
            <span className="hp-num">{format.integer(tier.customers)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
