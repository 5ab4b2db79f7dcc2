import type { SaleDocument } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { Button, Form, type FormInstance, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { quantityLeft, type ReturnValues } from "./returning";

/** The lines of a sale with how many of each come back; in the form of a return as of an exchange. */
export function ReturnLines<V extends ReturnValues>(props: {
  document: SaleDocument;
  form: FormInstance<V>;
  title?: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { document, form } = props;
  const fill = (whole: boolean) => {
    form.setFieldsValue({
      lines: document.lines.map((line) => ({ quantity: whole ? quantityLeft(line) : 0 })),
    } as never);
    // A field set by hand tells nobody; the refund below and the unsaved mark must know.
    void form.validateFields(["lines"] as never, { recursive: true }).catch(() => undefined);
  };
  return (
    <>
      <div className="hp-return-head">
        <span>{props.title ?? t("sales.return.choose")}</span>
        <span>
          <Button size="small" type="text" onClick={() => fill(true)}>
            {t("sales.return.all")}
          </Button>
          <Button size="small" type="text" onClick={() => fill(false)}>
            {t("sales.return.none")}
          </Button>
        </span>
      </div>
      <ul className="hp-return-lines">
        {document.lines.map((line, i) => {
          const left = quantityLeft(line);
          return (
            <li key={line.line_no}>
              <div>
                {line.product_name}
                <small className="hp-faint hp-num">
                  {line.sku} · {format.money(line.unit_price_minor)}
                </small>
              </div>
              <span className="hp-faint hp-num">
                {left > 0 ? t("sales.return.left", { n: left }) : t("sales.return.nothingLeft")}
              </span>
              <Form.Item name={["lines", i, "quantity"]} noStyle={left === 0}>
                <InputNumber
                  min={0}
                  max={left}
                  precision={0}
                  disabled={left === 0}
                  mode="spinner"
                  aria-label={t("sales.return.quantityOf", { name: line.product_name })}
                />
              </Form.Item>
            </li>
          );
        })}
      </ul>
    </>
  );
}
