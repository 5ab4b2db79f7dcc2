import type { VoucherDocument } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { CustomerName, StoreName } from "@shared/ui/Names";
import { Facts } from "@shared/ui/Page";
import { Blank, Money, Points, Time } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import { VoucherStatus } from "./RewardValues";
import { seriesTerms } from "./terms";

export function VoucherView(props: { document: VoucherDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { voucher, series } = props.document;
  return (
    <Facts
      items={[
        [
          t("rewards.voucher.code"),
          <b key="code" className="hp-num hp-voucher-code">
            {voucher.code}
          </b>,
        ],
        [t("field.status"), <VoucherStatus key="state" state={voucher.state} />],
        [t("rewards.series.terms"), seriesTerms(t, format, series).join(" · ")],
        [
          t("rewards.voucher.holder"),
          voucher.customer_id.startsWith("-") ? (
            t("rewards.voucher.bearer")
          ) : (
            <CustomerName key="holder" id={voucher.customer_id} />
          ),
        ],
        [t("rewards.voucher.issuedAt"), <Time key="issued" at={voucher.issued_at} exact />],
        [
          t("rewards.voucher.expiresAt"),
          voucher.expires_at ? (
            <Time key="until" at={voucher.expires_at} exact />
          ) : (
            t("rewards.voucher.noExpiry")
          ),
        ],
        voucher.paid_points > 0 && [
          t("rewards.redemption.points"),
          <Points key="p" value={voucher.paid_points} />,
        ],
        voucher.used_at
          ? [t("rewards.voucher.usedAt"), <Time key="used" at={voucher.used_at} exact />]
          : false,
        voucher.used_amount_minor !== undefined && voucher.used_at
          ? [t("rewards.voucher.usedAmount"), <Money key="amount" minor={voucher.used_amount_minor} />]
          : false,
        voucher.used_store_id
          ? [t("rewards.voucher.usedStore"), <StoreName key="store" id={voucher.used_store_id} />]
          : false,
        voucher.cancel_reason ? [t("rewards.voucher.cancelReason"), voucher.cancel_reason] : false,
        voucher.cancelled_at
          ? [t("rewards.voucher.cancelled"), <Time key="c" at={voucher.cancelled_at} exact />]
          : false,
        !voucher.used_at && !voucher.expires_at
          ? false
          : [t("rewards.series.name"), series.name || <Blank key="s" />],
      ]}
    />
  );
}
