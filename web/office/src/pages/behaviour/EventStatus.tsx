import type { BehaviourEvent, EventState } from "@shared/api/types";
import { Status, type Tone } from "@shared/ui/Values";
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";

const kTones: Record<EventState, Tone> = {
  waiting: "warn",
  granted: "good",
  not_granted: "muted",
  refused: "bad",
  reversed: "muted",
};

export function EventStatus(props: { event: Pick<BehaviourEvent, "state" | "why_not"> }) {
  const { t } = useTranslation();
  const { state, why_not } = props.event;
  const status = <Status tone={kTones[state]}>{t(`behaviour.events.state.${state}`)}</Status>;
  if (!why_not) return status;
  return (
    <Tooltip title={t(`behaviour.events.whyNot.${why_not}`)}>
      <span>{status}</span>
    </Tooltip>
  );
}

export function Marks(props: { event: Pick<BehaviourEvent, "marks" | "dimension"> }) {
  const { marks, dimension } = props.event;
  if (marks === 0) return null;
  return (
    <span className="hp-num">
      {dimension} {marks > 0 ? "+" : "−"}
      {Math.abs(marks)}
    </span>
  );
}
