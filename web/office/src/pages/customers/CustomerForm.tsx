import { useMe } from "@app/session/session";
import { rememberStore, useUsualStore } from "@app/useUsualStore";
import { customers } from "@shared/api/endpoints";
import type { OwnField } from "@shared/api/ownFields";
import type { Problem } from "@shared/api/problem";
import type { Customer, CustomerWrite } from "@shared/api/types";
import { isMasked } from "@shared/format/mask";
import { useCan } from "@shared/ui/command/CommandProvider";
import { changed, filled } from "@shared/ui/form/changes";
import { DayInput } from "@shared/ui/form/dates";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, emailLike, needed, phoneLike } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { isStore, UnitSelect, useOrgUnits, useStaff } from "@shared/ui/Lookup";
import { useOwnText, useTags } from "@shared/ui/OwnValues";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Radio, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { SimilarNotice } from "../duplicates/SimilarNotice";
import { gatherOwn, ownName, spreadOwn } from "./ownForm";
import { OwnInputs, TagSelect, useFormFields } from "./ownInputs";

function useLabels(fields: readonly OwnField[]): Record<string, string> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      ...Object.fromEntries(fields.map((field) => [ownName(field.key), field.name])),
      tag_ids: t("customers.field.tag_ids"),
      kind: t("customers.field.kind"),
      name: t("customers.field.name"),
      gender: t("customers.field.gender"),
      phone: t("customers.field.phone"),
      email: t("customers.field.email"),
      birthday_on: t("customers.field.birthday_on"),
      occupation: t("customers.field.occupation"),
      store_id: t("customers.field.store_id"),
      owner_staff_id: t("customers.field.owner_staff_id"),
      source: t("customers.field.source"),
      external_ref: t("customers.field.external_ref"),
      card_number: t("customers.field.card_number"),
      note: t("customers.field.note"),
    }),
    [t, fields],
  );
}

function PersonFields(props: { labels: Record<string, string> }) {
  const { t } = useTranslation();
  const { labels } = props;
  return (
    <>
      <Form.Item name="gender" label={labels.gender}>
        <Select
          allowClear
          options={[
            { value: "female", label: t("customers.gender.female") },
            { value: "male", label: t("customers.gender.male") },
            { value: "other", label: t("customers.gender.other") },
          ]}
        />
      </Form.Item>
      <Form.Item name="birthday_on" label={labels.birthday_on}>
        <DayInput only="past" />
      </Form.Item>
      <Form.Item name="occupation" label={labels.occupation} rules={[atMost(t, 100)]}>
        <Input />
      </Form.Item>
    </>
  );
}

