import { rewards } from "@shared/api/endpoints";
import type { Gift, StockMovement, StockWrite } from "@shared/api/types";
import { filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen } from "@shared/ui/form/rules";
import { UnitSelect } from "@shared/ui/Lookup";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { stockAfter } from "./stock";

const kKinds = ["received", "written_off", "counted"] as const;

export function useStock(giftId: string | undefined) {
  return useQuery({
    queryKey: ["rewards", "gift", giftId, "stock"],
    queryFn: ({ signal }) => rewards.stock(giftId ?? "", signal),
    enabled: giftId !== undefined,
  }).data?.items;
}

function Outlook(props: { gift: Gift }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<StockWrite>();
  const store = Form.useWatch("store_id", form);
  const kind = Form.useWatch("kind", form);
  const quantity = Form.useWatch("quantity", form);
  const stock = useStock(props.gift.id);
  const perStore = props.gift.stock_keeping === "per_store";
  if (perStore && !store) return null;
  const now = stock?.find((place) => (perStore ? place.store_id === store : !place.store_id))?.quantity ?? 0;
  const after = stockAfter(now, kind, quantity);
  return (
    <p className="hp-faint" aria-live="polite">
      {t("rewards.stock.now", { n: now })}
      {after === undefined ? null : (
        <>
          {" → "}
          <b className={after < 0 ? "hp-tone-bad" : undefined}>{t("rewards.stock.after", { n: after })}</b>
        </>
      )}
    </p>
  );
}

export function StockForm(props: { gift: Gift | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { gift, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const perStore = gift?.stock_keeping === "per_store";
  const labels: Record<string, string> = {
    kind: t("rewards.stock.kind"),
    store_id: t("rewards.stock.place"),
    quantity: t("rewards.stock.quantity"),
    note: t("rewards.stock.note"),
  };
  return (
    <FormDrawer<StockWrite, StockMovement>
      open={gift !== undefined}
      title={t("rewards.stock.title", { name: gift?.name ?? "" })}
      initial={{ kind: "received" }}
      labels={labels}
      width={440}
      submit={(values, { key }) => rewards.moveStock(gift?.id ?? "", filled(values) as StockWrite, { key })}
      onClose={onClose}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ["rewards"] });
        void message.success(t("rewards.stock.done", { name: gift?.name ?? "" }));
        onClose();
      }}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label={labels.kind} required>
            <Radio.Group
              optionType="button"
              options={kKinds.map((value) => ({ value, label: t(`rewards.stock.kinds.${value}`) }))}
            />
          </Form.Item>
          {perStore ? (
            <Form.Item name="store_id" label={labels.store_id} rules={[chosen(t, t("rewards.stock.place"))]}>
              <UnitSelect storesOnly />
            </Form.Item>
          ) : null}
          <Form.Item noStyle dependencies={["kind"]}>
            {() => (
              <Form.Item
                name="quantity"
                label={
                  form.getFieldValue("kind") === "counted"
                    ? t("rewards.stock.countedQuantity")
                    : labels.quantity
                }
                rules={[chosen(t, t("rewards.stock.quantity"))]}
              >
                <InputNumber min={0} max={100_000_000} precision={0} style={{ width: "100%" }} />
              </Form.Item>
            )}
          </Form.Item>
          {gift ? <Outlook gift={gift} /> : null}
          <Form.Item name="note" label={labels.note} rules={[atMost(t, 200)]}>
            <Input autoComplete="off" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
