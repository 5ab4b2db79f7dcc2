import { peopleImports } from "@shared/api/endpoints";
import type { CellFix, ImportRowError, PeopleDocument, PeoplePreview } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits } from "@shared/ui/Lookup";
import { ownValueOf, useOwnFields, useOwnText } from "@shared/ui/OwnValues";
import { Panel } from "@shared/ui/Page";
import { Blank } from "@shared/ui/Values";
import { Button, Input } from "antd";
import { RotateCw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckFoot, ErrorRows, Findings, FirstRows, useActing } from "../CheckParts";
import { Figures } from "../Figures";
import { kMeanings } from "./mapping";

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

/** Enter goes on to the next cell that is wrong, as in a spreadsheet. */
function toNextCell(event: KeyboardEvent<HTMLInputElement>): void {
  const cells = [...(event.currentTarget.closest("table")?.querySelectorAll("input") ?? [])];
  cells[cells.indexOf(event.currentTarget) + 1]?.select();
}

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
    <ErrorRows
      errors={errors}
      fieldName={fieldName}
      className="hp-import-mend"
      last={{
        title: t("peopleImports.check.mend"),
        cell: (error) => {
          const column = columnOfError(document, error);
          if (column === undefined) return <Blank />;
          return (
            <Input
              aria-label={`${t("imports.error.row")} ${error.row}, ${fieldName(error.field)}`}
              status={mended.has(`${error.row}.${column}`) ? undefined : "error"}
              defaultValue={error.value}
              onChange={(event) => onMend(error, column, event.target.value)}
              onPressEnter={toNextCell}
            />
          );
        },
      }}
    />
  );
}

function Rows(props: { preview: PeoplePreview; mapping: PeopleDocument["mapping"] }) {
  const { t } = useTranslation();
  const stores = new Map(useOrgUnits().map((unit) => [unit.id, unit.name]));
  const own = useOwnFields();
  const ownText = useOwnText();
  const { rows } = props.preview;
  // A new customer without a store belongs to the one chosen for those.
  const otherwise = (action: string) => (action === "create" ? props.mapping?.default_store_id : undefined);
  const shown = own.filter(({ key }) => props.mapping?.own?.some(({ field }) => field === key));
  return (
    <FirstRows count={rows.length}>
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
            <td>{stores.get(row.store_id ?? otherwise(row.action) ?? "") ?? <Blank />}</td>
            {shown.map((field) => (
              <td key={field.key}>{ownText(field, ownValueOf(row.own_values, field)) ?? <Blank />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </FirstRows>
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

export function CheckStep(props: {
  document: PeopleDocument;
  preview: PeoplePreview;
  onBack: () => void;
  onChecked: (preview: PeoplePreview) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const { document, preview, onBack, onChecked } = props;
  const { id } = document.import;
  const { mended, mend, forget } = useMending();
  const { errors, error_count, row_count, will_create, will_update, will_skip } = preview;

  const fix = () =>
    acting.act("fix", async () => {
      const { mapping } = document;
      if (!mapping) return;
      await peopleImports.fix(id, [...mended.values()]);
      onChecked(await peopleImports.check(id, mapping));
      forget();
    });
  return (
    <>
      <Findings
        rowCount={row_count}
        errorCount={error_count}
        counts={
          <Figures
            four
            figures={[
              [t("peopleImports.check.create"), will_create],
              [t("peopleImports.check.update"), will_update],
              [t("peopleImports.check.skip"), will_skip],
              [t("peopleImports.check.refused"), error_count, true],
            ]}
          />
        }
      >
        {document.fix_count ? (
          <p className="hp-faint">
            {t("peopleImports.check.mended", { n: format.integer(document.fix_count) })}
          </p>
        ) : null}
      </Findings>
      {errors.length > 0 ? (
        <Panel title={t("imports.check.errorRows")} className="hp-import-next-panel">
          {error_count > errors.length ? (
            <p className="hp-faint hp-import-lead">{t("peopleImports.check.some", { n: errors.length })}</p>
          ) : null}
          <Grid document={document} errors={errors} mended={mended} onMend={mend} />
        </Panel>
      ) : null}
      <Rows preview={preview} mapping={document.mapping} />
      <CheckFoot
        acting={acting}
        nothing={will_create + will_update === 0}
        first={
          mended.size > 0 ? (
            <Button
              type="primary"
              size="large"
              icon={<RotateCw size={16} />}
              loading={acting.busy === "fix"}
              onClick={() => void fix()}
            >
              {t("peopleImports.check.apply", { n: mended.size })}
            </Button>
          ) : undefined
        }
        errorCount={error_count}
        onBack={onBack}
        onStart={() => void acting.act("start", (key) => peopleImports.start(id, { key }))}
      />
    </>
  );
}
