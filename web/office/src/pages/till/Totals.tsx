import { reasonText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { Explain } from "@shared/ui/Explain";
import { useFormat } from "@shared/ui/FormatProvider";
import { Kbd } from "@shared/ui/Values";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { pieces } from "./basket";
import { dueOf } from "./rewards";
import type { TillDesk } from "./useTill";

/** What the sale comes to and what it will give, before anybody decides. */
export function Totals(props: { desk: TillDesk }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const margin = useCan()("finance.margin.read");
  const { till, live } = props.desk;
  const { quote, current, problem } = live;
  const chinese = i18n.language === "zh";
  const steps = (quote?.explanation ?? []).map((step) => (chinese ? step.text_zh : step.text_en));
  const list = quote?.list_minor ?? 0;
  const rebate = quote?.rebate_minor ?? 0;
  const rewarded = (quote?.rewards ?? []).reduce((sum, one) => sum + one.amount_minor, 0);
  const { refusal } = props.desk;
  return (
    <section className={`hp-till-totals${current || !quote ? "" : " hp-till-stale"}`} aria-busy={!current}>
      {problem ? (
        <Alert
          type="error"
          showIcon
          title={t("till.quoteFailed", { reason: reasonText(t, problem) })}
          action={
            <Button size="small" onClick={live.retry}>
              {t("action.retry")}
            </Button>
          }
        />
      ) : null}
      {refusal && !problem ? <Alert type="error" showIcon title={reasonText(t, refusal)} /> : null}
      <dl>
        <div>
          <dt>
            {t("till.list")}
            <small className="hp-faint hp-num">
              {t("till.lineCount", { n: till.lines.length, pieces: pieces(till.lines) })}
            </small>
          </dt>
          <dd className="hp-num">{format.money(list)}</dd>
        </div>
        <div className={rebate > 0 ? "hp-till-rebate" : undefined}>
          <dt>{t("till.rebate")}</dt>
          <dd className="hp-num">{format.money(-rebate)}</dd>
        </div>
        {rewarded > 0 ? (
          <>
            <div>
              <dt>{t("till.payable")}</dt>
              <dd className="hp-num">{format.money(quote?.payable_minor ?? 0)}</dd>
            </div>
            <div className="hp-till-rebate">
              <dt>{t("till.rewards.title")}</dt>
              <dd className="hp-num">{format.money(-rewarded)}</dd>
            </div>
          </>
        ) : null}
        <div className="hp-till-payable">
          <dt>{rewarded > 0 ? t("till.due") : t("till.payable")}</dt>
          <dd className="hp-num" aria-live="polite" data-testid="payable">
            {format.money(quote ? dueOf(quote) : 0)}
          </dd>
        </div>
        <div className="hp-till-earns">
          <dt>
            {steps.length > 0 ? (
              <Explain title={t("till.why")} steps={steps}>
                {t("till.earns")}
              </Explain>
            ) : (
              t("till.earns")
            )}
          </dt>
          {live.local ? (
            <dd className="hp-till-hint">{t("till.earnsLater")}</dd>
          ) : till.member ? (
            <dd className="hp-num" data-testid="earns">
              +{format.points(quote?.wallet_points ?? 0)}
            </dd>
          ) : (
            <dd className="hp-till-hint">{t("till.earnsNothing")}</dd>
          )}
        </div>
        {till.member && quote && !live.local ? (
          <div className="hp-till-minor">
            <dt>{t("points.consumption")}</dt>
            <dd className="hp-num">+{format.points(quote.consumption_points)}</dd>
          </div>
        ) : null}
        {margin && till.member && quote?.combined_points !== undefined && quote.combined_points !== null ? (
          <div className="hp-till-minor">
            <dt>{t("points.combined")}</dt>
            <dd className="hp-num">+{format.points(quote.combined_points)}</dd>
          </div>
        ) : null}
        {margin && till.member && quote?.profit_points !== undefined && quote.profit_points !== null ? (
          <div className="hp-till-minor">
            <dt>{t("points.profit")}</dt>
            <dd className="hp-num">{`${quote.profit_points >= 0 ? "+" : ""}${format.points(quote.profit_points)}`}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

export function PayButton(props: { desk: TillDesk; ready: boolean; busy: boolean; onPay: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk, ready, busy, onPay } = props;
  return (
    <Button
      type="primary"
      size="large"
      block
      className="hp-till-pay"
      disabled={!ready && !busy}
      loading={busy}
      onClick={onPay}
    >
      <span>{t("till.pay")}</span>
      <span className="hp-num hp-till-pay-amount">{format.money(desk.due)}</span>
      <Kbd>F8</Kbd>
    </Button>
  );
}
