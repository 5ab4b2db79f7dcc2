import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import type { Text } from "@shared/text/i18n";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import type { BoundCommand } from "@shared/ui/command/command";
import { useFormat, useNow } from "@shared/ui/FormatProvider";
import { Avatar, Status, type Tone } from "@shared/ui/Values";
import { Lock, Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { daysLeft, dueSentence, hoursLeft, urgencyOf } from "./due";

/** How long until the customer goes back; the colour says how near that is, the words how long. */
export function DaysLeft(props: { customer: PoolCustomer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { customer } = props;
  const urgency = urgencyOf(customer, now);
  const days = daysLeft(customer, now) ?? 0;
  const hours = hoursLeft(customer, now);
  const words = {
    over: t("pool.left.over", { n: -days }),
    today: hours > 0 ? t("pool.left.hours", { n: hours }) : t("pool.left.lastHour"),
    near: t("pool.left.days", { n: days }),
    soon: t("pool.left.days", { n: days }),
    far: t("pool.left.days", { n: days }),
    none: t("pool.left.none"),
    protected: t("pool.left.protected"),
  }[urgency];
  return (
    <span
      className="hp-left hp-num"
      data-urgency={urgency}
      title={dueSentence(t as Text, format, customer, now)}
    >
      {words}
    </span>
  );
}

export function Why(props: { customer: PoolCustomer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return <span className="hp-why">{dueSentence(t as Text, format, props.customer, now)}</span>;
}

const kStageTone: Record<Stage, Tone> = {
  fresh: "muted",
  contacted: "warn",
  interested: "accent",
  opportunity: "good",
};

export function StageTag(props: { stage: Stage }) {
  const { t } = useTranslation();
  return <Status tone={kStageTone[props.stage]}>{t(`pool.stage.${props.stage}`)}</Status>;
}

/** A grade as on a school report: one letter in a frame. */
export function GradeTag(props: { grade: string | undefined | null }) {
  if (!props.grade) return <span className="hp-blank">—</span>;
  return (
    <span className="hp-grade" data-grade={props.grade}>
      {props.grade}
    </span>
  );
}

/** The claim as a button where it is open, else when or why not. */
export function ClaimCell(props: { customer: PoolCustomer; claim: BoundCommand }) {
  const { customer, claim } = props;
  const host = useCommandHost();
  const now = useNow();
  const open = customer.may_claim && Date.parse(customer.claimable_at) <= now;
  if (!open || !claim.available(host.can)) return <Opening customer={customer} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click on the button is not one on the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button within has its keys
    <span onClick={(event) => event.stopPropagation()}>
      <CommandButton command={claim} size="small" />
    </span>
  );
}

/** When one may claim: now, or from when on. */
export function Opening(props: { customer: PoolCustomer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { customer } = props;
  const opens = Date.parse(customer.claimable_at);
  if (Number.isFinite(opens) && opens > now) {
    return (
      <span className="hp-opening">
        <Timer size={14} aria-hidden="true" />
        {t("pool.opensAt", { at: format.dateTime(customer.claimable_at).slice(5) })}
      </span>
    );
  }
  if (!customer.may_claim && customer.why_not) return <WhyNot reason={customer.why_not} />;
  return <Status tone="good">{t("pool.openNow")}</Status>;
}

function WhyNot(props: { reason: string }) {
  const { t } = useTranslation();
  const last = props.reason.split(".").pop() ?? "";
  const key = `reasons.pool.${last}`;
  const text = (t as unknown as (key: string, o: object) => string)(key, { defaultValue: props.reason });
  return <span className="hp-faint">{text}</span>;
}

/** Name with its letter; what is hidden shows a lock instead. */
export function Who(props: { customer: Pick<PoolCustomer, "name" | "hidden_fields"> }) {
  const { t } = useTranslation();
  const { customer } = props;
  return (
    <span className="hp-cell-main">
      {customer.hidden_fields?.includes("name") ? (
        <span className="hp-avatar hp-avatar-hidden" title={t("pool.hidden")}>
          <Lock size={13} aria-hidden="true" />
        </span>
      ) : (
        <Avatar name={customer.name} />
      )}
      <span>{customer.name}</span>
    </span>
  );
}
