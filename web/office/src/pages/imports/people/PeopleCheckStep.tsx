import { newKey } from "@shared/api/client";
import { peopleImports } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { CellFix, ImportRowError, PeopleDocument, PeoplePreview } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits } from "@shared/ui/Lookup";
import { ownValueOf, useOwnFields, useOwnText } from "@shared/ui/OwnValues";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Blank } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { CircleCheck, Play, RotateCw } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { kMeanings } from "./mapping";

function Counts(props: { preview: PeoplePreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { preview } = props;
  const figures: [label: string, value: number, bad?: boolean][] = [
    [t("peopleImports.check.create"), preview.will_create],
    [t("peopleImports.check.update"), preview.will_update],
    [t("peopleImports.check.skip"), preview.will_skip],
    [t("peopleImports.check.refused"), preview.error_count, true],
  ];
  return (
    <div className="hp-tiles hp-import-tiles hp-import-four">
      {figures.map(([label, value, bad]) => (
        <div key={label} className="hp-tile">
          <span>{label}</span>
          <strong className={`hp-num${bad && value ? " hp-tone-bad" : ""}`}>{format.integer(value)}</strong>
        </div>
      ))}
    </div>
  );
}

/** The column a wrong value stands in; none when the row as a whole is wrong. */
export function columnOfError(document: PeopleDocument, error: ImportRowError): number | undefined {
  const meaning = kMeanings.find((one) => one === error.field);
  if (meaning) return document.mapping?.[meaning] ?? undefined;
  return document.mapping?.own?.find(({ field }) => error.field === `own_values.${field}`)?.column;
}

/** What a person calls the field of an error. */
function useFieldName() {
  const { t } = useTranslation();
  const fields = useOwnFields();
  return (name: string): string => {
    const own = fields.find(({ key }) => name === `own_values.${key}`);
    return own ? own.name : textFor(t, `peopleImports.field.${name}`, name);
  };
}

type Mended = ReadonlyMap<string, CellFix>;

function Grid(props: {
  document: PeopleDocument;
  errors: readonly ImportRowError[];
  mended: Mended;
  onMend: (error: ImportRowError, column: number, value: string) => void;
}) {
  const { t } = useTranslation();
  const { document, errors, mended, onMend } = props;
  const fieldName = useFieldName();
  return (
    <ScrollX label={t("imports.check.errorRows")}>
      <table className="hp-lines hp-import-errors hp-import-mend">
        <thead>
          <tr>
            <th className="hp-right">{t("imports.error.row")}</th>
            <th>{t("imports.error.field")}</th>
            <th>{t("imports.error.reason")}</th>
            <th>{t("peopleImports.check.mend")}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error) => {
            const column = columnOfError(document, error);
            const field = error.field ? fieldName(error.field) : "";
            return (
              <tr key={`${error.row}.${error.field}.${error.reason}`}>
                <td className="hp-right">{error.row}</td>
                <td>{field || <Blank />}</td>
                <td>
                  {reasonText(t, error)}
                  {error.detail ? <small className="hp-faint">{error.detail}</small> : null}
                </td>
                <td>
                  {column === undefined ? (
                    <Blank />
                  ) : (
                    <Input
                      aria-label={`${t("imports.error.row")} ${error.row}, ${field}`}
                      status={mended.has(`${error.row}.${column}`) ? undefined : "error"}
                      defaultValue={error.value}
                      onChange={(event) => onMend(error, column, event.target.value)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollX>
  );
}

function FirstRows(props: { preview: PeoplePreview; mapping: PeopleDocument["mapping"] }) {
  const { t } = useTranslation();
  const stores = new Map(useOrgUnits().map((unit) => [unit.id, unit.name]));
  const own = useOwnFields();
  const ownText = useOwnText();
  const { rows } = props.preview;
  const shown = own.filter(({ key }) => props.mapping?.own?.some(({ field }) => field === key));
  return (
    <ScrollX label={t("imports.check.firstRows", { n: rows.length })}>
      <table className="hp-lines hp-import-rows">
        <thead>
          <tr>
            <th className="hp-right">{t("imports.row.row")}</th>
            <th>{t("peopleImports.check.action")}</th>
            {(["name", "phone", "email", "birthday", "card_number", "external_ref", "store"] as const).map(
              (one) => (
                <th key={one}>{t(`peopleImports.field.${one}`)}</th>
              ),
            )}
            {shown.map(({ key, name }) => (
              <th key={key}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row_no}>
              <td className="hp-right hp-faint">{row.row_no}</td>
              <td>{t(`peopleImports.check.actions.${row.action}`)}</td>
              <td>{row.name || <Blank />}</td>
              <td className="hp-num">{row.phone || <Blank />}</td>
              <td>{row.email || <Blank />}</td>
              <td className="hp-num">{row.birthday_on || <Blank />}</td>
              <td className="hp-num">{row.card_number || <Blank />}</td>
              <td>{row.external_ref || <Blank />}</td>
              <td>{(row.store_id && stores.get(row.store_id)) || <Blank />}</td>
              {shown.map((field) => (
                <td key={field.key}>{ownText(field, ownValueOf(row.own_values, field)) ?? <Blank />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

/** Cells mended in the grid, waiting to be sent. */
function useMending() {
  const [mended, setMended] = useState<Mended>(new Map());
  return {
    mended,
    mend: (error: ImportRowError, column: number, value: string) =>
      setMended((before) => {
        const next = new Map(before);
        const place = `${error.row}.${column}`;
        if (value === error.value) next.delete(place);
        else next.set(place, { row_no: error.row, column, value });
        return next;
      }),
    forget: () => setMended(new Map()),
  };
}

export function PeopleCheckStep(props: {
  document: PeopleDocument;
  preview: PeoplePreview;
  onBack: () => void;
  onChecked: (preview: PeoplePreview) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const { document, preview, onBack, onChecked } = props;
  const { id } = document.import;
  const [busy, setBusy] = useState<"start" | "fix">();
  const [problem, setProblem] = useState<Problem>();
  const { mended, mend, forget } = useMending();
  const key = useRef(newKey());
  const { errors, error_count, row_count, rows } = preview;
  const nothing = preview.will_create + preview.will_update === 0;

  const act = async (what: "start" | "fix", run: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await run();
    } catch (error) {
      setProblem(asProblem(error));
    }
    await queries.invalidateQueries({ queryKey: ["imports"] });
    setBusy(undefined);
  };
  const start = () =>
    act("start", async () => {
      await peopleImports.start(id, { key: key.current });
    });
  const fix = () =>
    act("fix", async () => {
      const { mapping } = document;
      if (!mapping) return;
      await peopleImports.fix(id, [...mended.values()]);
      onChecked(await peopleImports.check(id, mapping));
      forget();
    });
  return (
    <>
      <Panel
        title={t("imports.check.title")}
        extra={t("imports.check.rows", { n: format.integer(row_count) })}
      >
        <Counts preview={preview} />
        <div className="hp-import-findings">
          {error_count === 0 ? (
            <p className="hp-clear hp-import-clear">
              <CircleCheck size={17} aria-hidden="true" /> {t("imports.check.noErrors")}
            </p>
          ) : null}
          {document.fix_count ? (
            <p className="hp-faint">
              {t("peopleImports.check.mended", { n: format.integer(document.fix_count) })}
            </p>
          ) : null}
        </div>
      </Panel>
      {errors.length > 0 ? (
        <Panel
          title={t("imports.check.errorRows")}
          className="hp-import-next-panel hp-import-mend-panel"
          extra={
            <Button
              size="small"
              type={mended.size > 0 ? "primary" : "default"}
              icon={<RotateCw size={14} />}
              loading={busy === "fix"}
              disabled={mended.size === 0}
              onClick={() => void fix()}
            >
              {t("peopleImports.check.apply", { n: mended.size })}
            </Button>
          }
        >
          {error_count > errors.length ? (
            <p className="hp-faint hp-import-lead">{t("peopleImports.check.some", { n: errors.length })}</p>
          ) : null}
          <Grid document={document} errors={errors} mended={mended} onMend={mend} />
        </Panel>
      ) : null}
      {rows.length > 0 ? (
        <Panel title={t("imports.check.firstRows", { n: rows.length })} className="hp-import-next-panel">
          <FirstRows preview={preview} mapping={document.mapping} />
        </Panel>
      ) : null}
      <div className="hp-import-foot">
        {problem ? (
          <Alert type="error" showIcon title={reasonText(t, problem)} />
        ) : nothing ? (
          <span className="hp-tone-bad">{t("imports.check.nothing")}</span>
        ) : (
          <span />
        )}
        <Button size="large" onClick={onBack} disabled={busy !== undefined}>
          {t("imports.check.back")}
        </Button>
        <Button
          type="primary"
          size="large"
          loading={busy === "start"}
          disabled={nothing || busy !== undefined || mended.size > 0}
          icon={<Play size={16} />}
          onClick={() => void start()}
        >
          {error_count > 0 ? t("imports.check.startWithErrors") : t("imports.check.start")}
        </Button>
      </div>
    </>
  );
}
