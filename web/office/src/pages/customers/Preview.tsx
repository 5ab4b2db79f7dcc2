import { customers } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Customer } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { useStaff, useTiers } from "@shared/ui/Lookup";
import { TagMarks } from "@shared/ui/OwnValues";
import { Facts } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { Blank, Phone, TierTag } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { SquareArrowOutUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { PointsFigures, useCustomerPoints } from "./PointsFigures";
import { Timeline } from "./Timeline";

function Content(props: { customer: Customer }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customer } = props;
  const points = useCustomerPoints(customer.id);
  const tiers = useTiers(can("programme.read"));
  const staff = useStaff(can("identity.staff.read"));
  const owner = staff.find((person) => person.id === customer.owner_staff_id);
  return (
    <div className="hp-preview">
      {points ? <PointsFigures points={points} /> : null}
      <Facts
        items={[
          [t("customers.field.phone"), <Phone key="phone" text={customer.phone} />],
          points?.tier
            ? [
                t("customers.column.tier"),
                <TierTag
                  key="tier"
                  name={points.tier.name}
                  colour={tiers.find((tier) => tier.id === points.tier?.id)?.colour}
                />,
              ]
            : false,
          [t("customers.field.owner_staff_id"), owner?.name ?? <Blank key="owner" />],
          customer.tag_ids && customer.tag_ids.length > 0
            ? [t("customers.field.tag_ids"), <TagMarks key="tags" ids={customer.tag_ids} />]
            : false,
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
      <h3>{t("records.recent")}</h3>
      <Timeline customerId={customer.id} brief />
    </div>
  );
}

/** A customer beside the list he was found in; the whole record is one press away. */
export function Preview(props: { id: string | undefined; onOpen: (id: string | undefined) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, onOpen } = props;
  const query = useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => customers.get(id ?? "", signal),
    enabled: id !== undefined,
  });
  const open: Command<string> = {
    id: "customers.open",
    label: () => t("records.openRecord"),
    icon: SquareArrowOutUpRight,
    run: (customer) => void navigate(`/customers/${customer}`),
  };
  return (
    <RecordDrawer
      id={id}
      list="customers"
      title={query.data?.name ?? ""}
      commands={id ? [bind(open, id)] : []}
      problem={query.error ? asProblem(query.error) : undefined}
      loading={!query.data}
      onOpen={onOpen}
    >
      {query.data ? <Content key={query.data.id} customer={query.data} /> : null}
    </RecordDrawer>
  );
}
