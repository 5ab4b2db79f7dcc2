import { rewards } from "@shared/api/endpoints";
import type { Gift, GiftWrite } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput, PointsInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { InstantInput } from "@shared/ui/form/dates";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { useTiers } from "@shared/ui/Lookup";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";

const kKeepings = ["per_store", "central"] as const;

export function GiftForm(props: { open: boolean; id?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, id, onClose } = props;
  const format = useFormat();
  const can = useCan();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tiers = useTiers(can("programme.read"));
  const record = useQuery({
    queryKey: ["rewards", "gift", id],
    queryFn: ({ signal }) => rewards.gift(id ?? "", signal),
    enabled: open && id !== undefined,
    staleTime: 0,
  }).data;
  const labels: Record<string, string> = {
    name: t("rewards.gift.name"),
    name_en: t("rewards.gift.nameEn"),
    about: t("rewards.gift.about"),
    price_points: t("rewards.gift.points"),
    price_minor: t("rewards.gift.price"),
    stock_keeping: t("rewards.gift.stockKeeping"),
    limit_per_member: t("rewards.gift.limit"),
    valid_from: t("rewards.gift.validFrom"),
    valid_to: t("rewards.gift.validTo"),
    tier_id: t("rewards.gift.tier"),
  };
  const notNegative = between(0, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range"));
  const submit = (values: GiftWrite, { key, version, base }: Submission) =>
    record
      ? rewards.updateGift(record.id, changed(base, values), { key, version })
      : rewards.createGift(filled(values), { key });
  return (
    <FormDrawer<GiftWrite, Gift>
      open={open && (id === undefined || record !== undefined)}
      title={record ? t("rewards.gift.edit") : t("rewards.gift.create")}
      initial={record ?? { price_minor: 0, limit_per_member: 0, stock_keeping: "per_store" }}
      version={record?.version}
      labels={labels}
      show={(field, value) =>
        field === "price_minor"
          ? format.money(Number(value))
          : field === "price_points"
            ? format.points(Number(value))
            : undefined
      }
      draft={id === undefined ? "gift" : undefined}
      submit={submit}
      onClose={onClose}
      onDone={(gift) => {
        void queries.invalidateQueries({ queryKey: ["rewards"] });
        void message.success(t(record ? "rewards.gift.saved" : "rewards.gift.created", { name: gift.name }));
        onClose();
      }}
    >
      <div className="hp-form-grid">
        <Form.Item
          name="name"
          label={labels.name}
          rules={[needed(t, t("rewards.gift.name")), atMost(t, 120)]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="name_en" label={labels.name_en} rules={[atMost(t, 120)]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="price_points"
          label={labels.price_points}
          rules={[chosen(t, t("rewards.gift.points")), readable(t("form.points")), notNegative]}
        >
          <PointsInput />
        </Form.Item>
        <Form.Item
          name="price_minor"
          label={labels.price_minor}
          rules={[readable(t("form.money", { n: format.currencyDigits })), notNegative]}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item name="about" label={labels.about} rules={[atMost(t, 2000)]} className="hp-form-wide">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        {record ? null : (
          <Form.Item
            name="stock_keeping"
            label={labels.stock_keeping}
            extra={t("rewards.gift.keepingHint")}
            required
            className="hp-form-wide"
          >
            <Radio.Group
              optionType="button"
              options={kKeepings.map((value) => ({ value, label: t(`rewards.gift.keeping.${value}`) }))}
            />
          </Form.Item>
        )}
        <h3 className="hp-form-section hp-form-wide">{t("rewards.gift.conditions")}</h3>
        <Form.Item
          name="limit_per_member"
          label={labels.limit_per_member}
          extra={t("rewards.gift.limitHint")}
        >
          <InputNumber min={0} max={100_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="tier_id" label={labels.tier_id}>
          <Select
            allowClear
            placeholder={t("rewards.gift.anyTier")}
            options={tiers.map((tier) => ({ value: tier.id, label: tier.name }))}
          />
        </Form.Item>
        <Form.Item name="valid_from" label={labels.valid_from}>
          <InstantInput />
        </Form.Item>
        <Form.Item name="valid_to" label={labels.valid_to} extra={t("rewards.gift.validToHint")}>
          <InstantInput />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
