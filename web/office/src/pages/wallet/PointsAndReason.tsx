import { PointsInput } from "@shared/ui/form/AmountInput";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** How many points and why, as every movement by hand asks; between them what they come to. */
export function PointsAndReason(props: { of: "adjust" | "grant"; children: ReactNode }) {
  const { t } = useTranslation();
  const { of } = props;
  const points = t(`wallet.${of}.points`);
  const reason = t(`wallet.${of}.reason`);
  return (
    <>
      <Form.Item
        name="points"
        label={points}
        rules={[
          chosen(t, points),
          readable(t("form.points")),
          between(1, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range")),
        ]}
      >
        <PointsInput autoFocus />
      </Form.Item>
      {props.children}
      <Form.Item
        name="reason"
        label={reason}
        extra={t(`wallet.${of}.reasonHint`)}
        rules={[needed(t, reason), atMost(t, 200)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
      </Form.Item>
    </>
  );
}
