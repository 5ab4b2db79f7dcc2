import type { Backtest, BacktestState } from "@shared/api/lab";
import { Status, type Tone } from "@shared/ui/Values";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";

const kTones: Record<BacktestState, Tone> = {
  waiting: "warn",
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "muted",
  interrupted: "bad",
};

export function BacktestStatus(props: { state: BacktestState }) {
  const { t } = useTranslation();
  return <Status tone={kTones[props.state]}>{t(`lab.state.${props.state}`)}</Status>;
}

/** The total is counted before the replay begins and includes sales it passes over: never quite 100 until it is done. */
export function percentOf(backtest: Pick<Backtest, "state" | "sales_done" | "sales_total">): number {
  if (backtest.state === "done") return 100;
  if (backtest.sales_total <= 0) return 0;
  return Math.min(99, Math.floor((backtest.sales_done * 100) / backtest.sales_total));
}

export function ReplayProgress(props: { backtest: Backtest; small?: boolean }) {
  const { t } = useTranslation();
  const { backtest, small } = props;
  return (
    <Progress
      percent={percentOf(backtest)}
      size={small ? "small" : undefined}
      status={backtest.state === "running" ? "active" : "normal"}
      aria-label={t("lab.progress")}
    />
  );
}
