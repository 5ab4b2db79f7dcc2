import { customers } from "@shared/api/endpoints";
import type { TimelineItem } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { Money, Points, Time } from "@shared/ui/Values";
import {
  ArrowRightLeft,
  CreditCard,
  type LucideIcon,
  MessagesSquare,
  PencilLine,
  ShoppingBag,
  Sparkles,
  Undo2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { MoreList } from "./MoreList";
import { useMore } from "./useMore";

const kIcons: Record<TimelineItem["kind"], LucideIcon> = {
  sale: ShoppingBag,
  return: Undo2,
  points: Sparkles,
  change: PencilLine,
  card: CreditCard,
  follow_up: MessagesSquare,
  move: ArrowRightLeft,
};

/** A change names its fields as the API does; people read them as the form does. */
function useParams() {
  const { t } = useTranslation();
  return (item: TimelineItem): Record<string, string> => {
    const params = { ...item.params };
    if (params.fields) {
      params.fields = params.fields
        .split(/[,\s]+/)
        .map((field) => textFor(t, `customers.field.${field}`, field))
        .join(t("customers.timeline.separator"));
    }
    if (item.kind === "follow_up" && params.kind) {
      params.kind = textFor(t, `followUps.kind.${params.kind}`, params.kind);
    }
    return params;
  };
}

function Line(props: { item: TimelineItem }) {
  const { t } = useTranslation();
  const params = useParams();
  const { item } = props;
  const Icon = kIcons[item.kind] ?? Sparkles;
  const values = params(item);
  const staff = values.staff_name;
  return (
    <li>
      <span className="hp-timeline-icon" data-kind={item.kind}>
        <Icon size={15} aria-hidden="true" />
      </span>
      <div className="hp-timeline-what">
        {textFor(t, item.title_key, t(`customers.timelineKind.${item.kind}`), values)}
        <small>
          <Time at={item.at} />
          {staff ? ` · ${staff}` : null}
        </small>
      </div>
      <div className="hp-timeline-numbers">
        {item.amount_minor === undefined || item.amount_minor === null ? null : (
          <Money minor={item.amount_minor} strong />
        )}
        {item.points ? <Points value={item.points} signed /> : null}
      </div>
    </li>
  );
}

export function Timeline(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const list = useMore<TimelineItem>(["customer", customerId, "timeline"], (query, signal) =>
    customers.timeline(customerId, query, signal),
  );
  return (
    <MoreList list={list} empty={t("customers.record.noTimeline")}>
      {(items) => (
        <ol className="hp-timeline">
          {items.map((item) => (
            <Line key={item.id ?? `${item.at}${item.kind}${item.subject_id}`} item={item} />
          ))}
        </ol>
      )}
    </MoreList>
  );
}
