import { useMe } from "@app/session/session";
import { peopleImports } from "@shared/api/endpoints";
import type { OwnField } from "@shared/api/ownFields";
import { asProblem, type Problem } from "@shared/api/problem";
import type { PeopleColumn, PeopleDocument, PeoplePreview } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { UnitSelect, useOrgUnits } from "@shared/ui/Lookup";
import { useOwnFieldsQuery } from "@shared/ui/OwnValues";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Alert, Button, Select, Skeleton } from "antd";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldForm } from "../../own_fields/FieldForm";
import {
  type Choice,
  choose,
  columnOf,
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

function Columns(props: {
  document: PeopleDocument;
  fields: readonly OwnField[];
  choice: Choice;
  /** The meaning that is wrong. */
  wrong: string | undefined;
  onChoose: (index: number, meaning: Meaning | undefined) => void;
  onNewField: (column: PeopleColumn) => void;
}) {
  const { t } = useTranslation();
  const { document, choice, wrong, onChoose, onNewField } = props;
  const options = useMeanings(props.fields);
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
                    status={meaning && wrong === meaning ? "error" : undefined}
                    value={meaning as string | undefined}
                    options={options}
                    onChange={(next: string | undefined) =>
                      next === kNewField
                        ? onNewField(column)
                        : onChoose(column.index, next as Meaning | undefined)
                    }
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
        <Field
          label={t("imports.map.store")}
          hint={t("peopleImports.map.storeHint")}
          error={error("default_store_id")}
        >
          <UnitSelect
            storesOnly
            value={options.storeId}
            placeholder={t("form.select")}
            onChange={(storeId) => onOptions({ ...options, storeId })}
          />
        </Field>
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

/** Where new customers belong unless somebody says otherwise. */
function useHomeStore(): string | undefined {
  const me = useMe();
  const stores = useOrgUnits().filter((unit) => unit.kind === "store" || unit.kind === "franchisee");
  if (stores.some((store) => store.id === me.org_unit_id)) return me.org_unit_id;
  return stores.length === 1 ? stores[0]?.id : undefined;
}

export function PeopleMapStep(props: {
  document: PeopleDocument;
  onChecked: (preview: PeoplePreview) => void;
}) {
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
  const [choice, setChoice] = useState<Choice>(() => firstChoice(document, fields));
  const [making, setMaking] = useState<PeopleColumn>();
  const [chosen, setChosen] = useState<Options>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const options = chosen ?? firstOptions(document, home);
  const missing = lacks(choice, options);
  const lackText = {
    key: t("peopleImports.map.keyNeeded"),
    name: t("peopleImports.field.name"),
    store_id: t("imports.map.store"),
  };

  const check = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      onChecked(await peopleImports.check(document.import.id, toMapping(choice, options)));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const wrong = wrongMeaning(toMapping(choice, options), problem?.field);
  const ownName = fields.find(({ key }) => wrong === ownMeaning(key))?.name;
  const field = wrong ? (ownName ?? textFor(t, `peopleImports.field.${wrong}`, wrong)) : "";
  return (
    <>
      <Panel title={t("imports.map.title")}>
        <p className="hp-faint hp-import-lead">{t("imports.map.text")}</p>
        <Columns
          document={document}
          fields={fields}
          choice={choice}
          wrong={wrong}
          onNewField={setMaking}
          onChoose={(index, meaning) => {
            setProblem(undefined);
            setChoice(choose(choice, index, meaning));
          }}
        />
      </Panel>
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
      <div className="hp-import-foot">
        {problem ? (
          <Alert
            type="error"
            showIcon
            title={field ? `${field}: ${reasonText(t, problem)}` : reasonText(t, problem)}
          />
        ) : missing.length > 0 ? (
          <span className="hp-tone-warn">
            {t("imports.map.needed", {
              fields: missing.map((lack) => lackText[lack]).join(t("customers.timeline.separator")),
            })}
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
