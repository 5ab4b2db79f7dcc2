import { sales } from "@shared/api/endpoints";
import type { OfflineSale } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { type PaidBack, type Reviewed, reviewEach, reviewOf, theirsOf } from "./reviewing";

interface Values {
  paid_back?: PaidBack;
  note?: string;
}

const kRefresh = ["sales", "offline_sales", "home"];

/** Somebody has looked at several sales made without the network, and says once what holds for all of them. */
export function ReviewManyForm(props: {
  rows: readonly OfflineSale[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { rows, onClose, onDone } = props;
  const theirs = rows.reduce((sum, row) => sum + theirsOf(row), 0);
  const buyers = rows.filter((row) => theirsOf(row) > 0).length;
  const labels = { paid_back: t("sales.offline.paidBack"), note: t("sales.offline.note") };
  const finish = ({ done, refused }: Reviewed) => {
    for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
    const [first] = refused;
    if (first) {
      const why = reasonText(t, first);
      void message.warning(t("sales.offline.someRefused", { done, n: refused.length, why }), 8);
    } else void message.success(t("sales.offline.reviewedMany", { n: done }));
    onDone();
  };
  return (
    <FormDrawer<Values, Reviewed>
      open
      title={t("sales.offline.reviewMany", { n: rows.length })}
      initial={{}}
      labels={labels}
      width={440}
      submitText={t("sales.offline.review")}
      submit={({ paid_back, note }, { key }) =>
        reviewEach(rows, (row) =>
          sales.reviewOffline(row.customer_id, row.sale_id, reviewOf(row, paid_back, note), {
            key: `${key}-${row.sale_id}`,
          }),
        )
      }
      onClose={onClose}
      onDone={finish}
    >
      {theirs > 0 ? (
        <Form.Item
          name="paid_back"
          label={labels.paid_back}
          extra={t("sales.offline.theirsMany", { n: buyers, amount: format.money(theirs) })}
          rules={[{ required: true, message: t("sales.offline.sayPaidBack") }]}
        >
          <Radio.Group
            options={[
              { value: "all", label: t("sales.offline.paidBackAll") },
              { value: "nothing", label: t("sales.offline.paidBackNothing") },
            ]}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="note" label={labels.note} rules={[atMost(t, 200)]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
