import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { reasonText } from "../text/reason";

type Kind = "nothing" | "notFound" | "notAllowed" | "failed" | "missing";

const kLine = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const kWater = "M8 62c6-5 12-5 18 0s12 5 18 0 12-5 18 0 12 5 18 0 12-5 8-2";

function Drawing(props: { kind: Kind }) {
  return (
    <svg className="hp-empty-drawing" width="96" height="80" viewBox="0 0 96 80" aria-hidden="true">
      {props.kind === "nothing" ? (
        <g {...kLine}>
          <path d="M20 62V34M76 62V34M14 34h14M68 34h14" />
          <path d="M36 24h24" strokeDasharray="2 6" />
          <circle cx="48" cy="14" r="3" className="hp-empty-light" />
        </g>
      ) : null}
      {props.kind === "notFound" || props.kind === "missing" ? (
        <g {...kLine}>
          <circle cx="44" cy="30" r="16" />
          <path d="M56 42l12 12" />
          <path d="M37 32c3-4 5-4 7 0s4 4 7 0" className="hp-empty-light" />
        </g>
      ) : null}
      {props.kind === "notAllowed" ? (
        <g {...kLine}>
          <path d="M18 56V22M78 56V22" />
          <path d="M18 40h60" strokeWidth="4" className="hp-empty-light" />
          <circle cx="18" cy="18" r="4" />
          <circle cx="78" cy="18" r="4" />
        </g>
      ) : null}
      {props.kind === "failed" ? (
        <g {...kLine}>
          <path d="M30 34a13 13 0 0 1 25-6 11 11 0 0 1 9 20H34a9 9 0 0 1-4-14z" />
          <path d="M48 38l-5 8h8l-5 8" className="hp-empty-light" />
        </g>
      ) : null}
      <path d={kWater} {...kLine} opacity="0.45" />
      <path d="M20 71c6-5 12-5 18 0s12 5 18 0 12-5 18 0" {...kLine} opacity="0.25" />
    </svg>
  );
}

export function EmptyState(props: {
  kind: Kind;
  title?: string;
  text?: string;
  children?: ReactNode;
  compact?: boolean;
  /** It is all there is on the page, so its title is the page's. */
  page?: boolean;
}) {
  const { t } = useTranslation();
  const { kind, compact } = props;
  const Title = props.page ? "h1" : "strong";
  return (
    <div
      className={`hp-empty${compact ? " hp-empty-compact" : ""}`}
      role={kind === "failed" ? "alert" : undefined}
    >
      {compact ? null : <Drawing kind={kind} />}
      <Title className="hp-empty-title">{props.title ?? t(`empty.${kind}Title`)}</Title>
      <p>{props.text ?? t(`empty.${kind}Text`, { detail: "" })}</p>
      {props.children ? <div className="hp-empty-actions">{props.children}</div> : null}
    </div>
  );
}

/** The state that fits a refusal: not allowed, not there, or failed with a way to try again. */
export function ProblemState(props: { problem: Problem; retry?: () => void; compact?: boolean }) {
  const { t } = useTranslation();
  const { problem, retry, compact } = props;
  if (problem.status === 403) {
    return (
      <EmptyState
        kind="notAllowed"
        text={t("empty.notAllowedText", { detail: problem.detail })}
        compact={compact}
      />
    );
  }
  if (problem.status === 404) return <EmptyState kind="missing" compact={compact} />;
  return (
    <EmptyState
      kind="failed"
      text={t("empty.failedText", { detail: reasonText(t, problem) })}
      compact={compact}
    >
      {retry ? <Button onClick={retry}>{t("action.retry")}</Button> : null}
      {problem.requestId ? (
        <code className="hp-faint">{t("empty.requestId", { id: problem.requestId })}</code>
      ) : null}
    </EmptyState>
  );
}
