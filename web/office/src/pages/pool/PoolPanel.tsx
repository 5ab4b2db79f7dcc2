import { CommandButton, CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { Facts, Panel } from "@shared/ui/Page";
import { Status, Time } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import { claim, managerCommands, ownCommands } from "./commands";
import { useAsk } from "./dialogs/useAsk";
import { Standing, usePoolCustomer } from "./PoolRecord";
import "./pool.css";

/** On the customer's page: whose the customer is, until when, and what can be done about it. */
export default function PoolPanel(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const { ask, dialogs } = useAsk();
  const customer = usePoolCustomer(props.customerId).data;
  if (!customer) return null;
  const [first, ...others] = [claim, ...ownCommands(ask), ...managerCommands(ask)]
    .map((command) => bind(command, customer))
    .filter((command) => command.available(can));
  return (
    <Panel
      title={t("pool.panel.title")}
      extra={customer.state === "common" ? <Status tone="good">{t("pool.state.common")}</Status> : null}
    >
      <Standing customer={customer} />
      <Facts
        items={[
          customer.owner_name ? [t("pool.column.owner"), customer.owner_name] : false,
          [t("pool.column.pool"), customer.pool_name],
          customer.last_counted_at
            ? [t("pool.column.lastFollowUp"), <Time key="last" at={customer.last_counted_at} />]
            : false,
        ]}
      />
      <div className="hp-panel-buttons">
        {first ? <CommandButton command={first} kind="primary" /> : null}
        <CommandMenu commands={others} size="middle" />
      </div>
      {dialogs}
    </Panel>
  );
}
