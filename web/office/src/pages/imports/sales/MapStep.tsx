import { imports } from "@shared/api/endpoints";
import type { Problem } from "@shared/api/problem";
import type { ImportDocument, ImportMeaning, ImportPreview } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { Panel } from "@shared/ui/Page";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useServiceTypes } from "../../catalogue/useServiceTypes";
import { choose } from "../choice";
import { Field, MapColumns, MapFoot, StoreField, useChecking } from "../MapColumns";
import { useHomeStore } from "../useHomeStore";
import {
  allowedMeanings,
  type Choice,
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
      <StoreField
        value={options.storeId}
        hint={t("imports.map.storeHint")}
        error={error("default_store_id")}
        onChange={(storeId) => onOptions({ ...options, storeId })}
      />
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

export function MapStep(props: { document: ImportDocument; onChecked: (preview: ImportPreview) => void }) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const { document, onChecked } = props;
  const home = useHomeStore();
  const [choice, setChoice] = useState<Choice>(() => firstChoice(document, margin));
  const [chosen, setChosen] = useState<Options>();
  const options = chosen ?? firstOptions(document, home);
  const checking = useChecking(async () => {
    onChecked(await imports.check(document.import.id, toMapping(choice, options)));
  });
  const { problem } = checking;
  return (
    <>
      <MapColumns
        columns={document.columns}
        choice={choice}
        options={allowedMeanings(margin).map((meaning) => ({
          value: meaning,
          label: t(`imports.field.${meaning}`),
        }))}
        wrong={problem?.field}
        onChoose={({ index }, meaning) => {
          checking.forget();
          setChoice(choose(choice, index, meaning as ImportMeaning | undefined));
        }}
      />
      <Panel title={t("imports.map.options")} className="hp-import-next-panel">
        <Further
          document={document}
          choice={choice}
          options={options}
          onOptions={setChosen}
          wrong={problem}
        />
      </Panel>
      <MapFoot
        checking={checking}
        field={problem?.field ? textFor(t, `imports.field.${problem.field}`, problem.field) : ""}
        missing={lacks(choice, options).map((lack) => lackText(t, lack))}
      />
    </>
  );
}
