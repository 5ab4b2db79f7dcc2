import { customers } from "@shared/api/endpoints";
import type { TimelineItem } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { Money, Points, Time } from "@shared/ui/Values";
import { Segmented } from "antd";
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
import { type ReactNode, useState } from "react";
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

const kTopics = ["sales", "points", "contacts", "moves", "changes", "cards"] as const;
type Topic = (typeof kTopics)[number];

/** What happened, newest first, all of it or of one topic; `brief` without the choice. */
export function Timeline(props: { customerId: string; add?: ReactNode; brief?: boolean }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const [topic, setTopic] = useState<Topic>();
  const list = useMore<TimelineItem>(["customer", customerId, "timeline", topic ?? ""], (query, signal) =>
    customers.timeline(customerId, { ...query, topic }, signal),
  );
  return (
    <>
      {props.brief ? null : (
        <div className="hp-timeline-bar">
          <Segmented
            aria-label={t("records.topics")}
            value={topic ?? "all"}
            options={[
              { value: "all", label: t("records.topic.all") },
              ...kTopics.map((value) => ({ value, label: t(`records.topic.${value}`) })),
            ]}
            onChange={(value) => setTopic(kTopics.find((one) => one === value))}
          />
          {props.add}
        </div>
      )}
      <MoreList list={list} empty={t(topic ? "records.noneOfTopic" : "customers.record.noTimeline")}>
        {(items) => (
          <ol className="hp-timeline">
            {items.map((item) => (
              <Line key={item.id ?? `${item.at}${item.kind}${item.subject_id}`} item={item} />
            ))}
          </ol>
        )}
      </MoreList>
    </>
  );
}
