import { peopleImports } from "@shared/api/endpoints";
import type { OwnField } from "@shared/api/ownFields";
import type { Problem } from "@shared/api/problem";
import type { ImportColumn, PeopleColumn, PeopleDocument, PeoplePreview } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useOwnFieldsQuery } from "@shared/ui/OwnValues";
import { Panel } from "@shared/ui/Page";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldForm } from "../../own_fields/FieldForm";
import { choose, columnOf } from "../choice";
import { Field, MapColumns, MapFoot, StoreField, useChecking } from "../MapColumns";
import { useHomeStore } from "../useHomeStore";
import {
  type Choice,
  fieldFrom,
  firstChoice,
  firstOptions,
  kMeanings,
  kModes,
  lacks,
  type Meaning,
  type Options,
  ownMeaning,
  toMapping,
  wrongMeaning,
} from "./mapping";

const kNewField = "new";

function useMeanings(fields: readonly OwnField[]) {
  const { t } = useTranslation();
  const may = useCan();
  const known = kMeanings.map((value) => ({
    value: value as string,
    label: t(`peopleImports.field.${value}`),
  }));
  const own = fields.map(({ key, name }) => ({ value: ownMeaning(key) as string, label: name }));
  if (may("own_fields.write")) own.push({ value: kNewField, label: t("peopleImports.map.newField") });
  return [
    { label: t("peopleImports.map.known"), options: known },
    ...(own.length > 0 ? [{ label: t("ownFields.title"), options: own }] : []),
  ];
}

function Further(props: {
  choice: Choice;
  options: Options;
  wrong: Problem | undefined;
  onOptions: (options: Options) => void;
}) {
  const { t } = useTranslation();
  const { choice, options, wrong, onOptions } = props;
  const error = (field: string) => (wrong?.field === field ? reasonText(t, wrong) : undefined);
  return (
    <div className="hp-import-options">
      <Field label={t("peopleImports.map.mode")} error={error("mode")}>
        <Select
          value={options.mode}
          popupMatchSelectWidth={false}
          options={kModes.map((value) => ({ value, label: t(`peopleImports.map.modes.${value}`) }))}
          onChange={(mode: Options["mode"]) => onOptions({ ...options, mode })}
        />
      </Field>
      {options.mode === "update" ? null : (
        <StoreField
          value={options.storeId}
          hint={t("peopleImports.map.storeHint")}
          error={error("default_store_id")}
          onChange={(storeId) => onOptions({ ...options, storeId })}
        />
      )}
      {options.mode === "insert" ? (
        <Field
          label={t("peopleImports.map.withoutKey")}
          hint={t("peopleImports.map.withoutKeyHint")}
          error={error("without_key")}
        >
          <Select
            value={options.withoutKey}
            popupMatchSelectWidth={false}
            options={(["refuse", "create"] as const).map((value) => ({
              value,
              label: t(`peopleImports.map.withoutKeys.${value}`),
            }))}
            onChange={(withoutKey: Options["withoutKey"]) => onOptions({ ...options, withoutKey })}
          />
        </Field>
      ) : null}
      {columnOf(choice, "birthday") === undefined ? null : (
        <Field
          label={t("peopleImports.map.slashes")}
          hint={t("peopleImports.map.slashesHint")}
          error={error("date_format")}
        >
          <Select
            value={options.slashes ?? "none"}
            popupMatchSelectWidth={false}
            options={[
              { value: "none", label: t("peopleImports.map.slashesNone") },
              { value: "m/d/y", label: t("peopleImports.map.monthFirst") },
              { value: "d/m/y", label: t("peopleImports.map.dayFirst") },
            ]}
            onChange={(value: string) =>
              onOptions({ ...options, slashes: value === "m/d/y" || value === "d/m/y" ? value : undefined })
            }
          />
        </Field>
      )}
    </div>
  );
}

export function MapStep(props: { document: PeopleDocument; onChecked: (preview: PeoplePreview) => void }) {
  const { fields, ready } = useOwnFieldsQuery();
  // What columns seem to mean depends on what fields there are.
  if (!ready) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <Mapping {...props} fields={fields.filter(({ status }) => status === "active")} />;
}

function Mapping(props: {
  document: PeopleDocument;
  fields: readonly OwnField[];
  onChecked: (preview: PeoplePreview) => void;
}) {
  const { t } = useTranslation();
  const { document, fields, onChecked } = props;
  const home = useHomeStore();
  const meanings = useMeanings(fields);
  const [choice, setChoice] = useState<Choice>(() => firstChoice(document, fields));
  const [making, setMaking] = useState<ImportColumn | PeopleColumn>();
  const [chosen, setChosen] = useState<Options>();
  const options = chosen ?? firstOptions(document, home);
  const lackText = {
    key: t("peopleImports.map.keyNeeded"),
    name: t("peopleImports.field.name"),
    store_id: t("imports.map.store"),
  };
  const checking = useChecking(async () => {
    onChecked(await peopleImports.check(document.import.id, toMapping(choice, options)));
  });
  const { problem } = checking;
  const wrong = wrongMeaning(toMapping(choice, options), problem?.field);
  const ownName = fields.find(({ key }) => wrong === ownMeaning(key))?.name;
  return (
    <>
      <MapColumns
        columns={document.columns}
        choice={choice}
        options={meanings}
        wrong={wrong}
        onChoose={(column, meaning) => {
          if (meaning === kNewField) {
            setMaking(column);
            return;
          }
          checking.forget();
          setChoice(choose(choice, column.index, meaning as Meaning | undefined));
        }}
      />
      {making ? (
        <FieldForm
          key={making.index}
          open
          begin={fieldFrom(making.name, fields)}
          nextPlace={Math.max(0, ...fields.map(({ place }) => place)) + 1}
          onClose={() => setMaking(undefined)}
          onSaved={(saved) => setChoice((before) => choose(before, making.index, ownMeaning(saved.key)))}
        />
      ) : null}
      <Panel title={t("imports.map.options")} className="hp-import-next-panel">
        <Further choice={choice} options={options} wrong={problem} onOptions={setChosen} />
      </Panel>
      <MapFoot
        checking={checking}
        field={wrong ? (ownName ?? textFor(t, `peopleImports.field.${wrong}`, wrong)) : ""}
        missing={lacks(choice, options).map((lack) => lackText[lack])}
      />
    </>
  );
}
