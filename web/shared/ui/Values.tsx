import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { initials, isMasked, phone } from "../format/mask";
import { useFormat, useNow } from "./FormatProvider";

type Missing = undefined | null;

/** What a cell shows where there is nothing. */
export function Blank() {
  return <span className="hp-blank">—</span>;
}

export function Money(props: { minor: number | Missing; strong?: boolean; signed?: boolean }) {
  const format = useFormat();
  const { minor, strong, signed } = props;
  if (minor === undefined || minor === null) return <Blank />;
  const text = `${signed && minor > 0 ? "+" : ""}${format.money(minor)}`;
  return (
    <span className={`hp-num${strong ? " hp-strong" : ""}${minor < 0 ? " hp-negative" : ""}`}>{text}</span>
  );
}

export function Points(props: { value: number | Missing; signed?: boolean; strong?: boolean }) {
  const format = useFormat();
  const { value, signed, strong } = props;
  if (value === undefined || value === null) return <Blank />;
  const text = `${signed && value > 0 ? "+" : ""}${format.points(value)}`;
  return (
    <span className={`hp-num${strong ? " hp-strong" : ""}${value < 0 ? " hp-negative" : ""}`}>{text}</span>
  );
}

export function Percent(props: { ppm: number | Missing }) {
  const format = useFormat();
  if (props.ppm === undefined || props.ppm === null) return <Blank />;
  return <span className="hp-num">{format.percent(props.ppm)}</span>;
}

/** Relative by default with the exact time on hover; exact in tables of record. */
export function Time(props: { at: string | Missing; exact?: boolean }) {
  const format = useFormat();
  const now = useNow();
  const { at, exact } = props;
  if (!at) return <Blank />;
  if (exact) {
    return (
      <time className="hp-num" dateTime={at}>
        {format.dateTime(at)}
      </time>
    );
  }
  return (
    <Tooltip title={format.dateTimeSeconds(at)}>
      <time className="hp-num" dateTime={at}>
        {format.relative(at, now)}
      </time>
    </Tooltip>
  );
}

export function Phone(props: { text: string | Missing }) {
  const { t } = useTranslation();
  const { text } = props;
  if (!text) return <Blank />;
  const shown = <span className="hp-num hp-nowrap">{phone(text)}</span>;
  return isMasked(text) ? <Tooltip title={t("customers.record.phoneMasked")}>{shown}</Tooltip> : shown;
}

export type Tone = "good" | "muted" | "warn" | "bad" | "accent";

/** A state: a dot that carries the colour and a word that carries the meaning. */
export function Status(props: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`hp-status hp-tone-${props.tone}`}>
      <i aria-hidden="true" />
      {props.children}
    </span>
  );
}

export function ActiveStatus(props: { status: string | Missing }) {
  const { t } = useTranslation();
  if (!props.status) return <Blank />;
  return props.status === "disabled" ? (
    <Status tone="muted">{t("status.disabled")}</Status>
  ) : (
    <Status tone="good">{t("status.active")}</Status>
  );
}

const kColour = /^#[\da-f]{6}$/i;

/** The colour is the chain's own; the text keeps its contrast whatever they chose. */
export function TierTag(props: { name: string | Missing; colour?: string }) {
  const { t } = useTranslation();
  const { name, colour } = props;
  if (!name) return <span className="hp-tier hp-tier-none">{t("points.noTier")}</span>;
  const dot = colour && kColour.test(colour) ? colour : "var(--hp-accent)";
  return (
    <span className="hp-tier">
      <i style={{ background: dot }} aria-hidden="true" />
      {name}
    </span>
  );
}

export function Avatar(props: { name: string; size?: number }) {
  const size = props.size ?? 28;
  return (
    <span
      className="hp-avatar"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      aria-hidden="true"
    >
      {initials(props.name)}
    </span>
  );
}

/** A key as printed on a keyboard. */
export function Kbd(props: { children: ReactNode }) {
  return <kbd className="hp-kbd">{props.children}</kbd>;
}
