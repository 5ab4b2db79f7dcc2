import { useTranslation } from "react-i18next";
import type { OrgUnit, SaleDocument } from "../../api/types";
import { useFormat } from "../FormatProvider";
import type { Paper } from "./paper";

export type PaperWidth = Exclude<Paper, "a4">;

export interface ReceiptData {
  sale: SaleDocument;
  chainName: string;
  store?: Pick<OrgUnit, "name" | "address" | "phone">;
  /** What the customer handed over in cash, when it was more than was due. */
  receivedMinor?: number;
  changeMinor?: number;
  /** Combined points of the customer after the sale. */
  balancePoints?: number;
  /** What finds the sale again. */
  code?: string;
  /** The same for scanners: SVG images as the server draws them. */
  codeQrSvg?: string;
  codeBarcodeSvg?: string;
  /** Printed again later. */
  copy?: boolean;
}

/** Names customer and sale: typed or scanned at a till it opens the sale. */
export function receiptNumber(data: ReceiptData): string {
  const { sale } = data.sale;
  if (data.code) return data.code;
  return sale.external_ref || (sale.sale_id ? `${sale.customer_id}.${sale.sale_id}` : "");
}

function Row(props: { label: string; value: string; strong?: boolean }) {
  return (
    <div className={props.strong ? "hp-receipt-strong" : undefined}>
      <span>{props.label}</span>
      <span>{props.value}</span>
    </div>
  );
}

function Lines(props: { data: ReceiptData }) {
  const format = useFormat();
  return (
    <ul className="hp-receipt-lines">
      {props.data.sale.lines.map((line) => (
        <li key={line.line_no}>
          <div>{line.product_name}</div>
          <div>
            <span>
              {line.quantity} × {format.money(line.unit_price_minor)}
              {line.discount_minor > 0 ? ` − ${format.money(line.discount_minor)}` : ""}
            </span>
            <span>{format.money(line.amount_minor)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Amounts(props: { data: ReceiptData }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sale, receivedMinor, changeMinor } = props.data;
  const { sale: head, lines, payments } = sale;
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <div className="hp-receipt-sums">
      <Row
        label={`${t("sales.receipt.list")} · ${t("sales.receipt.items", { n: pieces })}`}
        value={format.money(head.list_minor)}
      />
      {head.rebate_minor > 0 ? (
        <Row label={t("sales.receipt.rebate")} value={format.money(-head.rebate_minor)} />
      ) : null}
      <Row label={t("sales.receipt.payable")} value={format.money(head.payable_minor)} strong />
      {payments.map((payment, i) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be alike, and never move
          key={i}
          label={payment.label || t(`sales.payment.${payment.kind}`)}
          value={format.money(payment.amount_minor)}
        />
      ))}
      {receivedMinor === undefined ? null : (
        <Row label={t("sales.receipt.received")} value={format.money(receivedMinor)} />
      )}
      {changeMinor ? <Row label={t("sales.receipt.change")} value={format.money(changeMinor)} /> : null}
      {head.returned_minor > 0 ? (
        <Row label={t("sales.receipt.returned")} value={format.money(-head.returned_minor)} />
      ) : null}
    </div>
  );
}

function Member(props: { data: ReceiptData }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sale, balancePoints } = props.data;
  const { sale: head } = sale;
  if (head.customer_id.startsWith("-")) return null;
  return (
    <div className="hp-receipt-sums">
      <Row label={t("sales.receipt.member")} value={head.customer_name ?? ""} />
      {head.tier_name ? <Row label={t("sales.receipt.tier")} value={head.tier_name} /> : null}
      <Row label={t("sales.receipt.earned")} value={format.points(sale.wallet_points ?? 0)} />
      {balancePoints === undefined ? null : (
        <Row label={t("sales.receipt.balance")} value={format.points(balancePoints)} />
      )}
    </div>
  );
}

const asAddress = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** The receipt's number for scanners; without one that the server drew there is the text alone. */
export function ReceiptCodes(props: { data: ReceiptData }) {
  const { codeQrSvg, codeBarcodeSvg } = props.data;
  if (!codeQrSvg && !codeBarcodeSvg) return null;
  return (
    <div className="hp-receipt-codes">
      {codeQrSvg ? <img className="hp-receipt-qr" src={asAddress(codeQrSvg)} alt="" /> : null}
      {codeBarcodeSvg ? <img className="hp-receipt-barcode" src={asAddress(codeBarcodeSvg)} alt="" /> : null}
      <small>{receiptNumber(props.data)}</small>
    </div>
  );
}

/** What the printer puts on 58 or 80 mm paper. */
export function Receipt(props: { data: ReceiptData; width: PaperWidth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, width } = props;
  const { sale, staff_name } = data.sale;
  const storeName = data.store?.name ?? data.sale.store_name;
  return (
    <article className="hp-receipt" data-width={width} lang={format.language === "zh" ? "zh-CN" : "en"}>
      <header>
        <strong>{data.chainName}</strong>
        {storeName ? <span>{storeName}</span> : null}
        {data.store?.address ? <small>{data.store.address}</small> : null}
        {data.store?.phone ? <small>{data.store.phone}</small> : null}
        {data.copy ? <b className="hp-receipt-copy">{t("sales.receipt.reprint")}</b> : null}
      </header>
      <div className="hp-receipt-facts">
        {data.codeQrSvg ? null : (
          <Row label={t("sales.receipt.number")} value={receiptNumber(data) || t("sales.receipt.pending")} />
        )}
        <Row label={t("sales.receipt.time")} value={format.dateTime(sale.sold_at)} />
        {staff_name ? <Row label={t("sales.receipt.cashier")} value={staff_name} /> : null}
      </div>
      <Lines data={data} />
      <Amounts data={data} />
      <Member data={data} />
      <footer>
        {t("sales.receipt.thanks")}
        <ReceiptCodes data={data} />
      </footer>
    </article>
  );
}
