import { behaviour } from "@shared/api/endpoints";
import type { BehaviourEvent } from "@shared/api/types";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { Explain } from "@shared/ui/Explain";
import { StaffName } from "@shared/ui/Names";
import { Blank, Points, Time } from "@shared/ui/Values";
import { Button } from "antd";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import { EventForm } from "./EventForm";
import { EventStatus, Marks } from "./EventStatus";
import { explainEvent } from "./EventsPage";
import { useKindName } from "./kinds";
import { useDeciding } from "./useDeciding";
import "./behaviour.css";

export default function CustomerEvents(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId } = props;
  const kindName = useKindName();
  const [recording, setRecording] = useState(false);
  const { commandsOf, dialog } = useDeciding();
  const list = useMore<BehaviourEvent>(["customer", customerId, "behaviour"], (query, signal) =>
    behaviour.events({ ...query, customer_id: customerId }, signal),
  );
  return (
    <>
      {can("behaviour.record") ? (
        <div className="hp-behaviour-tools">
          <Button icon={<Plus size={15} />} onClick={() => setRecording(true)}>
            {t("behaviour.events.record")}
          </Button>
        </div>
      ) : null}
      <MoreList list={list} empty={t("behaviour.events.emptyTitle")}>
        {(items) => (
          <ul className="hp-behaviour">
            {items.map((event) => (
              <li key={event.id}>
                <div>
                  <strong>{kindName(event.kind_id)}</strong>
                  <small className="hp-faint">
                    <Time at={event.occurred_at} exact /> · <StaffName id={event.recorded_by} />
                    {event.evidence ? ` · ${event.evidence}` : ""}
                  </small>
                </div>
                <Marks event={event} />
                <Explain title={t("behaviour.events.why")} load={() => explainEvent(event)}>
                  {event.points > 0 ? <Points value={event.points} signed strong /> : <Blank />}
                </Explain>
                <EventStatus event={event} />
                <CommandMenu commands={commandsOf(event)} />
              </li>
            ))}
          </ul>
        )}
      </MoreList>
      <EventForm open={recording} customerId={customerId} onClose={() => setRecording(false)} />
      {dialog}
    </>
  );
}
