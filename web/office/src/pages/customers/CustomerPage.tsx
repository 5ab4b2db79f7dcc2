import { CustomerSidePanels, useCustomerTabs } from "@app/CustomerPanels";
import { customers } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { profiles } from "@shared/api/profileCalls";
import type { Customer } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { CommandButton, CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan, usePageCommands } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits, useStaff, useTiers } from "@shared/ui/Lookup";
import { ownValueOf, TagMarks, useOwnFields, useOwnText } from "@shared/ui/OwnValues";
import { Facts, Panel } from "@shared/ui/Page";
import { Neighbour } from "@shared/ui/record/RecordDrawer";
import { useTitle } from "@shared/ui/useTitle";
import { ActiveStatus, Avatar, Blank, Phone, Status, TierTag, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { exportPersonalData } from "../privacy/commands";
import { PersonalData } from "../privacy/PersonalData";
import { RevealPhone } from "../privacy/RevealPhone";
import { Cards } from "./Cards";
import { CustomerForm } from "./CustomerForm";
import { deleteCustomer, disableCustomer, editCustomer, enableCustomer, mergeCustomer } from "./commands";
import { DeleteDialog } from "./DeleteDialog";
import { Departed } from "./Departed";
import { Entries } from "./Entries";
import { KinNotice } from "./KinNotice";
import { MergeForm } from "./MergeForm";
import { PointsFigures, TierProgress, useCustomerPoints } from "./PointsFigures";
import { Purchases } from "./Purchases";
import { QuickAdd } from "./QuickAdd";
import { Timeline } from "./Timeline";

function Profile(props: { customer: Customer }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customer } = props;
  const store = useOrgUnits().find((unit) => unit.id === customer.store_id);
  const owner = useStaff(can("identity.staff.read")).find((person) => person.id === customer.owner_staff_id);
  const ownFields = useOwnFields();
  const ownText = useOwnText();
  const own = ownFields.flatMap((field) => {
    const text = ownText(field, ownValueOf(customer.own_values, field));
    return text === undefined ? [] : [[field.name, text] as const];
  });
  return (
    <Panel title={t("customers.record.profile")}>
      <Facts
        items={[
          [
            t("customers.field.phone"),
            <RevealPhone key={`phone${customer.id}`} customerId={customer.id} text={customer.phone} />,
          ],
          [t("customers.field.kind"), t(`customers.kind.${customer.kind}`)],
          customer.kind === "person" && [
            t("customers.field.gender"),
            customer.gender ? t(`customers.gender.${customer.gender}`) : <Blank key="gender" />,
          ],
          customer.kind === "person" && [
            t("customers.field.birthday_on"),
            customer.birthday_on ? (
              <span key="birthday" className="hp-num">
                {customer.birthday_on}
              </span>
            ) : (
              <Blank key="birthday" />
            ),
          ],
          customer.occupation ? [t("customers.field.occupation"), customer.occupation] : false,
          [t("customers.field.email"), customer.email || <Blank key="email" />],
          [t("customers.field.store_id"), store?.name ?? <Blank key="store" />],
          [t("customers.field.owner_staff_id"), owner?.name ?? <Blank key="owner" />],
          [
            t("customers.field.source"),
            customer.source ? (
              textFor(t, `customers.sourceName.${customer.source}`, customer.source)
            ) : (
              <Blank key="source" />
            ),
          ],
          customer.external_ref ? [t("customers.field.external_ref"), customer.external_ref] : false,
          customer.tag_ids && customer.tag_ids.length > 0
            ? [t("customers.field.tag_ids"), <TagMarks key="tags" ids={customer.tag_ids} />]
            : false,
          ...own,
          [t("field.createdAt"), <Time key="created" at={customer.created_at} exact />],
          customer.note
            ? [
                t("customers.field.note"),
                <span key="note" className="hp-note">
                  {customer.note}
                </span>,
              ]
            : false,
        ]}
      />
    </Panel>
  );
}

