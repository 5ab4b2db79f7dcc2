import { sales } from "@shared/api/endpoints";
import type { OfflineSale, SaleDocument } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput } from "@shared/ui/form/AmountInput";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, readable } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { offlineReasons } from "./offlineReasons";

interface ReviewValues {
  paid_back?: number;
  note?: string;
}

const kRefresh = ["sales", "offline_sales", "home"];

/** Somebody has looked at a sale made without the network, and says what the buyer got back. */
export function OfflineReviewForm(props: { document: SaleDocument; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { document, open, onClose } = props;
  const { sale, offline } = document;
  const theirs = Math.max(0, offline?.difference_minor ?? 0);
  const labels: Record<string, string> = {
    paid_back_minor: t("sales.offline.paidBack"),
    note: t("sales.offline.note"),
  };
  return (
    <FormDrawer<ReviewValues, OfflineSale>
      open={open}
      title={t("sales.offline.review")}
      initial={theirs > 0 ? { paid_back: theirs } : {}}
      labels={labels}
      width={440}
      submitText={t("sales.offline.review")}
      submit={({ paid_back, note }, { key }) =>
        sales.reviewOffline(
          sale.customer_id,
          sale.sale_id,
          { ...(paid_back ? { paid_back_minor: paid_back } : {}), ...(note ? { note } : {}) },
          { key },
        )
      }
      onClose={onClose}
      onDone={() => {
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("sales.offline.reviewed"));
        onClose();
      }}
    >
      <ul className="hp-offline-why">
        {offline
          ? offlineReasons(offline).map((one) => <li key={one}>{t(`sales.offline.${one}`)}</li>)
          : null}
      </ul>
      {theirs > 0 ? (
        <Form.Item
          name="paid_back"
          label={labels.paid_back_minor}
          extra={t("sales.offline.theirs", { amount: format.money(theirs) })}
          rules={[
            readable(t("form.money", { n: format.currencyDigits })),
            between(0, theirs, t("reasons.sales.paid_back_too_much")),
          ]}
        >
          <MoneyInput />
        </Form.Item>
      ) : null}
      <Form.Item name="note" label={labels.note} rules={[atMost(t, 200)]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
