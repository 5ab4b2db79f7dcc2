import type { ExchangeQuote, Quote, SaleDocument } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { Points } from "@shared/ui/Values";
import { Alert, Button, Form, type FormInstance, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { kPaymentKinds } from "../till/names";
import type { Change, ExchangeValues } from "./exchanging";
import { exchangeQuestion } from "./exchanging";
import { useExchangeQuote } from "./useExchangeQuote";

function Sum(props: { label: ReactNode; minor: number; small?: boolean; testId?: string }) {
  const format = useFormat();
  const { label, minor, small, testId } = props;
  return (
    <div className={small ? "hp-faint" : undefined}>
      <dt>{label}</dt>
      <dd className="hp-num" data-testid={testId}>
        {format.money(minor)}
      </dd>
    </div>
  );
}

/** Each tender that bears a part, where it isn't plainly money of one kind. */
function Refunds(props: { quote: ExchangeQuote }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { refunds, withheld_minor: withheld } = props.quote;
  const borne = refunds.filter(({ amount_minor }) => amount_minor > 0);
  return (
    <>
      {borne.length > 1 || borne.some(({ kind }) => kind === "points" || kind === "voucher")
        ? borne.map(({ kind, amount_minor, points }, i) => (
            <Sum
              // biome-ignore lint/suspicious/noArrayIndexKey: a sale may have two tenders of a kind, in an order that stays
              key={`${kind}${i}`}
              small
              label={
                points
                  ? t("sales.exchange.asPoints", { points: format.points(points) })
                  : t(`sales.payment.${kind}`)
              }
              minor={amount_minor}
            />
          ))
        : null}
      {withheld > 0 ? <Sum small label={t("sales.exchange.withheld")} minor={-withheld} /> : null}
    </>
  );
}

function Cost(props: { quote: Quote }) {
  const { t } = useTranslation();
  const { list_minor, rebate_minor, payable_minor, tier_name } = props.quote;
  return (
    <>
      <Sum label={t("sales.exchange.payable")} minor={payable_minor} testId="new-goods" />
      {rebate_minor > 0 ? (
        <>
          <Sum small label={t("sales.column.list")} minor={list_minor} />
          <Sum
            small
            label={tier_name ? t("sales.exchange.rebateOf", { tier: tier_name }) : t("sales.receipt.rebate")}
            minor={-rebate_minor}
          />
        </>
      ) : null}
    </>
  );
}

function Moved(props: { label: string; before: number | undefined; after: number | undefined }) {
  const { label, before, after } = props;
  if (before === undefined || after === undefined || before === after) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Points value={before} /> → <Points value={after} />
      </dd>
    </div>
  );
}

/** What becomes of the member: points and tier. */
function Member(props: { quote: ExchangeQuote }) {
  const { t } = useTranslation();
  const { quote } = props;
  const { tier_name_before: before, tier_name_after: after } = quote;
  const debt = quote.debt_points_after ?? 0;
  return (
    <dl className="hp-outlook-sums hp-outlook-member">
      <Moved
        label={t("points.combined")}
        before={quote.combined_points_before}
        after={quote.combined_points_after}
      />
      <Moved
        label={t("wallet.title")}
        before={quote.available_points_before}
        after={quote.available_points_after}
      />
      {debt > 0 ? (
        <div>
          <dt>{t("wallet.debt")}</dt>
          <dd className="hp-tone-bad">
            <Points value={debt} />
          </dd>
        </div>
      ) : null}
      {before !== after ? (
        <div>
          <dt>{t("points.tier")}</dt>
          <dd>
            {before ?? t("points.noTier")} → {after ?? t("points.noTier")}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function differenceKey(difference: number) {
  return difference > 0 ? "toPay" : difference < 0 ? "toGive" : "even";
}

function Answer(props: { quote: ExchangeQuote }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { quote } = props;
  const difference = quote.difference_minor;
  return (
    <>
      <dl className="hp-outlook-sums">
        <Sum label={t("sales.exchange.refund")} minor={quote.refund_minor} testId="refund" />
        <Refunds quote={quote} />
        <Cost quote={quote.quote} />
        {quote.quote.tier_name !== quote.tier_name_before ? (
          <p className="hp-tone-warn">
            {t("sales.exchange.tierAfterReturn", { tier: quote.quote.tier_name ?? t("points.noTier") })}
          </p>
        ) : null}
        <div className="hp-outlook-total">
          <dt>{t(`sales.exchange.${differenceKey(difference)}`)}</dt>
          <dd className="hp-num" data-testid="difference">
            {format.money(Math.abs(difference))}
          </dd>
        </div>
      </dl>
      <Member quote={quote} />
    </>
  );
}

/** What the exchange comes to, by the server, and how a difference is paid. */
export function ExchangeOutlook(props: { document: SaleDocument; form: FormInstance<ExchangeValues> }) {
  const { t } = useTranslation();
  const { document, form } = props;
  const lines = Form.useWatch("lines", form);
  const taken = Form.useWatch("taken", form);
  const question = exchangeQuestion(document.lines, { lines, taken });
  const { quote, problem, retry } = useExchangeQuote(document.sale, question);
  return (
    <>
      <section className="hp-return-outlook" aria-live="polite" aria-busy={question !== undefined && !quote}>
        {problem ? (
          <Alert
            type="error"
            showIcon
            title={reasonText(t, problem)}
            action={
              <Button size="small" onClick={retry}>
                {t("action.retry")}
              </Button>
            }
          />
        ) : quote ? (
          <Answer quote={quote} />
        ) : (
          <p className="hp-faint">{t(question ? "sales.exchange.asking" : "sales.exchange.chooseBoth")}</p>
        )}
      </section>
      {quote && quote.due_minor > 0 ? (
        <Form.Item name="payment" label={t("sales.exchange.payment")} className="hp-exchange-payment">
          <Select
            options={kPaymentKinds.map(({ kind }) => ({ value: kind, label: t(`sales.payment.${kind}`) }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}

/** What is another than it was when the person pressed the button. */
export function Changes(props: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="hp-exchange-changes">
      {props.changes.map((change) => {
        if (change.what === "tier") {
          const before = change.before || t("points.noTier");
          const after = change.after || t("points.noTier");
          return <li key="tier">{t("sales.exchange.changed.tier", { before, after })}</li>;
        }
        const amounts = { before: format.money(change.before), after: format.money(change.after) };
        return change.what === "price" ? (
          <li key={change.name}>{t("sales.exchange.changed.price", { ...amounts, name: change.name })}</li>
        ) : (
          <li key={change.what}>{t(`sales.exchange.changed.${change.what}`, amounts)}</li>
        );
      })}
    </ul>
  );
}
