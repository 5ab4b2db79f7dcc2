import { PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { atMost, chosen, needed } from "@shared/ui/form/rules";
import { Panel } from "@shared/ui/Page";
import { Button, Form, Input } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRules } from "./DraftFields";

const kMostTiers = 20;

/** The tier table of the draft: thresholds must rise from 0, discounts must not. */
export function TierRows() {
  const { t } = useTranslation();
  const rules = useRules();
  return (
    <Panel title={t("lab.tiers")}>
      <Form.List name="tiers">
        {(fields, { add, remove }) => (
          <div className="hp-lab-tiers">
            {fields.map((field) => (
              <div key={field.key} className="hp-lab-tier">
                <Form.Item
                  name={[field.name, "name"]}
                  label={t("points.tiers.name")}
                  rules={[needed(t, t("points.tiers.name")), atMost(t, 40)]}
                >
                  <Input autoComplete="off" />
                </Form.Item>
                <Form.Item
                  name={[field.name, "threshold_points"]}
                  label={t("points.tiers.threshold")}
                  rules={[chosen(t, t("points.tiers.threshold")), ...rules.amount]}
                >
                  <PointsInput />
                </Form.Item>
                <Form.Item
                  name={[field.name, "discount_ppm"]}
                  label={t("points.tiers.discount")}
                  rules={[chosen(t, t("points.tiers.discount")), ...rules.discount]}
                >
                  <PercentInput />
                </Form.Item>
                <Button
                  type="text"
                  className="hp-lab-remove"
                  aria-label={t("action.remove")}
                  disabled={fields.length === 1}
                  icon={<Trash2 size={16} />}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button
              icon={<Plus size={16} />}
              disabled={fields.length >= kMostTiers}
              onClick={() => add({ discount_ppm: 900_000 })}
            >
              {t("points.tiers.create")}
            </Button>
          </div>
        )}
      </Form.List>
    </Panel>
  );
}
