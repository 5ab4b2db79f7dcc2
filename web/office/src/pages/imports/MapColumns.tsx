import { asProblem, type Problem } from "@shared/api/problem";
import type { ImportColumn, PeopleColumn } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { UnitSelect } from "@shared/ui/Lookup";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Alert, Button, Select } from "antd";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "./choice";

/** The parts of the second step: columns and their meanings, a field of the further choices, and the way on. */

export function Field(props: { label: string; hint?: ReactNode; error?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label className="hp-import-field">
      <span>{props.label}</span>
      {props.children}
      {props.error ? <small className="hp-tone-bad">{props.error}</small> : null}
      {props.hint && !props.error ? <small className="hp-faint">{props.hint}</small> : null}
    </label>
  );
}

export function StoreField(props: {
  value: string | undefined;
  hint: string;
  error: string | undefined;
  onChange: (storeId: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <Field label={t("imports.map.store")} hint={props.hint} error={props.error}>
      <UnitSelect storesOnly value={props.value} placeholder={t("form.select")} onChange={props.onChange} />
    </Field>
  );
}

interface Named {
  value: string;
  label: string;
}

/** `wrong`: the meaning the server had something against. */
export function MapColumns<M extends string>(props: {
  columns: readonly (ImportColumn | PeopleColumn)[];
  choice: Choice<M>;
  options: readonly (Named | { label: string; options: readonly Named[] })[];
  wrong: string | undefined;
  onChoose: (column: ImportColumn | PeopleColumn, meaning: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { columns, choice, wrong, onChoose } = props;
  return (
    <Panel title={t("imports.map.title")}>
      <p className="hp-faint hp-import-lead">{t("imports.map.text")}</p>
      <ScrollX label={t("imports.map.title")}>
        <table className="hp-lines hp-import-columns">
          <thead>
            <tr>
              <th>{t("imports.map.column")}</th>
              <th>{t("imports.map.samples")}</th>
              <th>{t("imports.map.meaning")}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => {
              const meaning: string | undefined = choice.get(column.index);
              const name = column.name || t("imports.map.noName", { n: column.index + 1 });
              return (
                <tr key={column.index} className={meaning ? undefined : "hp-import-ignored"}>
                  <th scope="row">{name}</th>
                  <td>
                    <span className="hp-import-samples">
                      {column.samples.slice(0, 3).map((sample, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: samples may be alike, and never move
                        <span key={i}>{sample || "—"}</span>
                      ))}
                    </span>
                  </td>
                  <td>
                    <Select
                      aria-label={`${t("imports.map.meaning")}: ${name}`}
                      placeholder={t("imports.map.ignore")}
                      allowClear
                      showSearch={{ optionFilterProp: "label" }}
                      popupMatchSelectWidth={false}
                      status={meaning && wrong === meaning ? "error" : undefined}
                      value={meaning}
                      options={[...props.options] as Named[]}
                      onChange={(next: string | undefined) => onChoose(column, next)}
                    />
                    {meaning && meaning === column.suggested_field ? (
                      <small className="hp-faint">{t("imports.map.suggested")}</small>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollX>
    </Panel>
  );
}

/** Having the file checked, and what the server had against it. */
export function useChecking(check: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  return {
    busy,
    problem,
    forget: () => setProblem(undefined),
    run: async () => {
      setBusy(true);
      setProblem(undefined);
      try {
        await check();
      } catch (error) {
        setProblem(asProblem(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

/** `field`: what a person calls what the problem is about; `missing`: what is still needed before the file can be checked. */
export function MapFoot(props: {
  checking: ReturnType<typeof useChecking>;
  field: string;
  missing: readonly string[];
}) {
  const { t } = useTranslation();
  const { checking, field, missing } = props;
  const { busy, problem } = checking;
  return (
    <div className="hp-import-foot">
      {problem ? (
        <Alert
          type="error"
          showIcon
          title={field ? `${field}: ${reasonText(t, problem)}` : reasonText(t, problem)}
        />
      ) : missing.length > 0 ? (
        <span className="hp-tone-warn">
          {t("imports.map.needed", { fields: missing.join(t("customers.timeline.separator")) })}
        </span>
      ) : (
        <span />
      )}
      <Button
        type="primary"
        size="large"
        loading={busy}
        disabled={missing.length > 0}
        icon={<ArrowRight size={17} />}
        iconPlacement="end"
        onClick={() => void checking.run()}
      >
        {busy ? t("imports.map.checking") : t("imports.map.next")}
      </Button>
    </div>
  );
}
