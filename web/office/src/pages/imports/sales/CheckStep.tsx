import { imports } from "@shared/api/endpoints";
import type { ImportDocument, ImportPreview } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits } from "@shared/ui/Lookup";
import { Panel } from "@shared/ui/Page";
import { Blank, Money, Time } from "@shared/ui/Values";
import { Alert, Button } from "antd";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CheckFoot, ErrorRows, Findings, FirstRows, useActing } from "../CheckParts";
import { Figures } from "../Figures";
import { errorsCsv, saveText } from "./errorFile";

function Rows(props: { preview: ImportPreview }) {
  const { t } = useTranslation();
  const margin = useCan()("finance.margin.read");
  const stores = new Map(useOrgUnits().map((unit) => [unit.id, unit.name]));
  const { rows } = props.preview;
  const costs = margin && rows.some((row) => row.cost_minor !== undefined && row.cost_minor !== null);
  return (
    <FirstRows count={rows.length}>
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
    </FirstRows>
  );
}

export function CheckStep(props: { document: ImportDocument; preview: ImportPreview; onBack: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const { document, preview, onBack } = props;
  const { id } = document.import;
  const { errors, error_count, row_count, already_imported, will_create } = preview;
  const fieldName = (field: string) => textFor(t, `imports.field.${field}`, field);

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
          field: (error) => fieldName(error.field),
          reason: (error) => reasonText(t, error),
        },
      ),
    );
  return (
    <>
      <Findings
        rowCount={row_count}
        errorCount={error_count}
        counts={
          <>
            <p className="hp-faint hp-import-lead">{t("imports.check.will")}</p>
            <Figures
              figures={(["sales", "customers", "products"] as const).map((one) => [
                t(`imports.check.${one}`),
                will_create[one],
              ])}
            />
          </>
        }
      >
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
        ) : null}
      </Findings>
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
          <ErrorRows
            errors={errors}
            fieldName={fieldName}
            last={{
              title: t("imports.error.value"),
              cell: ({ value }) => (value ? <code>{value}</code> : <Blank />),
            }}
          />
        </Panel>
      ) : null}
      <Rows preview={preview} />
      <CheckFoot
        acting={acting}
        nothing={row_count - error_count <= 0}
        errorCount={error_count}
        onBack={onBack}
        onStart={() => void acting.act("start", (key) => imports.start(id, { key }))}
      />
    </>
  );
}
