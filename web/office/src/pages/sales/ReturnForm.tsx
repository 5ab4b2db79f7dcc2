import { sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { SaleDocument, SaleReturn } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { Points } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { App, AutoComplete, Form } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ReturnLines } from "./ReturnLines";
import { expectedReturn, onFormLines, type ReturnValues, returnRequest } from "./returning";
import { isAnonymous } from "./saleKey";

const kReasons = ["quality", "allergy", "mistake", "unwanted"] as const;
const kRefresh = ["sales", "customer", "customers", "home"];

function Outlook(props: { document: SaleDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<ReturnValues>();
  const lines = Form.useWatch("lines", form);
  const expected = expectedReturn(props.document.lines, { lines });
  const anonymous = isAnonymous(props.document.sale.customer_id);
  return (
    <div className="hp-return-outlook" aria-live="polite">
      <div>
        <span>{t("sales.return.refund")}</span>
        <strong className="hp-num">{format.money(expected.refund)}</strong>
      </div>
      {anonymous || expected.combined === undefined ? null : (
        <div>
          <span>{t("sales.return.takenBack")}</span>
          <Points value={expected.combined} strong />
        </div>
      )}
      <small className="hp-faint">{t("sales.return.refundHint")}</small>
    </div>
  );
}

export function ReturnForm(props: { document: SaleDocument; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { document, open, onClose } = props;
  const { sale, lines } = document;
  const anonymous = isAnonymous(sale.customer_id);
  const initial = useMemo<ReturnValues>(() => ({ lines: lines.map(() => ({ quantity: 0 })) }), [lines]);

  const submit = async (values: ReturnValues, { key }: Submission): Promise<SaleReturn> => {
    const { body, indexes } = returnRequest(lines, values);
    try {
      return await sales.giveBack(sale.customer_id, sale.sale_id, body, { key });
    } catch (error) {
      throw onFormLines(asProblem(error), indexes);
    }
  };
  return (
    <FormDrawer<ReturnValues, SaleReturn>
      open={open}
      title={t("sales.return.title", {
        customer: anonymous ? t("sales.anonymous") : (sale.customer_name ?? ""),
        at: format.dateTime(sale.sold_at),
      })}
      initial={initial}
      labels={{ lines: t("sales.lines"), reason: t("sales.return.reason") }}
      submit={submit}
      submitText={t("sales.return.submit")}
      onClose={onClose}
      onDone={(made) => {
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
        const refund = format.money(made.paid_out_minor ?? made.refund_minor);
        void message.success(
          anonymous || typeof made.combined_points !== "number"
            ? t("sales.return.doneAnonymous", { refund })
            : t("sales.return.done", { refund, points: format.points(Math.abs(made.combined_points)) }),
          6,
        );
        onClose();
      }}
    >
      {(form) => (
        <>
          <ReturnLines document={document} form={form} />
          <Form.Item
            name="chosen"
            dependencies={["lines"]}
            rules={[
              {
                validator: () =>
                  expectedReturn(lines, form.getFieldsValue(true) as ReturnValues).pieces > 0
                    ? Promise.resolve()
                    : Promise.reject(new Error(t("sales.return.chooseSome"))),
                validateTrigger: "onSubmit",
              },
            ]}
            validateTrigger="onSubmit"
            className="hp-return-chosen"
          >
            <input type="hidden" />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("sales.return.reason")}
            extra={t("sales.return.reasonHint")}
            rules={[needed(t, t("sales.return.reason")), atMost(t, 200)]}
          >
            <AutoComplete
              options={kReasons.map((reason) => ({ value: t(`sales.return.reasons.${reason}`) }))}
              showSearch={{ filterOption: false }}
            />
          </Form.Item>
          <Outlook document={document} />
        </>
      )}
    </FormDrawer>
  );
}
