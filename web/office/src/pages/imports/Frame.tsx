import { Page } from "@shared/ui/Page";
import { useNarrow } from "@shared/ui/useNarrow";
import { Steps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./imports.css";

const kSteps = ["upload", "map", "check", "run"] as const;
export type Step = (typeof kSteps)[number];

/** The wizard's frame: where in the four steps one is, and the step itself. */
export function Frame(props: {
  step: Step;
  finished?: boolean;
  failed?: boolean;
  title: string;
  sub?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { step, finished, failed } = props;
  const current = kSteps.indexOf(step);
  return (
    <Page title={props.title} sub={props.sub} extra={props.extra} narrow>
      {narrow ? (
        <div className="hp-import-at">
          <b>{`${Math.min(kSteps.length, current + 1)} / ${kSteps.length}  ${t(`imports.step.${step}`)}`}</b>
          <span aria-hidden="true">
            {kSteps.map((one, i) => (
              <i key={one} className={i <= current ? "hp-import-passed" : undefined} />
            ))}
          </span>
        </div>
      ) : (
        <Steps
          className="hp-import-steps"
          size="small"
          current={finished ? kSteps.length : current}
          status={failed ? "error" : "process"}
          items={kSteps.map((one) => ({ title: t(`imports.step.${one}`) }))}
        />
      )}
      {props.children}
    </Page>
  );
}
