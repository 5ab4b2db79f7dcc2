import { type FollowUp, type FollowUpKind, followUps } from "@shared/api/followUps";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { Status, Time } from "@shared/ui/Values";
import { Button } from "antd";
import { CalendarClock, type LucideIcon, MessageCircle, NotebookPen, Phone, Plus, Store } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import { FollowUpSheet } from "./FollowUpSheet";
import "./follow_ups.css";

const kKindIcons: Record<FollowUpKind, LucideIcon> = {
  call: Phone,
  visit: Store,
  message: MessageCircle,
  appointment: CalendarClock,
  note: NotebookPen,
};

function Line(props: { one: FollowUp }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { one } = props;
  const Icon = kKindIcons[one.kind] ?? NotebookPen;
  return (
    <li>
      <div className="hp-followup-head">
        <Icon size={15} aria-hidden="true" />
        <strong>{t(`followUps.kind.${one.kind}`)}</strong>
        {one.result ? <Status tone="muted">{t(`followUps.result.${one.result}`)}</Status> : null}
        <span className="hp-faint">
          <Time at={one.at} />
          {one.staff_name ? ` · ${one.staff_name}` : null}
        </span>
        <span className="hp-followup-counts">
          {one.counts ? (
            <Status tone="good">{t("followUps.counts")}</Status>
          ) : (
            <Status tone="muted">
              {t("followUps.notCounts")}
              {one.counts_reason && one.counts_reason !== "counted"
                ? ` · ${t(`followUps.why.${one.counts_reason}`)}`
                : null}
            </Status>
          )}
        </span>
      </div>
      <p className="hp-followup-text">{one.text}</p>
      {one.next_text ? (
        <p className="hp-followup-next">
          {t("followUps.nextStep", { text: one.next_text })}
          {one.next_at ? <span className="hp-num"> · {format.dateTime(one.next_at)}</span> : null}
        </p>
      ) : null}
    </li>
  );
}

/** All contacts with one customer, newest first, and the way to add one. */
export function FollowUpList(props: { customerId: string; name?: string; withButton?: boolean }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId, name = "", withButton = true } = props;
  const [adding, setAdding] = useState(false);
  const list = useMore<FollowUp>(["follow_ups", "of", customerId], (query, signal) =>
    followUps.ofCustomer(customerId, query, signal),
  );
  return (
    <>
      {withButton && can("follow_ups.write") ? (
        <div className="hp-tab-tools">
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t("followUps.record")}
          </Button>
        </div>
      ) : null}
      <MoreList list={list} empty={t("followUps.none")}>
        {(items) => (
          <ol className="hp-followups">
            {items.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </ol>
        )}
      </MoreList>
      {adding ? <FollowUpSheet customer={{ id: customerId, name }} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
