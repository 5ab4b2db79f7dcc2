import { useMe } from "@app/session/session";
import { imports } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { ImportDocument, ImportMeaning, ImportPreview } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { UnitSelect, useOrgUnits } from "@shared/ui/Lookup";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Alert, Button, Select } from "antd";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServiceTypes } from "../catalogue/useServiceTypes";
import {
  allowedMeanings,
  type Choice,
  choose,
  dateSample,
  firstChoice,
  firstOptions,
  type Lack,
  lacks,
  type Options,
  toMapping,
} from "./mapping";

/** The order in which dates may be written, with an example of the same day. */
const kDateFormats: readonly [format: string, example: string][] = [
  ["y-m-d", "2026-11-21"],
  ["y/m/d", "2026/11/21"],
  ["m/d/y", "11/21/2026"],
  ["d/m/y", "21/11/2026"],
  ["d.m.y", "21.11.2026"],
  ["ymd", "20261121"],
  ["y年m月d日", "2026年11月21日"],
];

function lackText(t: Text, lack: Lack): string {
  switch (lack) {
    case "customer":
      return t("imports.map.customerOrPhone");
    case "price":
      return t("imports.map.amountOrPrice");
    case "cost_and_profit":
      return t("imports.map.costAndProfit");
    case "date_format":
      return t("imports.map.dateFormat");
    case "store_id":
      return t("imports.map.store");
    default:
      return t(`imports.field.${lack}`);
  }
}

function Field(props: { label: string; hint?: ReactNode; error?: string; children: ReactNode }) {
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

function Columns(props: {
  document: ImportDocument;
  choice: Choice;
  onChoose: (index: number, meaning: ImportMeaning | undefined) => void;
  wrong: Problem | undefined;
}) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const { document, choice, onChoose, wrong } = props;
  const options = allowedMeanings(margin).map((meaning) => ({
    value: meaning,
    label: t(`imports.field.${meaning}`),
  }));
  return (
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
          {document.columns.map((column) => {
            const meaning = choice.get(column.index);
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
                    status={meaning && wrong?.field === meaning ? "error" : undefined}
                    value={meaning}
                    options={options}
                    onChange={(next: ImportMeaning | undefined) => onChoose(column.index, next)}
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
  );
}

function Further(props: {
  document: ImportDocument;
  choice: Choice;
  options: Options;
  onOptions: (options: Options) => void;
  wrong: Problem | undefined;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const types = useServiceTypes();
  const { document, choice, options, onOptions, wrong } = props;
  const fits = document.date_formats;
  const sample = dateSample(document.columns, choice);
  const ambiguous = fits.length > 1;
  const error = (field: string) => (wrong?.field === field ? reasonText(t, wrong) : undefined);
  return (
    <div className="hp-import-options">
      <Field
        label={t("imports.map.dateFormat")}
        error={error("date_format")}
        hint={[
          sample ? t("imports.map.dateHint", { sample }) : "",
          ambiguous ? t("imports.map.dateAmbiguous") : "",
        ]
          .filter(Boolean)
          .join(" ")}
      >
        <Select
          value={options.dateFormat}
          placeholder={t("form.select")}
          status={error("date_format") ? "error" : undefined}
          popupMatchSelectWidth={false}
          options={kDateFormats.map(([format, example]) => ({
            value: format,
            label: fits.includes(format) ? `${example}  ·  ${t("imports.map.suggested")}` : example,
          }))}
          onChange={(dateFormat: string) => onOptions({ ...options, dateFormat })}
        />
      </Field>
      <Field
        label={t("imports.map.store")}
        hint={t("imports.map.storeHint")}
        error={error("default_store_id")}
      >
        <UnitSelect
          storesOnly
          value={options.storeId}
          placeholder={t("form.select")}
          onChange={(storeId) => onOptions({ ...options, storeId })}
        />
      </Field>
      <Field
        label={t("imports.map.withoutCustomer")}
        hint={t("imports.map.withoutCustomerHint")}
        error={error("without_customer")}
      >
        <Select
          value={options.takesAnonymous ? "anonymous" : "refuse"}
          popupMatchSelectWidth={false}
          options={(["refuse", "anonymous"] as const).map((value) => ({
            value,
            label: t(`imports.map.without.${value}`),
          }))}
          onChange={(value: string) => onOptions({ ...options, takesAnonymous: value === "anonymous" })}
        />
      </Field>
      {can("catalogue.read") ? (
        <Field
          label={t("imports.map.serviceType")}
          hint={t("imports.map.serviceTypeHint")}
          error={error("service_type_id")}
        >
          <SearchSelect
            value={options.serviceTypeId}
            placeholder={types[0]?.name ?? t("form.select")}
            options={types.map((type) => ({ value: type.id, label: type.name }))}
            onChange={(serviceTypeId: string | undefined) => onOptions({ ...options, serviceTypeId })}
          />
        </Field>
      ) : null}
    </div>
  );
}

/** Where an order without a store is booked unless somebody says otherwise. */
function useHomeStore(): string | undefined {
  const me = useMe();
  const stores = useOrgUnits().filter((unit) => unit.kind === "store" || unit.kind === "franchisee");
  if (stores.some((store) => store.id === me.org_unit_id)) return me.org_unit_id;
  return stores.length === 1 ? stores[0]?.id : undefined;
}

export function MapStep(props: { document: ImportDocument; onChecked: (preview: ImportPreview) => void }) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const { document, onChecked } = props;
  const home = useHomeStore();
  const [choice, setChoice] = useState<Choice>(() => firstChoice(document, margin));
  const [chosen, setChosen] = useState<Options>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const options = chosen ?? firstOptions(document, home);
  const missing = lacks(choice, options);
  const separator = t("customers.timeline.separator");

  const check = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      onChecked(await imports.check(document.import.id, toMapping(choice, options)));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const field = problem?.field ? textFor(t, `imports.field.${problem.field}`, problem.field) : "";
  return (
    <>
      <Panel title={t("imports.map.title")}>
        <p className="hp-faint hp-import-lead">{t("imports.map.text")}</p>
        <Columns
          document={document}
          choice={choice}
          wrong={problem}
          onChoose={(index, meaning) => {
            setProblem(undefined);
            setChoice(choose(choice, index, meaning));
          }}
        />
      </Panel>
      <Panel title={t("imports.map.options")} className="hp-import-next-panel">
        <Further
          document={document}
          choice={choice}
          options={options}
          onOptions={setChosen}
          wrong={problem}
        />
      </Panel>
      <div className="hp-import-foot">
        {problem ? (
          <Alert
            type="error"
            showIcon
            title={field ? `${field}: ${reasonText(t, problem)}` : reasonText(t, problem)}
          />
        ) : missing.length > 0 ? (
          <span className="hp-tone-warn">
            {t("imports.map.needed", { fields: missing.map((lack) => lackText(t, lack)).join(separator) })}
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
          onClick={() => void check()}
        >
          {busy ? t("imports.map.checking") : t("imports.map.next")}
        </Button>
      </div>
    </>
  );
}
