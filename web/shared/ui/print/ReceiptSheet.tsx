import { useTranslation } from "react-i18next";
import { useFormat } from "../FormatProvider";
import { ReceiptCodes, type ReceiptData, receiptNumber } from "./Receipt";

/** The same receipt as a sheet of A4: a table, for those who file it. */
export function ReceiptSheet(props: { data: ReceiptData }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = props;
  const { sale, staff_name, lines, payments } = data.sale;
  const anonymous = sale.customer_id.startsWith("-");
  const store = data.store?.name ?? data.sale.store_name;
  const sums: [label: string, value: string, strong?: boolean][] = [
    [t("sales.receipt.list"), format.money(sale.list_minor)],
    ...(sale.rebate_minor > 0
      ? [[t("sales.receipt.rebate"), format.money(-sale.rebate_minor)] as [string, string]]
      : []),
    [t("sales.receipt.payable"), format.money(sale.payable_minor), true],
    ...payments.map((payment): [string, string] => [
      payment.label || t(`sales.payment.${payment.kind}`),
      format.money(payment.amount_minor),
    ]),
    ...(data.changeMinor
      ? [[t("sales.receipt.change"), format.money(data.changeMinor)] as [string, string]]
      : []),
    ...(sale.returned_minor > 0
      ? [[t("sales.receipt.returned"), format.money(-sale.returned_minor)] as [string, string]]
      : []),
  ];
  return (
    <article className="hp-sheet" lang={format.language === "zh" ? "zh-CN" : "en"}>
      <header>
        <div>
          <strong>{data.chainName}</strong>
          <span>{[store, data.store?.address, data.store?.phone].filter(Boolean).join(" · ")}</span>
        </div>
        <h1>
          {t("sales.receipt.title")}
          {data.copy ? <small>{t("sales.receipt.reprint")}</small> : null}
        </h1>
      </header>
      <dl className="hp-sheet-facts">
        <div>
          <dt>{t("sales.receipt.number")}</dt>
          <dd>{receiptNumber(data) || t("sales.receipt.pending")}</dd>
        </div>
        <div>
          <dt>{t("sales.receipt.time")}</dt>
          <dd>{format.dateTime(sale.sold_at)}</dd>
        </div>
        <div>
          <dt>{t("sales.receipt.cashier")}</dt>
          <dd>{staff_name || "—"}</dd>
        </div>
        <div>
          <dt>{t("sales.receipt.member")}</dt>
          <dd>{anonymous ? t("sales.anonymous") : (sale.customer_name ?? "")}</dd>
        </div>
      </dl>
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>{t("sales.line.product")}</th>
            <th>{t("sales.line.unitPrice")}</th>
            <th>{t("sales.line.quantity")}</th>
            <th>{t("sales.line.discount")}</th>
            <th>{t("sales.line.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line_no}>
              <td>{line.line_no}</td>
              <td>
                {line.product_name} <small>{line.sku}</small>
              </td>
              <td>{format.money(line.unit_price_minor)}</td>
              <td>{line.quantity}</td>
              <td>{line.discount_minor > 0 ? format.money(-line.discount_minor) : "—"}</td>
              <td>{format.money(line.amount_minor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="hp-sheet-sums">
        {sums.map(([label, value, strong]) => (
          <div key={label} className={strong ? "hp-sheet-strong" : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {anonymous ? null : (
        <p>
          {t("sales.receipt.earned")}: {format.points(data.sale.wallet_points ?? 0)}
          {data.balancePoints === undefined
            ? null
            : ` · ${t("sales.receipt.balance")}: ${format.points(data.balancePoints)}`}
        </p>
      )}
      <footer>
        <span>{t("sales.receipt.thanks")}</span>
        <ReceiptCodes data={data} />
      </footer>
    </article>
  );
}
