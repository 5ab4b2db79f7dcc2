import { behaviour } from "@shared/api/endpoints";
import type { BehaviourEvent, EventState } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { Explain } from "@shared/ui/Explain";
import { isStore, useOrgUnits } from "@shared/ui/Lookup";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName, StaffName, StoreName } from "@shared/ui/Names";
import { Blank, Points, Time } from "@shared/ui/Values";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { recordEvent } from "./commands";
import { EventForm } from "./EventForm";
import { EventStatus, Marks } from "./EventStatus";
import { useKindName, useKinds } from "./kinds";
import { useDeciding } from "./useDeciding";

const kStates: readonly EventState[] = ["waiting", "granted", "not_granted", "refused", "reversed"];

/** The popover wants a title with the steps; an event has none of its own. */
export async function explainEvent(event: BehaviourEvent) {
  const { steps } = await behaviour.explainEvent(event);
  return { title: "", title_zh: "", steps };
}

function useColumns(): ListColumn<BehaviourEvent>[] {
  const { t } = useTranslation();
  const kindName = useKindName();
  return useMemo(
    () => [
      {
        key: "at",
        title: t("behaviour.events.at"),
        sort: "occurred_at",
        fixed: true,
        render: (row) => <Time at={row.occurred_at} exact />,
      },
      {
        key: "customer",
        title: t("behaviour.events.customer"),
        phone: "title",
        render: (row) => <CustomerName id={row.customer_id} />,
      },
      { key: "kind", title: t("behaviour.events.kind"), render: (row) => kindName(row.kind_id) },
      {
        key: "points",
        title: t("behaviour.events.points"),
        align: "right",
        phone: "side",
        render: (row) => (
          <Explain title={t("behaviour.events.why")} load={() => explainEvent(row)}>
            {row.points > 0 ? <Points value={row.points} signed strong /> : <Blank />}
          </Explain>
        ),
      },
      { key: "marks", title: t("behaviour.events.marks"), render: (row) => <Marks event={row} /> },
      { key: "state", title: t("field.status"), render: (row) => <EventStatus event={row} /> },
      {
        key: "evidence",
        title: t("behaviour.events.evidence"),
        phone: "none",
        render: (row) => row.evidence || <Blank />,
      },
      {
        key: "store",
        title: t("behaviour.events.store"),
        initiallyHidden: true,
        phone: "none",
        render: (row) => <StoreName id={row.store_id} />,
      },
      {
        key: "by",
        title: t("behaviour.events.recordedBy"),
        initiallyHidden: true,
        phone: "none",
        render: (row) => <StaffName id={row.recorded_by} />,
      },
      {
        key: "decidedBy",
        title: t("behaviour.events.decidedBy"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <StaffName id={row.decided_by} />,
      },
    ],
    [t, kindName],
  );
}

const rowId = (row: BehaviourEvent) => `${row.customer_id}.${row.id}`;

export default function EventsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const kinds = useKinds();
  const kindName = useKindName();
  const units = useOrgUnits().filter(isStore);
  const [recording, setRecording] = useState(false);
  const { commandsOf, dialog } = useDeciding();
  const commands = useMemo(
    () => [
      bind(
        recordEvent(() => setRecording(true)),
        undefined,
      ),
    ],
    [],
  );
  return (
    <ListPage<BehaviourEvent>
      id="behaviour_events"
      title={t("behaviour.events.title")}
      queryKey="behaviour"
      load={behaviour.events}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("field.status"),
          options: kStates.map((value) => ({ value, label: t(`behaviour.events.state.${value}`) })),
        },
        {
          name: "kind_id",
          kind: "select",
          label: t("behaviour.events.kind"),
          options: kinds.map((kind) => ({ value: kind.id, label: kindName(kind.id) })),
        },
        {
          name: "store_id",
          kind: "select",
          label: t("behaviour.events.store"),
          options: units.map((unit) => ({ value: unit.id, label: unit.name })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      commands={commands}
      rowCommands={commandsOf}
      empty={{ title: t("behaviour.events.emptyTitle"), text: t("behaviour.events.emptyText") }}
    >
      {() => (
        <>
          <EventForm open={recording} onClose={() => setRecording(false)} />
          {dialog}
        </>
      )}
    </ListPage>
  );
}
