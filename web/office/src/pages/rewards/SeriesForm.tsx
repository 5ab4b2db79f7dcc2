import { rewards } from "@shared/api/endpoints";
import type { VoucherSeries, VoucherSeriesWrite } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput, PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { InstantInput } from "@shared/ui/form/dates";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { isStore, useOrgUnits, useTiers } from "@shared/ui/Lookup";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useServiceTypes } from "../catalogue/useServiceTypes";

const kKinds = ["money_off", "percent_off", "gift"] as const;
const kOne = 1_000_000;

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    name: t("rewards.series.name"),
    name_en: t("rewards.series.nameEn"),
    kind: t("rewards.series.kind"),
    value_minor: t("rewards.series.value"),
    rate_ppm: t("rewards.series.rate"),
    cap_minor: t("rewards.series.cap"),
    gift_id: t("rewards.series.gift"),
    minimum_minor: t("rewards.series.minimum"),
    new_members_only: t("rewards.series.newMembersOnly"),
    may_combine: t("rewards.series.mayCombine"),
    valid_from: t("rewards.series.validFrom"),
    valid_to: t("rewards.series.validTo"),
    valid_days: t("rewards.series.validDays"),
    limit_per_member: t("rewards.series.limit"),
    price_points: t("rewards.series.price"),
    store_ids: t("rewards.series.stores"),
    service_type_ids: t("rewards.series.serviceTypes"),
    tier_ids: t("rewards.series.tiers"),
  };
}

