import { newKey } from "@shared/api/client";
import { imports } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { ImportDocument, ImportPreview, ImportRowError } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits } from "@shared/ui/Lookup";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Blank, Money, Time } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { CircleCheck, Download, Play } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorsCsv, saveText } from "./errorFile";

function Counts(props: { preview: ImportPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { will_create } = props.preview;
  return (
    <div className="hp-tiles hp-import-tiles">
      {(["sales", "customers", "products"] as const).map((one) => (
        <div key={one} className="hp-tile">
          <span>{t(`imports.check.${one}`)}</span>
          <strong className="hp-num">{format.integer(will_create[one])}</strong>
        </div>
      ))}
    </div>
  );
}

/** The reason in the reader's language; the detail when it says more than that. */
function ErrorRows(props: { errors: readonly ImportRowError[] }) {
  const { t } = useTranslation();
  return (
    <ScrollX label={t("imports.check.errorRows")}>
      <table className="hp-lines hp-import-errors">
        <thead>
          <tr>
            <th className="hp-right">{t("imports.error.row")}</th>
            <th>{t("imports.error.field")}</th>
            <th>{t("imports.error.reason")}</th>
            <th>{t("imports.error.value")}</th>
          </tr>
        </thead>
        <tbody>
          {props.errors.map((error) => (
            <tr key={`${error.row}.${error.field}.${error.reason}`}>
              <td className="hp-right">{error.row}</td>
              <td>{textFor(t, `imports.field.${error.field}`, error.field)}</td>
              <td>
                {reasonText(t, error)}
                {error.detail ? <small className="hp-faint">{error.detail}</small> : null}
              </td>
              <td>{error.value ? <code>{error.value}</code> : <Blank />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function FirstRows(props: { preview: ImportPreview }) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const stores = new Map(useOrgUnits().map((unit) => [unit.id, unit.name]));
  const { rows } = props.preview;
  const costs = margin && rows.some((row) => row.cost_minor !== undefined && row.cost_minor !== null);
  return (
    <ScrollX label={t("imports.check.firstRows", { n: rows.length })}>
      <table className="hp-lines hp-import-rows">
        <thead>
          <tr>
            <th className="hp-right">{t("imports.row.row")}</th>
            <th>{t("imports.row.order")}</th>
            <th>{t("imports.row.at")}</th>
            <th>{t("imports.row.customer")}</th>
            <th>{t("imports.row.product")}</th>
            <th className="hp-right">{t("imports.row.quantity")}</th>
            <th className="hp-right">{t("imports.row.amount")}</th>
            {costs ? <th className="hp-right">{t("imports.row.cost")}</th> : null}
            <th>{t("imports.row.store")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row_no}>
              <td className="hp-right hp-faint">{row.row_no}</td>
              <td>{row.order_ref}</td>
              <td>
                <Time at={row.sold_at} exact />
              </td>
              <td>
                {row.customer_name || row.customer_ref}
                {row.customer_name && row.customer_ref ? (
                  <small className="hp-faint">{row.customer_ref}</small>
                ) : null}
              </td>
              <td>
                <span className="hp-import-product">{row.product_name || row.sku}</span>
                {row.product_name ? <small className="hp-faint">{row.sku}</small> : null}
              </td>
              <td className="hp-right">{row.quantity}</td>
              <td className="hp-right">
                <Money minor={row.amount_minor} />
              </td>
              {costs ? (
                <td className="hp-right">
                  <Money minor={row.cost_minor} />
                </td>
              ) : null}
              <td>{stores.get(row.store_id) ?? <Blank />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

export function CheckStep(props: { document: ImportDocument; preview: ImportPreview; onBack: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const { document, preview, onBack } = props;
  const { id } = document.import;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const { errors, error_count, row_count, already_imported, rows } = preview;
  const nothing = row_count - error_count <= 0;

  const download = () =>
    saveText(
      `${(document.import.file_name ?? "import").replace(/\.\w{1,4}$/, "")}-errors.csv`,
      errorsCsv(
        [
          t("imports.error.row"),
          t("imports.error.field"),
          t("imports.error.reason"),
          t("imports.error.value"),
          t("imports.error.detail"),
        ],
        errors,
        {
          field: (error) => textFor(t, `imports.field.${error.field}`, error.field),
          reason: (error) => reasonText(t, error),
        },
      ),
    );
  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await imports.start(id, { key: key.current });
    } catch (error) {
      setProblem(asProblem(error));
    }
    await queries.invalidateQueries({ queryKey: ["imports"] });
    setBusy(false);
  };
  return (
    <>
      <Panel
        title={t("imports.check.title")}
        extra={t("imports.check.rows", { n: format.integer(row_count) })}
      >
        <p className="hp-faint hp-import-lead">{t("imports.check.will")}</p>
        <Counts preview={preview} />
        <div className="hp-import-findings">
          {already_imported > 0 ? (
            <Alert
              type="info"
              showIcon
              title={t("imports.check.already", { n: format.integer(already_imported) })}
            />
          ) : null}
          {error_count > 0 ? (
            <Alert
              type="warning"
              showIcon
              title={t("imports.check.errors", { n: format.integer(error_count) })}
            />
          ) : (
            <p className="hp-clear hp-import-clear">
              <CircleCheck size={17} aria-hidden="true" /> {t("imports.check.noErrors")}
            </p>
          )}
        </div>
      </Panel>
      {errors.length > 0 ? (
        <Panel
          title={t("imports.check.errorRows")}
          className="hp-import-next-panel"
          extra={
            <Button size="small" icon={<Download size={14} />} onClick={download}>
              {t("imports.check.downloadShown")}
            </Button>
          }
        >
          {error_count > errors.length ? (
            <p className="hp-faint hp-import-lead">{t("imports.check.someErrors", { n: errors.length })}</p>
          ) : null}
          <ErrorRows errors={errors} />
        </Panel>
      ) : null}
      {rows.length > 0 ? (
        <Panel title={t("imports.check.firstRows", { n: rows.length })} className="hp-import-next-panel">
          <FirstRows preview={preview} />
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
        <Button size="large" onClick={onBack} disabled={busy}>
          {t("imports.check.back")}
        </Button>
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={nothing}
          icon={<Play size={16} />}
          onClick={() => void start()}
        >
          {error_count > 0 ? t("imports.check.startWithErrors") : t("imports.check.start")}
        </Button>
      </div>
    </>
  );
}
