import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { Facts } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { Blank, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { FollowUpList } from "../follow_ups/FollowUpList";
import { DaysLeft, GradeTag, Opening, StageTag, Why } from "./Cells";
import { type AskFor, claim, managerCommands, ownCommands } from "./commands";
import { Moves } from "./Moves";
import { RevealablePhone } from "./Reveal";

export function usePoolCustomer(id: string | undefined) {
  return useQuery({
    queryKey: ["pool", "customer", id],
    queryFn: ({ signal }) => pool.customer(id ?? "", signal),
    enabled: id !== undefined,
  });
}

/** Where the customer stands, how long is left, and why. */
export function Standing(props: { customer: PoolCustomer }) {
  const { customer } = props;
  return (
    <div className="hp-standing">
      {customer.state === "public" ? (
        <Opening customer={customer} />
      ) : (
        <>
          <span className="hp-standing-row">
            <DaysLeft customer={customer} />
            <StageTag stage={customer.stage} />
          </span>
          <Why customer={customer} />
        </>
      )}
    </div>
  );
}

function Details(props: { customer: PoolCustomer }) {
  const { t } = useTranslation();
  const { customer } = props;
  return (
    <Facts
      items={[
        [t("pool.column.phone"), <RevealablePhone key="phone" customer={customer} />],
        [t("pool.column.grade"), <GradeTag key="grade" grade={customer.grade} />],
        [t("pool.column.pool"), customer.pool_name],
        customer.owner_name ? [t("pool.column.owner"), customer.owner_name] : false,
        customer.taken_at
          ? [
              t("pool.column.taken"),
              <span key="taken">
                <Time at={customer.taken_at} exact />
                {customer.taken_by ? ` · ${t(`pool.takenBy.${customer.taken_by}`)}` : null}
              </span>,
            ]
          : [t("pool.column.entered"), <Time key="entered" at={customer.entered_at} exact />],
        customer.state === "tracking"
          ? [t("pool.column.lastFollowUp"), <Time key="last" at={customer.last_counted_at} exact />]
          : false,
        customer.extended_until
          ? [t("pool.extend"), <Time key="extended" at={customer.extended_until} exact />]
          : false,
        [
          t("pool.column.source"),
          customer.source ? (
            textFor(t, `customers.sourceName.${customer.source}`, customer.source)
          ) : (
            <Blank key="source" />
          ),
        ],
        customer.interest ? [t("pool.column.interest"), customer.interest] : false,
        customer.region ? [t("pool.column.region"), customer.region] : false,
        customer.activity === undefined || customer.activity === null
          ? false
          : [t("pool.column.activity"), customer.activity],
      ]}
    />
  );
}

/** A customer of the pool beside its list: time left, contacts, moves. */
export function PoolDrawer(props: {
  list: string;
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  ask: AskFor;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { list, id, onOpen, ask } = props;
  const query = usePoolCustomer(id);
  const customer = query.data;
  const commands = customer
    ? [claim, ...ownCommands(ask), ...managerCommands(ask)]
        .map((command) => bind(command, customer))
        .filter((command) => command.available(can))
    : [];
  const tabs = [
    ...(can("follow_ups.read") && customer?.state !== "public"
      ? [
          {
            key: "follow_ups",
            label: t("followUps.tab"),
            children: <FollowUpList customerId={id ?? ""} withButton={false} />,
          },
        ]
      : []),
    { key: "moves", label: t("pool.panel.history"), children: <Moves customerId={id ?? ""} /> },
  ];
  return (
    <RecordDrawer
      id={id}
      list={list}
      title={
        customer && can("customers.read") && !customer.hidden_fields.includes("name") ? (
          <Link to={`/customers/${customer.customer_id}`}>{customer.name}</Link>
        ) : (
          (customer?.name ?? "")
        )
      }
      commands={commands}
      problem={query.error ? asProblem(query.error) : undefined}
      loading={query.isPending && id !== undefined}
      onOpen={onOpen}
    >
      {customer ? (
        <div className="hp-pool-record">
          <Standing customer={customer} />
          <Details customer={customer} />
          <Tabs key={id} items={tabs} />
        </div>
      ) : null}
    </RecordDrawer>
  );
}
