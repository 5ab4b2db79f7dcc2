import { wallet as api } from "@shared/api/endpoints";
import { useFormat } from "@shared/ui/FormatProvider";
import { PointsInput } from "@shared/ui/form/AmountInput";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerSelect } from "../sales/CustomerSelect";
import type { WalletSubject } from "./commands";
import { kWalletRefresh, useWallet } from "./useWallet";

interface Values {
  to_customer_id: string;
  points: number;
  reason: string;
}

function Member(props: { value?: string; onChange?: (id: string | undefined) => void; label: string }) {
  return <CustomerSelect value={props.value} onChange={(id) => props.onChange?.(id)} label={props.label} />;
}

export function TransferForm(props: { open: boolean; subject: WalletSubject; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { open, subject, onClose } = props;
  const available = useWallet(open ? subject.customerId : undefined).data?.available_points;
  const labels: Record<string, string> = {
    to_customer_id: t("wallet.transfer.to"),
    points: t("wallet.transfer.points"),
    reason: t("wallet.transfer.reason"),
  };
  return (
    <FormDrawer<Values, Values>
      open={open}
      title={t("wallet.transfer.title", { name: subject.name })}
      initial={{}}
      labels={labels}
      width={440}
      submitText={t("wallet.transfer.command")}
      submit={async (values, { key }) => {
        await api.transfer(subject.customerId, { ...values, reason: values.reason.trim() }, { key });
        return values;
      }}
      onClose={onClose}
      onDone={({ points }) => {
        for (const first of kWalletRefresh) void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("wallet.transfer.done", { points: format.points(points) }));
        onClose();
      }}
    >
      <Form.Item
        name="to_customer_id"
        label={labels.to_customer_id}
        rules={[
          chosen(t, t("wallet.transfer.to")),
          {
            validator: (_rule, value: unknown) =>
              value === subject.customerId
                ? Promise.reject(new Error(t("wallet.transfer.same")))
                : Promise.resolve(),
          },
        ]}
      >
        <Member label={t("wallet.transfer.to")} />
      </Form.Item>
      <Form.Item
        name="points"
        label={labels.points}
        extra={
          available === undefined
            ? undefined
            : t("rewards.redemption.available", { points: format.points(available) })
        }
        rules={[
          chosen(t, t("wallet.transfer.points")),
          readable(t("form.points")),
          between(1, available ?? Number.MAX_SAFE_INTEGER, t("reasons.points.balance_too_low")),
        ]}
      >
        <PointsInput />
      </Form.Item>
      <Form.Item
        name="reason"
        label={labels.reason}
        rules={[needed(t, t("wallet.transfer.reason")), atMost(t, 200)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