function StoreField(props: { label: string; create: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const can = useCan()("identity.org_units.read");
  const atStore = useOrgUnits().some((unit) => unit.id === me.org_unit_id && isStore(unit));
  return (
    <Form.Item
      name="store_id"
      label={props.label}
      hidden={!can}
      extra={props.create && can && !atStore ? t("names.storeHint") : undefined}
      rules={[{ required: true, message: t("names.chooseStore") }]}
    >
      <UnitSelect storesOnly allowClear={false} placeholder={t("names.chooseStore")} />
    </Form.Item>
  );
}

function Fields(props: {
  labels: Record<string, string>;
  create: boolean;
  phoneMasked: boolean;
  own: readonly OwnField[];
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { labels, create, phoneMasked } = props;
  const form = Form.useFormInstance<CustomerWrite>();
  const organisation = Form.useWatch("kind", form) === "organisation";
  const staff = useStaff(can("identity.staff.read"));
  const nameLabel = organisation ? t("customers.field.organisationName") : (labels.name ?? "");
  return (
    <div className="hp-form-grid">
      <Form.Item name="kind" label={labels.kind} className="hp-form-wide" required>
        <Radio.Group
          optionType="button"
          options={[
            { value: "person", label: t("customers.kind.person") },
            { value: "organisation", label: t("customers.kind.organisation") },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={nameLabel} rules={[needed(t, nameLabel), atMost(t, 120)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="phone"
        label={labels.phone}
        rules={[phoneLike(t)]}
        extra={phoneMasked ? t("customers.record.phoneMasked") : undefined}
      >
        <Input inputMode="tel" autoComplete="off" disabled={phoneMasked} />
      </Form.Item>
      {organisation ? null : <PersonFields labels={labels} />}
      <Form.Item name="email" label={labels.email} rules={[emailLike(t), atMost(t, 254)]}>
        <Input autoComplete="off" />
      </Form.Item>
      {create ? (
        <Form.Item
          name="card_number"
          label={labels.card_number}
          extra={t("customers.record.cardHint")}
          rules={[atMost(t, 60)]}
          className="hp-form-wide"
        >
          <Input autoComplete="off" />
        </Form.Item>
      ) : null}
      <h3 className="hp-form-section hp-form-wide">{t("customers.section.belonging")}</h3>
      <StoreField label={labels.store_id ?? ""} create={create} />
      {can("identity.staff.read") ? (
        <Form.Item name="owner_staff_id" label={labels.owner_staff_id}>
          <SearchSelect
            options={staff
              .filter((person) => person.status === "active")
              .map((person) => ({ value: person.id, label: person.name }))}
          />
        </Form.Item>
      ) : null}
      <OwnInputs fields={props.own} />
      <h3 className="hp-form-section hp-form-wide">{t("customers.section.other")}</h3>
      <Form.Item name="tag_ids" label={labels.tag_ids} className="hp-form-wide">
        <TagSelect />
      </Form.Item>
      <Form.Item name="source" label={labels.source} rules={[atMost(t, 40)]}>
        <Input placeholder={t("customers.field.sourceHint")} />
      </Form.Item>
      <Form.Item name="external_ref" label={labels.external_ref} rules={[atMost(t, 80)]}>
        <Input />
      </Form.Item>
      <Form.Item name="note" label={labels.note} rules={[atMost(t, 2000)]} className="hp-form-wide">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </div>
  );
}

/** New customer without an id, edit with one. */
export function CustomerForm(props: { open: boolean; id?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, id, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const usual = useUsualStore();
  const own = useFormFields();
  const labels = useLabels(own);
  const tags = useTags();
  const ownText = useOwnText();
  const units = useOrgUnits();
  const record = useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => customers.get(id ?? "", signal),
    enabled: open && id !== undefined,
    staleTime: 0,
  }).data;
  const ready = open && (id === undefined ? !usual.waiting : record !== undefined);
  const phoneMasked = record?.phone !== undefined && isMasked(record.phone ?? "");

  const submit = async (values: CustomerWrite, { key, version, base }: Submission): Promise<Customer> => {
    if (!record) return customers.create(gatherOwn(filled(values), values, own), { key });
    const { phone, ...others } = values;
    const sent = changed(base, phoneMasked ? others : values);
    return customers.update(record.id, gatherOwn(sent, values, own), { key, version });
  };
  const done = (customer: Customer) => {
    if (!record) rememberStore(customer.store_id);
    void queries.invalidateQueries({ queryKey: ["customers"] });
    void queries.invalidateQueries({ queryKey: ["home"] });
    queries.setQueryData(["customer", customer.id], customer);
    void queries.invalidateQueries({ queryKey: ["customer", customer.id] });
    void message.success(t(record ? "customers.saved" : "customers.created", { name: customer.name }));
    onClose();
    if (!record) void navigate(`/customers/${customer.id}`);
  };
  const show = (field: string, value: unknown) => {
    if (field === "store_id") return units.find((unit) => unit.id === value)?.name;
    if (field === "kind")
      return t(value === "organisation" ? "customers.kind.organisation" : "customers.kind.person");
    if (field === "tag_ids" && Array.isArray(value))
      return value.map((tag) => tags.find((one) => one.id === tag)?.name ?? tag).join(", ");
    const ownField = own.find((one) => ownName(one.key) === field);
    if (ownField && typeof value === "string") return ownText(ownField, value);
    return undefined;
  };
  const explain = (problem: Problem) => {
    const existing = problem.current as Partial<Customer> | undefined;
    if (!problem.reason.endsWith("_taken") || !existing?.id) return undefined;
    return (
      <>
        {existing.name ? t("customers.takenBy", { name: existing.name }) : null}{" "}
        <Link to={`/customers/${existing.id}`} onClick={onClose}>
          {t("customers.openExisting")}
        </Link>
      </>
    );
  };
  return (
    <FormDrawer<CustomerWrite, Customer>
      open={ready}
      title={record ? t("customers.edit") : t("customers.create")}
      initial={record ? (spreadOwn(record) as CustomerWrite) : { kind: "person", store_id: usual.id }}
      spread={spreadOwn}
      version={record?.version}
      labels={labels}
      show={show}
      draft={id === undefined ? "customer" : undefined}
      submit={submit}
      onDone={done}
      onClose={onClose}
      explain={explain}
      width={600}
    >
      {id === undefined ? <SimilarNotice onLeave={onClose} /> : null}
      <Fields labels={labels} create={id === undefined} phoneMasked={phoneMasked} own={own} />
    </FormDrawer>
  );
}
