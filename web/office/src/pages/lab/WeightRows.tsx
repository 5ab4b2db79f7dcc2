import { points } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { ServiceType } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput } from "@shared/ui/form/AmountInput";
import { Panel } from "@shared/ui/Page";
import { App, Button, Form } from "antd";
import { Wand } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRules } from "./DraftFields";
import { type Draft, lastYears } from "./draft";

/** Weights as high as the margins really were: then a combined point is about a point of profit. */
function SuggestButton() {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const form = Form.useFormInstance<Draft>();
  const [busy, setBusy] = useState(false);
  const suggest = async () => {
    setBusy(true);
    try {
      const [from, to] = form.getFieldValue("period") ?? [];
      const { items } = await points.suggestedWeights(from && to ? lastYears(from, to) : {});
      const found = items.filter((item) => typeof item.suggested_weight_ppm === "number");
      form.setFieldsValue({
        weights: Object.fromEntries(found.map((item) => [item.service_type_id, item.suggested_weight_ppm])),
      });
      void message.info(t("lab.suggested", { n: format.integer(found.length) }));
    } catch (error) {
      void message.error(reasonText(t, asProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} icon={<Wand size={15} />} onClick={() => void suggest()}>
      {t("lab.suggest")}
    </Button>
  );
}

export function WeightRows(props: { types: readonly ServiceType[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useRules();
  return (
    <Panel title={t("lab.weights")} extra={<SuggestButton />}>
      <div className="hp-lab-grid hp-lab-weights">
        {props.types.map((type) => (
          <Form.Item
            key={type.id}
            name={["weights", type.id]}
            label={type.name}
            rules={rules.multiplier}
            extra={t("lab.weightNow", { weight: format.percent(type.weight_ppm) })}
          >
            <PercentInput />
          </Form.Item>
        ))}
      </div>
    </Panel>
  );
}