function Head(props: {
  customer: Customer;
  onEdit: () => void;
  onMerge: () => void;
  onExport: () => void;
  onDelete: () => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const navigate = useNavigate();
  const { customer, onEdit, onMerge, onExport, onDelete } = props;
  const points = useCustomerPoints(customer.id);
  const tiers = useTiers(can("programme.read"));
  const owner = useStaff(can("identity.staff.read")).find((person) => person.id === customer.owner_staff_id);
  const birthday = useQuery({
    queryKey: ["customer", customer.id, "birthday"],
    queryFn: ({ signal }) => profiles.birthday(customer.id, signal),
    enabled: customer.kind === "person",
  }).data;
  const commands = [
    bind(editCustomer(onEdit), customer),
    bind(mergeCustomer(onMerge), customer),
    bind(disableCustomer, customer),
    bind(enableCustomer, customer),
    bind(exportPersonalData(onExport), customer),
    bind(deleteCustomer(onDelete), customer),
  ];
  usePageCommands(commands);
  const [edit, ...others] = commands;
  const tier = points?.tier;
  return (
    <section className="hp-panel hp-head">
      <div className="hp-head-who">
        <Avatar name={customer.name} size={52} />
        <div>
          <div className="hp-head-name">
            <h1>{customer.name}</h1>
            {points ? (
              <TierTag name={tier?.name} colour={tiers.find((other) => other.id === tier?.id)?.colour} />
            ) : null}
            {customer.status === "disabled" ? <ActiveStatus status="disabled" /> : null}
            {customer.kind === "organisation" ? (
              <Status tone="accent">{t("customers.kind.organisation")}</Status>
            ) : null}
          </div>
          <div className="hp-head-sub">
            <Phone text={customer.phone} />
            <span className="hp-num">
              {t("customers.record.since", { date: format.date(customer.created_at) })}
            </span>
            {points?.last_sale_at ? (
              <span>
                {t("customers.record.lastVisit")} <Time at={points.last_sale_at} />
              </span>
            ) : null}
            {birthday?.next_on ? (
              <span className="hp-num">{t("customers.record.nextBirthday", { date: birthday.next_on })}</span>
            ) : null}
            {owner ? <span>{t("customers.record.ownedBy", { name: owner.name })}</span> : null}
          </div>
        </div>
      </div>
      {points ? <PointsFigures points={points} /> : null}
      <div className="hp-page-actions">
        <Neighbour list="customers" id={customer.id} onOpen={(id) => void navigate(`/customers/${id}`)} />
        {edit ? <CommandButton command={edit} /> : null}
        <CommandMenu commands={others} size="middle" />
      </div>
    </section>
  );
}

export default function CustomerPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<"edit" | "merge" | "export" | "delete">();
  const query = useQuery({ queryKey: ["customer", id], queryFn: ({ signal }) => customers.get(id, signal) });
  const customer = query.data;
  const otherTabs = useCustomerTabs(customer);
  useTitle(customer?.name ?? t("customers.title"));
  if (query.error) return <Departed problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!customer) return <Skeleton active avatar paragraph={{ rows: 10 }} />;
  const tabs = [
    {
      key: "timeline",
      label: t("customers.record.overview"),
      children: <Timeline customerId={id} add={<QuickAdd customer={customer} />} />,
    },
    ...(can("sales.read")
      ? [
          {
            key: "purchases",
            label: t("customers.record.purchases"),
            children: <Purchases customerId={id} />,
          },
        ]
      : []),
    ...(can("points.read")
      ? [{ key: "points", label: t("customers.record.entries"), children: <Entries customerId={id} /> }]
      : []),
    ...otherTabs,
  ];
  const wanted = search.get("tab");
  return (
    <div className="hp-page">
      <Head
        key={id}
        customer={customer}
        onEdit={() => setForm("edit")}
        onMerge={() => setForm("merge")}
        onExport={() => setForm("export")}
        onDelete={() => setForm("delete")}
      />
      <KinNotice customerId={id} />
      <div className="hp-record">
        <div className="hp-record-side">
          <TierProgress customerId={id} />
          <CustomerSidePanels customer={customer} />
          <Profile customer={customer} />
          <Cards customerId={id} />
        </div>
        <section className="hp-panel hp-record-main">
          <Tabs
            key={id}
            items={tabs}
            activeKey={tabs.some((tab) => tab.key === wanted) ? (wanted ?? "timeline") : "timeline"}
            onChange={(tab) => setSearch(tab === "timeline" ? {} : { tab }, { replace: true })}
          />
        </section>
      </div>
      <CustomerForm open={form === "edit"} id={id} onClose={() => setForm(undefined)} />
      <MergeForm customer={customer} open={form === "merge"} onClose={() => setForm(undefined)} />
      <PersonalData
        key={`export${id}`}
        customerId={id}
        open={form === "export"}
        onClose={() => setForm(undefined)}
      />
      <DeleteDialog
        customer={form === "delete" ? customer : undefined}
        onClose={() => setForm(undefined)}
        onDone={() => void navigate("/customers")}
      />
    </div>
  );
}
