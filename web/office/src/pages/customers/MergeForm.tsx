import { customers } from "@shared/api/endpoints";
import type { Customer, Kin } from "@shared/api/types";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerSelect } from "../sales/CustomerSelect";
import { MergeMoves } from "./MergeMoves";

interface Values {
  from_customer_id: string;
  reason: string;
}

const kRefresh = ["customer", "customers", "home"];

function Other(props: { value?: string; onChange?: (id: string | undefined) => void; label: string }) {
  return <CustomerSelect value={props.value} onChange={(id) => props.onChange?.(id)} label={props.label} />;
}

function Moves(props: { into: Customer }) {
  const from = Form.useWatch("from_customer_id", Form.useFormInstance<Values>());
  return from && from !== props.into.id ? <MergeMoves from={from} into={props.into} /> : null;
}

/** Makes another customer part of this one, and says what will be where. */
export function MergeForm(props: { customer: Customer; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { customer, open, onClose } = props;
  const labels: Record<string, string> = {
    from_customer_id: t("customers.merge.from"),
    reason: t("customers.merge.reason"),
  };
  return (
    <FormDrawer<Values, Kin>
      open={open}
      title={t("customers.merge.title", { name: customer.name })}
      initial={{}}
      labels={labels}
      width={440}
      submitText={t("customers.merge.submit")}
      submit={(values, { key }) =>
        customers.merge(customer.id, { ...values, reason: values.reason.trim() }, { key })
      }
      onClose={onClose}
      onDone={() => {
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("customers.merge.done", { name: customer.name }));
        onClose();
      }}
    >
      <Alert
        type="warning"
        showIcon
        className="hp-form-note"
        title={t("customers.merge.text", { name: customer.name })}
      />
      <Form.Item
        name="from_customer_id"
        label={labels.from_customer_id}
        rules={[
          chosen(t, t("customers.merge.from")),
          {
            validator: (_rule, value: unknown) =>
              value === customer.id
                ? Promise.reject(new Error(t("reasons.customers.same_customer")))
                : Promise.resolve(),
          },
        ]}
      >
        <Other label={t("customers.merge.from")} />
      </Form.Item>
      <Moves into={customer} />
      <Form.Item
        name="reason"
        label={labels.reason}
        rules={[needed(t, t("customers.merge.reason")), atMost(t, 200)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