function ValueFields(props: { labels: Record<string, string> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { labels } = props;
  const form = Form.useFormInstance<VoucherSeriesWrite>();
  const kind = Form.useWatch("kind", form);
  const gifts = useQuery({
    queryKey: ["rewards", "gifts", "all"],
    queryFn: ({ signal }) => rewards.gifts({ status: "active", limit: 200 }, signal),
    enabled: kind === "gift",
  }).data?.items;
  const money = readable(t("form.money", { n: format.currencyDigits }));
  const positive = between(1, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range"));
  return (
    <>
      {kind === "money_off" ? (
        <Form.Item
          name="value_minor"
          label={labels.value_minor}
          rules={[chosen(t, labels.value_minor ?? ""), money, positive]}
        >
          <MoneyInput />
        </Form.Item>
      ) : null}
      {kind === "percent_off" ? (
        <>
          <Form.Item
            name="rate_ppm"
            label={labels.rate_ppm}
            extra={t("rewards.series.rateHint")}
            rules={[
              chosen(t, labels.rate_ppm ?? ""),
              readable(t("form.percent")),
              between(1, kOne, t("reasons.request.out_of_range")),
            ]}
          >
            <PercentInput />
          </Form.Item>
          <Form.Item name="cap_minor" label={labels.cap_minor} rules={[money, positive]}>
            <MoneyInput />
          </Form.Item>
        </>
      ) : null}
      {kind === "gift" ? (
        <Form.Item name="gift_id" label={labels.gift_id} rules={[chosen(t, labels.gift_id ?? "")]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={(gifts ?? []).map((gift) => ({ value: gift.id, label: gift.name }))}
          />
        </Form.Item>
      ) : (
        <Form.Item
          name="minimum_minor"
          label={labels.minimum_minor}
          extra={t("rewards.series.minimumHint")}
          rules={[money, between(0, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range"))]}
        >
          <MoneyInput />
        </Form.Item>
      )}
    </>
  );
}

function Many(props: {
  value?: string[];
  onChange?: (ids: string[]) => void;
  id?: string;
  all: string;
  options: { value: string; label: string }[];
}) {
  const { all, ...rest } = props;
  return (
    <Select
      {...rest}
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      placeholder={all}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}

export function SeriesForm(props: { open: boolean; id?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, id, onClose } = props;
  const format = useFormat();
  const can = useCan();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels = useLabels();
  const units = useOrgUnits().filter(isStore);
  const types = useServiceTypes();
  const tiers = useTiers(can("programme.read"));
  const record = useQuery({
    queryKey: ["rewards", "one series", id],
    queryFn: ({ signal }) => rewards.oneSeries(id ?? "", signal),
    enabled: open && id !== undefined,
    staleTime: 0,
  }).data;
  const submit = (values: VoucherSeriesWrite, { key, version, base }: Submission) =>
    record
      ? rewards.updateSeries(record.id, changed(base, values), { key, version })
      : rewards.createSeries(filled(values), { key });
  return (
    <FormDrawer<VoucherSeriesWrite, VoucherSeries>
      open={open && (id === undefined || record !== undefined)}
      title={record ? t("rewards.series.edit") : t("rewards.series.create")}
      initial={
        record ?? {
          kind: "money_off",
          minimum_minor: 0,
          valid_days: 30,
          limit_per_member: 0,
          new_members_only: false,
          may_combine: false,
        }
      }
      version={record?.version}
      labels={labels}
      show={(field, value) => (field.endsWith("_points") ? format.points(Number(value)) : undefined)}
      draft={id === undefined ? "voucher_series" : undefined}
      submit={submit}
      onClose={onClose}
      onDone={(series) => {
        void queries.invalidateQueries({ queryKey: ["rewards"] });
        void message.success(
          t(record ? "rewards.series.saved" : "rewards.series.created", { name: series.name }),
        );
        onClose();
      }}
      width={600}
    >
      <div className="hp-form-grid">
        <Form.Item
          name="name"
          label={labels.name}
          rules={[needed(t, t("rewards.series.name")), atMost(t, 120)]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="name_en" label={labels.name_en} rules={[atMost(t, 120)]}>
          <Input autoComplete="off" />
        </Form.Item>
        {record ? (
          <p className="hp-faint hp-form-wide">{t("rewards.series.fixedHint")}</p>
        ) : (
          <>
            <h3 className="hp-form-section hp-form-wide">{t("rewards.series.value_section")}</h3>
            <Form.Item name="kind" label={labels.kind} required className="hp-form-wide">
              <Radio.Group
                optionType="button"
                options={kKinds.map((value) => ({ value, label: t(`rewards.series.kinds.${value}`) }))}
              />
            </Form.Item>
            <ValueFields labels={labels} />
            <h3 className="hp-form-section hp-form-wide">{t("rewards.series.terms")}</h3>
            <Form.Item name="store_ids" label={labels.store_ids}>
              <Many
                all={t("rewards.series.allStores")}
                options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
              />
            </Form.Item>
            <Form.Item name="service_type_ids" label={labels.service_type_ids}>
              <Many
                all={t("rewards.series.allServiceTypes")}
                options={types.map((type) => ({ value: type.id, label: type.name }))}
              />
            </Form.Item>
            <Form.Item name="tier_ids" label={labels.tier_ids}>
              <Many
                all={t("rewards.series.allTiers")}
                options={tiers.map((tier) => ({ value: tier.id, label: tier.name }))}
              />
            </Form.Item>
            <div className="hp-reward-checks">
              <Form.Item name="new_members_only" valuePropName="checked" noStyle>
                <Checkbox>{labels.new_members_only}</Checkbox>
              </Form.Item>
              <Form.Item name="may_combine" valuePropName="checked" noStyle>
                <Checkbox>{labels.may_combine}</Checkbox>
              </Form.Item>
            </div>
          </>
        )}
        <h3 className="hp-form-section hp-form-wide">{t("rewards.series.validity")}</h3>
        {record ? null : (
          <Form.Item name="valid_from" label={labels.valid_from}>
            <InstantInput />
          </Form.Item>
        )}
        <Form.Item name="valid_to" label={labels.valid_to}>
          <InstantInput />
        </Form.Item>
        <Form.Item name="valid_days" label={labels.valid_days} extra={t("rewards.series.validDaysHint")}>
          <InputNumber min={0} max={3650} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="limit_per_member"
          label={labels.limit_per_member}
          extra={t("rewards.gift.limitHint")}
        >
          <InputNumber min={0} max={100_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="price_points"
          label={labels.price_points}
          extra={t("rewards.series.priceHint")}
          rules={[
            readable(t("form.points")),
            between(1, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range")),
          ]}
        >
          <PointsInput />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
