import { catalogue, sales } from "@shared/api/endpoints";
import { asProblem, Problem } from "@shared/api/problem";
import type { ExchangeDocument, Quote, SaleDocument } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, type FormInstance, Input, InputNumber, Select } from "antd";
import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kPaymentKinds } from "../till/names";
import {
  addTaken,
  differenceOf,
  type ExchangeValues,
  exchangeRequest,
  setTaken,
  type TakenLine,
  takenLines,
} from "./exchanging";
import { ReturnLines } from "./ReturnLines";
import { expectedReturn, onFormLines } from "./returning";
import { isAnonymous } from "./saleKey";
import { useSettled } from "./useSettled";

const kRefresh = ["sales", "customer", "customers", "home"];

async function findProduct(text: string) {
  try {
    return await catalogue.findProduct(text);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    const { items } = await catalogue.products({ q: text, status: "active", limit: 2 });
    return items.length === 1 ? items[0] : undefined;
  }
}

/** The new goods: a code and Enter adds one. */
function Taken(props: { value?: TakenLine[]; onChange?: (taken: TakenLine[]) => void; id?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value = [], onChange, id } = props;
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const add = async () => {
    const wanted = text.trim();
    if (wanted === "") return;
    const found = await findProduct(wanted).catch(() => undefined);
    if (!found || found.status === "disabled") {
      setWrong(t("sales.exchange.notFound", { text: wanted }));
      return;
    }
    setText("");
    setWrong(undefined);
    onChange?.(addTaken(value, found));
  };
  return (
    <>
      <Input
        id={id}
        value={text}
        maxLength={120}
        autoComplete="off"
        placeholder={t("sales.exchange.add")}
        status={wrong ? "error" : ""}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(undefined);
        }}
        onPressEnter={(event) => {
          event.preventDefault();
          void add();
        }}
      />
      {wrong ? (
        <p className="hp-tone-bad" role="alert">
          {wrong}
        </p>
      ) : null}
      <ul className="hp-return-lines">
        {value.map(({ product, quantity }, i) => (
          <li key={product.id}>
            <div>
              {product.name}
              <small className="hp-faint hp-num">
                {product.sku} · {format.money(product.price_minor)}
              </small>
            </div>
            <InputNumber
              min={1}
              max={999}
              precision={0}
              mode="spinner"
              value={quantity}
              aria-label={t("sales.exchange.quantityOf", { name: product.name })}
              onChange={(next) => onChange?.(setTaken(value, i, next ?? 1))}
            />
            <button
              type="button"
              className="hp-icon-button"
              aria-label={t("sales.exchange.remove", { name: product.name })}
              onClick={() => onChange?.(setTaken(value, i, 0))}
            >
              <X size={16} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the new goods cost this buyer now. */
function useNewQuote(document: SaleDocument, taken: readonly TakenLine[]): Quote | undefined {
  const { sale } = document;
  const request = {
    store_id: sale.store_id,
    ...(isAnonymous(sale.customer_id) ? {} : { customer_id: sale.customer_id }),
    lines: takenLines(taken),
  };
  const text = useSettled(taken.length > 0 ? JSON.stringify(request) : "", 200);
  const query = useQuery({
    queryKey: ["exchange", "quote", text],
    queryFn: () => sales.quote(JSON.parse(text) as typeof request),
    enabled: text !== "",
    staleTime: 0,
  });
  return text === (taken.length > 0 ? JSON.stringify(request) : "") ? query.data : undefined;
}

function Outlook(props: { document: SaleDocument; form: FormInstance<ExchangeValues> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document, form } = props;
  const lines = Form.useWatch("lines", form);
  const taken = Form.useWatch("taken", form) ?? [];
  const quote = useNewQuote(document, taken);
  const credit = expectedReturn(document.lines, { lines }).refund;
  const payable = taken.length === 0 ? 0 : quote?.payable_minor;
  const difference = payable === undefined ? undefined : differenceOf(payable, credit);
  return (
    <>
      <div className="hp-return-outlook" aria-live="polite">
        <div>
          <span>{t("sales.exchange.payable")}</span>
          <b className="hp-num">{payable === undefined ? "…" : format.money(payable)}</b>
        </div>
        <div>
          <span>{t("sales.exchange.credit")}</span>
          <b className="hp-num">{format.money(-credit)}</b>
        </div>
        <div>
          <span>
            {difference === undefined || difference > 0
              ? t("sales.exchange.toPay")
              : difference < 0
                ? t("sales.exchange.toGive")
                : t("sales.exchange.even")}
          </span>
          <strong className="hp-num" data-testid="difference">
            {difference === undefined ? "…" : format.money(Math.abs(difference))}
          </strong>
        </div>
      </div>
      {difference !== undefined && difference > 0 ? (
        <Form.Item name="payment" label={t("sales.exchange.payment")} className="hp-exchange-payment">
          <Select
            options={kPaymentKinds.map(({ kind }) => ({ value: kind, label: t(`sales.payment.${kind}`) }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}

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
  const submit = async (values: ExchangeValues, { key }: Submission): Promise<ExchangeDocument> => {
    const taken = values.taken ?? [];
    const quote = await sales.quote({
      store_id: sale.store_id,
      ...(anonymous ? {} : { customer_id: sale.customer_id }),
      lines: takenLines(taken),
    });
    const { body, indexes } = exchangeRequest(lines, values, quote.payable_minor);
    try {
      return await sales.exchange(sale.customer_id, sale.sale_id, body, { key });
    } catch (error) {
      throw onFormLines(asProblem(error), indexes);
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
                  return expectedReturn(lines, values).pieces > 0 && (values.taken ?? []).length > 0
                    ? Promise.resolve()
                    : Promise.reject(new Error(t("sales.exchange.nothing")));
                },
                validateTrigger: "onSubmit",
              },
            ]}
            validateTrigger="onSubmit"
          >
            <Taken />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("sales.exchange.reason")}
            rules={[needed(t, t("sales.exchange.reason")), atMost(t, 200)]}
          >
            <Input autoComplete="off" placeholder={t("sales.return.reasonHint")} />
          </Form.Item>
          <Outlook document={document} form={form} />
        </>
      )}
    </FormDrawer>
  );
}
