import { customers } from "@shared/api/endpoints";
import type { SaleDocument, SaleLine, SaleReturn } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { Explain } from "@shared/ui/Explain";
import { Facts, ScrollX } from "@shared/ui/Page";
import { Blank, Money, Points, Status, Time } from "@shared/ui/Values";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { offlineDifferenceText, offlineReasons } from "./offlineReasons";
import { quantityLeft } from "./returning";
import { isAnonymous } from "./saleKey";
import "./sales.css";

function Lines(props: { lines: readonly SaleLine[] }) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const { lines } = props;
  const discounted = lines.some((line) => line.discount_minor > 0);
  return (
    <ScrollX label={t("sales.lines")}>
      <table className="hp-lines hp-sale-lines">
        <thead>
          <tr>
            <th>{t("sales.line.product")}</th>
            <th className="hp-right">{t("sales.line.unitPrice")}</th>
            <th className="hp-right">{t("sales.line.quantity")}</th>
            {discounted ? <th className="hp-right">{t("sales.line.discount")}</th> : null}
            <th className="hp-right hp-line-amount">{t("sales.line.amount")}</th>
            <th className="hp-right">{t("sales.line.paid")}</th>
            {margin ? <th className="hp-right">{t("sales.line.cost")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line_no}>
              <td>
                {line.product_name}
                <small className="hp-faint hp-num">{line.sku}</small>
                {line.returned_quantity > 0 ? (
                  <Status tone="bad">{t("sales.line.returned", { n: line.returned_quantity })}</Status>
                ) : null}
              </td>
              <td className="hp-right">
                <Money minor={line.unit_price_minor} />
              </td>
              <td className="hp-right">{line.quantity}</td>
              {discounted ? (
                <td className="hp-right">
                  <Money minor={line.discount_minor > 0 ? -line.discount_minor : undefined} />
                </td>
              ) : null}
              <td className="hp-right hp-line-amount">
                <Money minor={line.amount_minor} />
              </td>
              <td className="hp-right">
                <Money minor={line.paid_minor} />
              </td>
              {margin ? (
                <td className="hp-right">
                  <Money minor={line.cost_minor} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className="hp-sale-section">
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function returnState(lines: readonly SaleLine[]): "whole" | "part" | undefined {
  if (!lines.some((line) => line.returned_quantity > 0)) return undefined;
  return lines.every((line) => quantityLeft(line) === 0) ? "whole" : "part";
}

function Payments(props: { document: SaleDocument }) {
  const { t } = useTranslation();
  const { payments } = props.document;
  if (payments.length === 0) return <p className="hp-faint">{t("sales.noPayments")}</p>;
  return (
    <Facts
      items={payments.map((payment, i) => [
        `${payment.label || t(`sales.payment.${payment.kind}`)}${payments.findIndex((p) => p.kind === payment.kind) < i ? ` ${i + 1}` : ""}`,
        <Money key={payment.kind} minor={payment.amount_minor} />,
      ])}
    />
  );
}

function PointsOf(props: { document: SaleDocument }) {
  const { t } = useTranslation();
  const can = useCan();
  const { sale, wallet_points } = props.document;
  const { entry_id } = sale;
  if (isAnonymous(sale.customer_id)) return <p className="hp-faint">{t("sales.noPoints")}</p>;
  const wallet = <Points value={wallet_points} signed strong />;
  return (
    <Facts
      items={[
        [
          t("wallet.title"),
          entry_id && can("points.read") ? (
            <Explain
              key="wallet"
              title={t("sales.why")}
              load={() => customers.explainEntry(sale.customer_id, entry_id)}
            >
              {wallet}
            </Explain>
          ) : (
            wallet
          ),
        ],
        [t("points.consumption"), <Points key="consumption" value={sale.consumption_points} signed />],
        can("finance.margin.read") && [
          t("points.combined"),
          <Points key="combined" value={sale.combined_points} signed />,
        ],
        can("finance.margin.read") && [
          t("points.profit"),
          <Points key="profit" value={sale.profit_points} signed />,
        ],
        [t("points.tier"), sale.tier_name || <Blank key="tier" />],
      ]}
    />
  );
}

function Returns(props: { returns: readonly SaleReturn[]; anonymous: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="hp-sale-returns">
      {props.returns.map((back) => (
        <li key={back.return_id}>
          <div>
            <Time at={back.returned_at} exact />
            <span>{back.reason}</span>
          </div>
          <div>
            <Money minor={-back.refund_minor} strong />
            {props.anonymous || typeof back.combined_points !== "number" ? null : (
              <small className="hp-faint">
                {t("sales.return.pointsBack")} <Points value={Math.abs(back.combined_points)} />
              </small>
            )}
            {back.paid_out_minor !== undefined && back.paid_out_minor !== back.refund_minor ? (
              <small className="hp-faint">
                {t("sales.return.paidOut")} <Money minor={back.paid_out_minor} />
              </small>
            ) : null}
            {back.exchanged_minor ? (
              <small className="hp-faint">
                {t("sales.exchange.used")} <Money minor={back.exchanged_minor} />
              </small>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Everything about one sale, in a drawer or as a page. */
export function SaleView(props: { document: SaleDocument }) {
  const { t } = useTranslation();
  const can = useCan();
  const { document } = props;
  const { sale, store_name, staff_name, lines, returns } = document;
  const anonymous = isAnonymous(sale.customer_id);
  const state = returnState(lines);
  return (
    <div className="hp-sale-view">
      <Facts
        items={[
          [
            t("sales.column.customer"),
            anonymous ? (
              t("sales.anonymous")
            ) : (
              <Link key="customer" to={`/customers/${sale.customer_id}`}>
                {sale.customer_name || sale.customer_id}
              </Link>
            ),
          ],
          state && [
            t("field.status"),
            <Status key="state" tone="bad">
              {t(`sales.state.${state}`)}
            </Status>,
          ],
          [t("sales.column.soldAt"), <Time key="at" at={sale.sold_at} exact />],
          [t("sales.column.store"), store_name || <Blank key="store" />],
          [t("sales.column.staff"), staff_name || <Blank key="staff" />],
          [t("sales.column.source"), t(`sales.source.${sale.source}`)],
          sale.external_ref
            ? [
                t("sales.column.externalRef"),
                <span key="ref" className="hp-num">
                  {sale.external_ref}
                </span>,
              ]
            : false,
          sale.note
            ? [
                t("sales.column.note"),
                <span key="note" className="hp-note">
                  {sale.note}
                </span>,
              ]
            : false,
        ]}
      />
      <Section title={t("sales.lines")}>
        <Lines lines={lines} />
        <dl className="hp-sums">
          <div>
            <dt>{t("sales.column.list")}</dt>
            <dd>
              <Money minor={sale.list_minor} />
            </dd>
          </div>
          {sale.rebate_minor > 0 ? (
            <div>
              <dt>{t("sales.column.rebate")}</dt>
              <dd>
                <Money minor={-sale.rebate_minor} />
              </dd>
            </div>
          ) : null}
          {can("finance.margin.read") && sale.cost_minor !== undefined ? (
            <div>
              <dt>{t("sales.column.cost")}</dt>
              <dd>
                <Money minor={sale.cost_minor} />
              </dd>
            </div>
          ) : null}
          <div className="hp-sums-total">
            <dt>{t("sales.column.payable")}</dt>
            <dd>
              <Money minor={sale.payable_minor} strong />
            </dd>
          </div>
          {sale.offline_difference_minor ? (
            <div>
              <dt>{offlineDifferenceText(t, sale.offline_difference_minor)}</dt>
              <dd>
                <Money minor={Math.abs(sale.offline_difference_minor)} />
              </dd>
            </div>
          ) : null}
          {document.offline ? (
            <div>
              <dt>{t("sales.offline.title")}</dt>
              <dd className="hp-offline-reasons">
                {offlineReasons(document.offline)
                  .map((one) => t(`sales.offline.${one}`))
                  .join(" · ")}
                <Status tone={document.offline.reviewed_at ? "good" : "warn"}>
                  {t(`sales.offline.state.${document.offline.reviewed_at ? "reviewed" : "open"}`)}
                </Status>
              </dd>
            </div>
          ) : null}
          {document.offline && document.offline.paid_back_minor > 0 ? (
            <div>
              <dt>{t("sales.offline.paidBack")}</dt>
              <dd>
                <Money minor={-document.offline.paid_back_minor} />
              </dd>
            </div>
          ) : null}
          {sale.returned_minor > 0 ? (
            <div>
              <dt>{t("sales.column.returned")}</dt>
              <dd>
                <Money minor={-sale.returned_minor} />
              </dd>
            </div>
          ) : null}
        </dl>
      </Section>
      <div className="hp-sale-two">
        <Section title={t("sales.payments")}>
          <Payments document={document} />
        </Section>
        <Section title={t("sales.points")}>
          <PointsOf document={document} />
        </Section>
      </div>
      {returns.length > 0 ? (
        <Section title={t("sales.returns")}>
          <Returns returns={returns} anonymous={anonymous} />
        </Section>
      ) : null}
    </div>
  );
}
