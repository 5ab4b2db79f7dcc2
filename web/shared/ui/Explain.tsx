import { Popover, Skeleton } from "antd";
import { CircleHelp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type Problem } from "../api/problem";
import type { Explanation } from "../api/types";
import { ProblemState } from "./EmptyState";

/** Numbers within a sentence stand out, so that the arithmetic can be followed with the eye. */
function withNumbers(text: string): ReactNode[] {
  return text.split(/((?:[¥$€£₩]|HK\$|NT\$)?[−-]?\d[\d,]*(?:\.\d+)?(?:\s?%)?)/).map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <b key={i} className="hp-num">
        {part}
      </b>
    ) : (
      part
    ),
  );
}

export function ExplainSteps(props: { steps: readonly string[] }) {
  const { t } = useTranslation();
  if (props.steps.length === 0) return <p className="hp-faint">{t("explain.none")}</p>;
  return (
    <ol className="hp-explain-steps">
      {props.steps.map((step) => (
        <li key={step}>
          <span>{withNumbers(step)}</span>
        </li>
      ))}
    </ol>
  );
}

interface ExplainProps {
  title?: string;
  /** Known steps, or a way to fetch them when opened. */
  steps?: readonly string[];
  load?: () => Promise<Explanation>;
  children?: ReactNode;
}

/** Why a number is what it is: a small popover with the steps that led to it. */
export function Explain(props: ExplainProps) {
  const { t, i18n } = useTranslation();
  const [loaded, setLoaded] = useState<Explanation | Problem>();
  const { load } = props;
  const chinese = i18n.language === "zh";
  const told = loaded && "steps" in loaded ? (chinese ? loaded.title_zh : loaded.title) : undefined;
  const title = told || props.title || t("explain.title");

  let body: ReactNode;
  if (props.steps) body = <ExplainSteps steps={props.steps} />;
  else if (!loaded) body = <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  else if ("steps" in loaded) {
    body = <ExplainSteps steps={loaded.steps.map((step) => (chinese ? step.text_zh : step.text_en))} />;
  } else body = <ProblemState problem={loaded} compact />;

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={title}
      content={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long explanation scrolls, by keyboard too
        <section className="hp-explain" aria-label={title} tabIndex={0}>
          {body}
        </section>
      }
      onOpenChange={(open) => {
        if (open && load && !(loaded && "steps" in loaded)) {
          setLoaded(undefined);
          load().then(setLoaded, (error: unknown) => setLoaded(asProblem(error)));
        }
      }}
    >
      <button
        type="button"
        className="hp-explain-button"
        aria-label={title}
        onClick={(event) => event.stopPropagation()}
      >
        {props.children}
        <CircleHelp size={14} aria-hidden="true" />
      </button>
    </Popover>
  );
}
