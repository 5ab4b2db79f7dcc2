import type { Fairness, FairnessPerson } from "@shared/api/poolTypes";
import { Chart, chartBase } from "@shared/ui/Chart";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import { lorenz, verdict } from "./gini";

const kTone = { good: "good", middle: "warn", bad: "bad" } as const;
const kWord = { good: "giniGood", middle: "giniMiddle", bad: "giniBad" } as const;
const kSide = 100;

/** The Lorenz curve: the further it sags below the diagonal, the less even. */
function Curve(props: { shares: readonly number[]; label: string }) {
  const points = lorenz(props.shares).map(({ x, y }) => `${x * kSide},${kSide - y * kSide}`);
  return (
    <svg viewBox={`-2 -2 ${kSide + 4} ${kSide + 4}`} role="img" aria-label={props.label}>
      <rect width={kSide} height={kSide} fill="none" stroke="var(--hp-line)" />
      <path d={`M0 ${kSide}L${kSide} 0`} stroke="var(--hp-text-3)" strokeDasharray="3 4" />
      <polygon points={points.join(" ")} fill="var(--hp-accent-soft)" />
      <polyline points={points.join(" ")} fill="none" stroke="var(--hp-accent)" strokeWidth="2" />
    </svg>
  );
}

export function Gini(props: { title: string; ppm: number; shares: readonly number[] }) {
  const { t } = useTranslation();
  const { title, ppm, shares } = props;
  const words = verdict(ppm);
  const number = Math.round(ppm / 10_000);
  // Where nobody got any there is nothing to be shared out, evenly or not.
  if (!shares.some((share) => share > 0)) {
    return (
      <Panel title={title}>
        <p className="hp-faint">{t("pool.fair.giniNothing")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={title}>
      <div className="hp-gini">
        <Curve shares={shares} label={`${title}: ${number}`} />
        <div>
          <strong className="hp-num">{number}</strong>
          <Status tone={kTone[words]}>{t(`pool.fair.${kWord[words]}`)}</Status>
          <p>{t("pool.fair.giniText")}</p>
        </div>
      </div>
    </Panel>
  );
}

const kSeries = ["claimed", "assigned", "returned", "lost", "won"] as const;

/** What each got above, what became of it below, per person. */
export function PeopleChart(props: { people: readonly FairnessPerson[] }) {
  const { t } = useTranslation();
  const { people } = props;
  const total = people.reduce((sum, one) => sum + one.claimed + one.assigned, 0);
  return (
    <Chart
      label={`${t("pool.fair.byPerson")}: ${total}`}
      height={Math.max(200, 46 + people.length * 44)}
      option={(token) => {
        const base = chartBase(token);
        const colours = {
          claimed: token.colorPrimary,
          assigned: token.colorPrimaryBorder,
          won: token.colorSuccess,
          returned: token.colorWarning,
          lost: token.colorError,
        };
        const stack = { claimed: "got", assigned: "got", won: "made", returned: "made", lost: "made" };
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
          tooltip: { ...base.tooltip, axisPointer: { type: "shadow" } },
          xAxis: { type: "value", minInterval: 1, splitLine: base.splitLine, axisLabel: base.axisLabel },
          yAxis: {
            type: "category",
            inverse: true,
            data: people.map((one) => one.staff_name),
            axisTick: { show: false },
            axisLine: { lineStyle: { color: token.colorBorderSecondary } },
            axisLabel: { ...base.axisLabel, width: 110, overflow: "truncate" },
          },
          series: kSeries.map((key) => ({
            name: t(`pool.fair.${key}`),
            type: "bar",
            stack: stack[key],
            barMaxWidth: 13,
            data: people.map((one) => one[key]),
            itemStyle: { color: colours[key] },
          })),
        };
      }}
    />
  );
}

/** The share of good leads each one got, as a row of bars. */
export function GoodLeads(props: { fairness: Fairness }) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = [...props.fairness.people].sort((a, b) => b.good_leads - a.good_leads);
  const most = Math.max(1, ...people.map((one) => one.good_leads));
  return (
    <Panel title={t("pool.fair.shareTitle")}>
      <ul className="hp-bars">
        {people.slice(0, 12).map((one) => (
          <li key={one.staff_id}>
            <span title={one.staff_name}>{one.staff_name}</span>
            <i>
              <b style={{ width: `${(one.good_leads / most) * 100}%` }} />
            </i>
            <span className="hp-num">{format.integer(one.good_leads)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
