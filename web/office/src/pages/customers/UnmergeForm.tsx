import { customers } from "@shared/api/endpoints";
import type { Kin } from "@shared/api/types";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

interface Values {
  reason: string;
}

const kRefresh = ["customer", "customers", "duplicates", "home"];

/** Lets somebody who was merged into this customer be one of his own again. */
export function UnmergeForm(props: {
  customerId: string;
  from: { customer_id: string; name: string };
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { customerId, from, onClose } = props;
  const { name } = from;
  return (
    <FormDrawer<Values, Kin>
      open
      title={t("customers.unmerge.title", { name })}
      initial={{}}
      labels={{ reason: t("customers.unmerge.reason") }}
      width={440}
      submitText={t("customers.unmerge.submit")}
      submit={(values, { key }) =>
        customers.unmerge(
          customerId,
          { from_customer_id: from.customer_id, reason: values.reason.trim() },
          { key },
        )
      }
      onClose={onClose}
      onDone={() => {
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("customers.unmerge.done", { name }));
        onClose();
      }}
    >
      <Alert type="warning" showIcon className="hp-form-note" title={t("customers.unmerge.text", { name })} />
      <Form.Item
        name="reason"
        label={t("customers.unmerge.reason")}
        rules={[needed(t, t("customers.unmerge.reason")), atMost(t, 200)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
