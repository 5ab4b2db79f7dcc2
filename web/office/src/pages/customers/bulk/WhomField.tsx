import { count } from "@shared/format/number";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { Candidates } from "./whom";

/** Those ticked or all of the list; only the list where nobody is ticked. */
export function WhomField(props: { candidates: Candidates }) {
  const { t } = useTranslation();
  const { ids, total, isExact } = props.candidates;
  const options = [
    ...(ids.length > 0 ? [{ value: "chosen", label: t("bulk.chosen", { n: ids.length }) }] : []),
    {
      value: "asked",
      label: isExact ? t("bulk.asked", { n: count(total, true) }) : t("bulk.askedMany", { n: total }),
    },
  ];
  return (
    <Form.Item name="selection" label={t("bulk.whom")} required>
      <Radio.Group options={options} vertical />
    </Form.Item>
  );
}
