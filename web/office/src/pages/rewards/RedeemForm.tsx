import { rememberStore, useUsualStore } from "@app/useUsualStore";
import { rewards, wallet } from "@shared/api/endpoints";
import type { Redemption, RedemptionWrite } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen } from "@shared/ui/form/rules";
import { UnitSelect } from "@shared/ui/Lookup";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerSelect } from "../sales/CustomerSelect";
import { kPaymentKinds } from "../till/names";
import { GiftPicture } from "./GiftPicture";
import { giftPrice } from "./RewardValues";
import "./rewards.css";

function useGifts() {
  return useQuery({
    queryKey: ["rewards", "gifts", "all"],
    queryFn: ({ signal }) => rewards.gifts({ status: "active", limit: 200 }, signal),
  }).data?.items;
}

function Customer(props: { value?: string; onChange?: (id: string | undefined) => void; label: string }) {
  return <CustomerSelect value={props.value} onChange={(id) => props.onChange?.(id)} label={props.label} />;
}

/** What it costs and what is left, before anybody confirms. */
function Outlook() {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<RedemptionWrite>();
  const customerId = Form.useWatch("customer_id", form);
  const giftId = Form.useWatch("gift_id", form);
  const quantity = Form.useWatch("quantity", form) ?? 1;
  const code = Form.useWatch("voucher_code", form);
  const gift = useGifts()?.find((one) => one.id === giftId);
  const head = useQuery({
    queryKey: ["customer", customerId, "wallet"],
    queryFn: ({ signal }) => wallet.get(customerId ?? "", signal),
    enabled: Boolean(customerId),
  }).data;
  if (!gift || code?.trim()) return null;
  const points = gift.price_points * quantity;
  const amount = gift.price_minor * quantity;
  const left = head ? head.available_points - points : undefined;
  return (
    <div className="hp-return-outlook" aria-live="polite">
      <div>
        <span>
          {amount > 0
            ? t("rewards.redemption.costsMoney", {
                points: format.points(points),
                amount: format.money(amount),
              })
            : t("rewards.redemption.costs", { points: format.points(points) })}
        </span>
      </div>
      {head && left !== undefined ? (
        <small className={left < 0 ? "hp-tone-bad" : "hp-faint"}>
          {t("rewards.redemption.available", { points: format.points(head.available_points) })}
          {" · "}
          {left < 0
            ? t("rewards.redemption.notEnough", { points: format.points(-left) })
            : t("rewards.redemption.left", { points: format.points(left) })}
        </small>
      ) : null}
    </div>
  );
}

export function RedeemForm(props: { open: boolean; customerId?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, customerId, onClose } = props;
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const gifts = useGifts();
  const usual = useUsualStore();
  const labels: Record<string, string> = {
    customer_id: t("rewards.redemption.customer"),
    gift_id: t("rewards.redemption.gift"),
    quantity: t("rewards.redemption.quantity"),
    store_id: t("rewards.redemption.store"),
    voucher_code: t("rewards.redemption.voucher"),
    payment_kind: t("rewards.redemption.payment"),
  };
  const submit = (values: RedemptionWrite, key: string) => {
    const gift = gifts?.find((one) => one.id === values.gift_id);
    const quantity = values.quantity ?? 1;
    const expected =
      gift && !values.voucher_code?.trim()
        ? {
            expected_points: gift.price_points * quantity,
            expected_price_minor: gift.price_minor * quantity,
          }
        : {};
    return rewards.redeem({ ...(filled(values) as RedemptionWrite), ...expected }, { key });
  };
  return (
    <FormDrawer<RedemptionWrite, Redemption>
      open={open && !usual.waiting}
      title={t("rewards.redemption.create")}
      initial={{ quantity: 1, store_id: usual.id, ...(customerId ? { customer_id: customerId } : {}) }}
      labels={labels}
      submitText={t("rewards.redemption.submit")}
      submit={(values, { key }) => submit(values, key)}
      onClose={onClose}
      onDone={(made) => {
        rememberStore(made.store_id);
        for (const first of ["rewards", "customer"]) void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("rewards.redemption.done", { name: made.gift_name, n: made.quantity }));
        onClose();
      }}
      width={480}
    >
      {(form) => (
        <>
          <Form.Item name="customer_id" label={labels.customer_id}>
            <Customer label={t("rewards.redemption.customer")} />
          </Form.Item>
          <Form.Item name="gift_id" label={labels.gift_id} rules={[chosen(t, t("rewards.redemption.gift"))]}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={(gifts ?? []).map((gift) => ({
                value: gift.id,
                label: gift.name,
                price: giftPrice(t, format, gift),
                gift,
              }))}
              optionRender={(option) => (
                <span className="hp-gift-option">
                  <GiftPicture gift={option.data.gift} size={36} />
                  <span className="hp-customer-option">
                    {option.data.label}
                    <small className="hp-faint hp-num">{option.data.price}</small>
                  </span>
                </span>
              )}
            />
          </Form.Item>
          <div className="hp-form-grid">
            <Form.Item
              name="quantity"
              label={labels.quantity}
              rules={[chosen(t, t("rewards.redemption.quantity"))]}
            >
              <InputNumber min={1} max={1000} precision={0} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item
              name="store_id"
              label={labels.store_id}
              rules={[chosen(t, t("rewards.redemption.store"))]}
            >
              <UnitSelect storesOnly allowClear={false} placeholder={t("rewards.redemption.chooseStore")} />
            </Form.Item>
          </div>
          <Form.Item
            name="voucher_code"
            label={labels.voucher_code}
            extra={t("rewards.redemption.voucherHint")}
            rules={[atMost(t, 40)]}
          >
            <Input autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item noStyle dependencies={["gift_id"]}>
            {() => {
              const gift = gifts?.find((one) => one.id === form.getFieldValue("gift_id"));
              return gift && gift.price_minor > 0 ? (
                <Form.Item
                  name="payment_kind"
                  label={labels.payment_kind}
                  rules={[chosen(t, t("rewards.redemption.payment"))]}
                >
                  <Select
                    options={kPaymentKinds.map(({ kind }) => ({
                      value: kind,
                      label: t(`sales.payment.${kind}`),
                    }))}
                  />
                </Form.Item>
              ) : null;
            }}
          </Form.Item>
          <Outlook />
        </>
      )}
    </FormDrawer>
  );
}
