import { newKey } from "@shared/api/client";
import { asProblem, type Problem } from "@shared/api/problem";
import type { ImportRowError } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Blank } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { CircleCheck, Play } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** The parts of the third step: what was found, the rows with a problem, the first rows, and starting. */

export function Findings(props: {
  rowCount: number;
  errorCount: number;
  counts: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel
      title={t("imports.check.title")}
      extra={t("imports.check.rows", { n: format.integer(props.rowCount) })}
    >
      {props.counts}
      <div className="hp-import-findings">
        {props.children}
        {props.errorCount === 0 ? (
          <p className="hp-clear hp-import-clear">
            <CircleCheck size={17} aria-hidden="true" /> {t("imports.check.noErrors")}
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

/** The reason in the reader's language; the detail, which is English, beside it only for those who read that. */
export function ErrorRows(props: {
  errors: readonly ImportRowError[];
  fieldName: (field: string) => string;
  className?: string;
  /** Over and in the last column. */
  last: { title: string; cell: (error: ImportRowError) => ReactNode };
}) {
  const { t, i18n } = useTranslation();
  const { errors, fieldName, className, last } = props;
  return (
    <ScrollX label={t("imports.check.errorRows")}>
      <table className={`hp-lines hp-import-errors${className ? ` ${className}` : ""}`}>
        <thead>
          <tr>
            <th className="hp-right">{t("imports.error.row")}</th>
            <th>{t("imports.error.field")}</th>
            <th>{t("imports.error.reason")}</th>
            <th>{last.title}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error) => (
            <tr key={`${error.row}.${error.field}.${error.reason}`}>
              <td className="hp-right">{error.row}</td>
              <td>{(error.field && fieldName(error.field)) || <Blank />}</td>
              <td title={error.detail || undefined}>
                {reasonText(t, error)}
                {error.detail && i18n.language === "en" ? (
                  <small className="hp-faint">{error.detail}</small>
                ) : null}
              </td>
              <td>{last.cell(error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

export function FirstRows(props: { count: number; children: ReactNode }) {
  const { t } = useTranslation();
  if (props.count === 0) return null;
  const title = t("imports.check.firstRows", { n: props.count });
  return (
    <Panel title={title} className="hp-import-next-panel">
      <ScrollX label={title}>
        <table className="hp-lines hp-import-rows">{props.children}</table>
      </ScrollX>
    </Panel>
  );
}

/** One thing at a time is asked of the server; starting twice is starting once. */
export function useActing() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState<"start" | "fix">();
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const act = async (what: "start" | "fix", run: (key: string) => Promise<unknown>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await run(key.current);
    } catch (error) {
      setProblem(asProblem(error));
    }
    await queries.invalidateQueries({ queryKey: ["imports"] });
    setBusy(undefined);
  };
  return { busy, problem, act };
}

/** `first`: what is to be done before the import can start; it takes the place of starting. */
export function CheckFoot(props: {
  acting: ReturnType<typeof useActing>;
  nothing: boolean;
  first?: ReactNode;
  errorCount: number;
  onBack: () => void;
  onStart: () => void;
}) {
  const { t } = useTranslation();
  const { busy, problem } = props.acting;
  return (
    <div className="hp-import-foot">
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} />
      ) : props.nothing ? (
        <span className="hp-tone-bad">{t("imports.check.nothing")}</span>
      ) : (
        <span />
      )}
      <Button size="large" onClick={props.onBack} disabled={busy !== undefined}>
        {t("imports.check.back")}
      </Button>
      {props.first ?? (
        <Button
          type="primary"
          size="large"
          loading={busy === "start"}
          disabled={props.nothing || busy !== undefined}
          icon={<Play size={16} />}
          onClick={props.onStart}
        >
          {props.errorCount > 0 ? t("imports.check.startWithErrors") : t("imports.check.start")}
        </Button>
      )}
    </div>
  );
}
