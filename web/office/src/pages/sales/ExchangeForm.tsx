import { sales } from "@shared/api/endpoints";
import { asProblem, Problem } from "@shared/api/problem";
import type { ExchangeDocument, ExchangeQuote, ExchangeQuoteRequest, SaleDocument } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Changes, ExchangeOutlook } from "./ExchangeOutlook";
import {
  adopted,
  type Change,
  changesBetween,
  currentQuote,
  type ExchangeValues,
  exchangeQuestion,
  exchangeRequest,
  onExchangeForm,
} from "./exchanging";
import { ReturnLines } from "./ReturnLines";
import { isAnonymous } from "./saleKey";
import { TakenGoods } from "./TakenGoods";
import { askAgain, shownQuote, showQuote } from "./useExchangeQuote";

const kRefresh = ["sales", "customer", "customers", "home"];
/** What was shown isn't what holds now; nothing has happened. */
const kOvertaken = new Set(["sales.payable_changed", "sales.payments_do_not_add_up"]);

/** Goods come back and others are taken, with one difference to pay or to give back. */
export function ExchangeForm(props: { document: SaleDocument; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { document, open, onClose } = props;
  const { sale, lines } = document;
  const anonymous = isAnonymous(sale.customer_id);
  const initial = useMemo<ExchangeValues>(
    () => ({ lines: lines.map(() => ({ quantity: 0 })), taken: [], payment: "cash" }),
    [lines],
  );
  const [changes, setChanges] = useState<Change[]>([]);
  /** Puts what holds now in the place of what was shown, and remembers what is another. */
  const adopt = async (question: ExchangeQuoteRequest, shown: ExchangeQuote, problem: Problem) => {
    const current = currentQuote(problem);
    const known = current ? adopted(shown, current) : shown;
    showQuote(queries, sale, question, known);
    const now = await askAgain(queries, sale, question).catch(() => known);
    setChanges(changesBetween(shown, now));
  };
  const submit = async (values: ExchangeValues, { key }: Submission): Promise<ExchangeDocument> => {
    const question = exchangeQuestion(lines, values);
    const shown = shownQuote(queries, sale, question);
    setChanges([]);
    if (!question || !shown) throw new Problem({ status: 409, reason: "client.amount_not_shown" });
    const { body, indexes } = exchangeRequest(lines, values, shown);
    try {
      return await sales.exchange(sale.customer_id, sale.sale_id, body, { key });
    } catch (error) {
      const problem = asProblem(error);
      if (kOvertaken.has(problem.reason)) await adopt(question, shown, problem);
      throw onExchangeForm(problem, indexes);
    }
  };
  return (
    <FormDrawer<ExchangeValues, ExchangeDocument>
      open={open}
      title={t("sales.exchange.title", {
        customer: anonymous ? t("sales.anonymous") : (sale.customer_name ?? ""),
        at: format.dateTime(sale.sold_at),
      })}
      initial={initial}
      labels={{
        lines: t("sales.lines"),
        taken: t("sales.exchange.taken"),
        reason: t("sales.exchange.reason"),
      }}
      submit={submit}
      submitText={t("sales.exchange.submit")}
      onClose={onClose}
      onDone={({ difference_minor }) => {
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
        const amount = format.money(Math.abs(difference_minor));
        void message.success(
          difference_minor > 0
            ? t("sales.exchange.done", { amount })
            : difference_minor < 0
              ? t("sales.exchange.doneBack", { amount })
              : t("sales.exchange.doneEven"),
          6,
        );
        onClose();
      }}
      width={600}
      explain={(problem) =>
        kOvertaken.has(problem.reason) && changes.length > 0 ? <Changes changes={changes} /> : undefined
      }
    >
      {(form) => (
        <>
          <ReturnLines document={document} form={form} title={t("sales.exchange.back")} />
          <Form.Item
            name="taken"
            label={t("sales.exchange.taken")}
            required
            className="hp-exchange-taken"
            rules={[
              {
                validator: () => {
                  const values = form.getFieldsValue(true) as ExchangeValues;
                  return exchangeQuestion(lines, values)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t("sales.exchange.nothing")));
                },
                validateTrigger: "onSubmit",
              },
            ]}
            validateTrigger="onSubmit"
          >
            <TakenGoods />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("sales.exchange.reason")}
            rules={[needed(t, t("sales.exchange.reason")), atMost(t, 200)]}
          >
            <Input autoComplete="off" placeholder={t("sales.return.reasonHint")} />
          </Form.Item>
          <ExchangeOutlook document={document} form={form} />
        </>
      )}
    </FormDrawer>
  );
}
