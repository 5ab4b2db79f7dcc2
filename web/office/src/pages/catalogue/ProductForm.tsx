import { catalogue } from "@shared/api/endpoints";
import type { Product, ProductWrite } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput, PercentInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useServiceTypes } from "./useServiceTypes";

function CostWarning() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<ProductWrite>();
  const price = Form.useWatch("price_minor", form);
  const cost = Form.useWatch("cost_minor", form);
  if (typeof price !== "number" || typeof cost !== "number" || cost <= price)
    return <>{t("catalogue.costHint")}</>;
  return <span className="hp-tone-warn">{t("catalogue.below")}</span>;
}

export function ProductForm(props: { open: boolean; id?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, id, onClose } = props;
  const can = useCan();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const types = useServiceTypes();
  const record = useQuery({
    queryKey: ["product", id],
    queryFn: ({ signal }) => catalogue.product(id ?? "", signal),
    enabled: open && id !== undefined,
    staleTime: 0,
  }).data;
  const margin = can("finance.margin.read");
  const labels = useMemo(() => {
    const plain: Record<string, string> = {
      name: t("catalogue.name"),
      sku: t("catalogue.sku"),
      barcode: t("catalogue.barcode"),
      category: t("catalogue.category"),
      service_type_id: t("catalogue.serviceType"),
      price_minor: t("catalogue.price"),
    };
    return margin
      ? { ...plain, cost_minor: t("catalogue.cost"), margin_ppm: t("catalogue.marginRate") }
      : plain;
  }, [t, margin]);
  const readableMoney = readable(t("form.money", { n: format.currencyDigits }));
  const notNegative = between(0, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range"));

  const submit = (values: ProductWrite, { key, version, base }: Submission) =>
    record
      ? catalogue.updateProduct(record.id, changed(base, values), { key, version })
      : catalogue.createProduct(filled(values), { key });
  return (
    <FormDrawer<ProductWrite, Product>
      open={open && (id === undefined || record !== undefined)}
      title={record ? t("catalogue.edit") : t("catalogue.create")}
      initial={record ?? {}}
      version={record?.version}
      labels={labels}
      show={(field, value) => {
        if (field.endsWith("_minor")) return format.money(Number(value));
        if (field === "margin_ppm") return format.percent(Number(value));
        return field === "service_type_id" ? types.find((type) => type.id === value)?.name : undefined;
      }}
      draft={id === undefined ? "product" : undefined}
      submit={submit}
      onClose={onClose}
      onDone={(product) => {
        void queries.invalidateQueries({ queryKey: ["products"] });
        void queries.invalidateQueries({ queryKey: ["product", product.id] });
        void message.success(t(record ? "catalogue.saved" : "catalogue.created", { name: product.name }));
        onClose();
      }}
    >
      <div className="hp-form-grid">
        <Form.Item
          name="name"
          label={labels.name}
          rules={[needed(t, t("catalogue.name")), atMost(t, 120)]}
          className="hp-form-wide"
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="sku" label={labels.sku} rules={[needed(t, t("catalogue.sku")), atMost(t, 64)]}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="barcode" label={labels.barcode} rules={[atMost(t, 64)]}>
          <Input autoComplete="off" inputMode="numeric" />
        </Form.Item>
        <Form.Item name="category" label={labels.category} rules={[atMost(t, 80)]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="service_type_id"
          label={labels.service_type_id}
          rules={[chosen(t, t("catalogue.serviceType"))]}
        >
          <SearchSelect options={types.map((type) => ({ value: type.id, label: type.name }))} />
        </Form.Item>
        <Form.Item
          name="price_minor"
          label={labels.price_minor}
          rules={[chosen(t, t("catalogue.price")), readableMoney, notNegative]}
        >
          <MoneyInput />
        </Form.Item>
        {margin ? (
          <>
            <Form.Item
              name="cost_minor"
              label={labels.cost_minor}
              rules={[readableMoney, notNegative]}
              extra={<CostWarning />}
            >
              <MoneyInput />
            </Form.Item>
            <Form.Item
              name="margin_ppm"
              label={labels.margin_ppm}
              rules={[readable(t("form.percent")), between(0, 1_000_000, t("reasons.request.out_of_range"))]}
              extra={t("catalogue.marginHint")}
            >
              <PercentInput />
            </Form.Item>
          </>
        ) : null}
      </div>
    </FormDrawer>
  );
}
