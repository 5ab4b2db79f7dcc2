import type { BehaviourRule, BehaviourRuleWrite } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import { filled } from "@shared/ui/form/changes";

const kHourSeconds = 3600;

/** People think in hours, the server in seconds. */
export type RuleValues = Omit<BehaviourRuleWrite, "cool_down_s"> & { cool_down_hours?: number };

export const kNewRule: RuleValues = {
  points: 0,
  marks: 0,
  most_per_day: 1,
  most_per_month: 0,
  most_in_all: 0,
  cool_down_hours: 0,
  needs_approval: false,
};

/** A new version begins with what the last one said, from now on. */
export function versionFrom(rule: BehaviourRule): RuleValues {
  const { code, kind_id, name, points, marks, dimension, most_per_day, most_per_month, most_in_all } = rule;
  return {
    code,
    kind_id,
    name,
    points,
    marks,
    ...(dimension ? { dimension } : {}),
    most_per_day,
    most_per_month,
    most_in_all,
    cool_down_hours: rule.cool_down_s / kHourSeconds,
    needs_approval: rule.needs_approval,
  };
}

export function ruleWrite({ cool_down_hours, ...values }: RuleValues): BehaviourRuleWrite {
  return { ...filled(values), cool_down_s: Math.round((cool_down_hours ?? 0) * kHourSeconds) };
}

/** The caps in words; "none" when there is none. */
export function capsText(t: Text, rule: BehaviourRule): string {
  const caps: string[] = [];
  if (rule.most_per_day > 0) caps.push(t("behaviour.rules.capDay", { n: rule.most_per_day }));
  if (rule.most_per_month > 0) caps.push(t("behaviour.rules.capMonth", { n: rule.most_per_month }));
  if (rule.most_in_all > 0) caps.push(t("behaviour.rules.capAll", { n: rule.most_in_all }));
  if (rule.cool_down_s > 0)
    caps.push(t("behaviour.rules.every", { n: Math.round((rule.cool_down_s / kHourSeconds) * 10) / 10 }));
  return caps.length > 0 ? caps.join(" · ") : t("behaviour.rules.noCaps");
}
