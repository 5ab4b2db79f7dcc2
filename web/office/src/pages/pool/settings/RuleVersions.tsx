import { pools } from "@shared/api/pool";
import type { PoolRule, PoolRuleVersion } from "@shared/api/poolTypes";
import type { Text } from "@shared/text/i18n";
import { useFormat } from "@shared/ui/FormatProvider";
import { useRoles } from "@shared/ui/Lookup";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Sheet } from "@shared/ui/Sheet";
import { Status } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changesBetween, kPeriods, toRule } from "./rule";

const kShown = 10;

/** A field of a rule as people read it. */
function ruleText(
  t: Text,
  field: keyof PoolRule,
  value: unknown,
  roles: ReadonlyMap<string, string>,
): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return "—";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (field === "combine") return t(`poolRules.rule.combine.${value as "any" | "all"}`);
  if (field === "grade_limits")
    return (value as PoolRule["grade_limits"])
      .map(
        (one) =>
          `${one.grade}: ${kPeriods
            .filter((period) => one[period])
            .map((period) => `${t(`poolRules.rule.field.${period}`)} ${one[period]}`)
            .join(", ")}`,
      )
      .join("; ");
  if (field === "role_limits")
    return (value as PoolRule["role_limits"])
      .map(
        (one) =>
          `${roles.get(one.role_id) ?? one.role_id}: ${one.daily_claim_limit ?? "—"} / ${one.hold_limit ?? "—"}`,
      )
      .join("; ");
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function Differences(props: { before: PoolRuleVersion; after: PoolRuleVersion }) {
  const { t } = useTranslation();
  const roles = new Map(useRoles().map((role) => [role.id, role.name]));
  const changes = changesBetween(toRule(props.before.rule), toRule(props.after.rule));
  const text = t as Text;
  if (changes.length === 0) return <p className="hp-faint">{t("poolRules.rule.unchanged")}</p>;
  return (
    <ScrollX label={t("poolRules.rule.diff")}>
      <table className="hp-compare">
        <thead>
          <tr>
            <th scope="col">{t("poolRules.rule.diff")}</th>
            <th scope="col">{t("poolRules.rule.version", { n: props.before.version_no })}</th>
            <th scope="col">{t("poolRules.rule.version", { n: props.after.version_no })}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{t(`poolRules.rule.field.${field as "max_days"}`)}</th>
              <td className="hp-before">{ruleText(text, field, before, roles)}</td>
              <td>{ruleText(text, field, after, roles)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

/** Every version there ever was: each move names the one that was in force. */
export function RuleVersions(props: {
  poolId: string;
  current: PoolRuleVersion;
  onUse: (version: PoolRuleVersion) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { poolId, current, onUse } = props;
  const [shown, setShown] = useState<PoolRuleVersion>();
  const query = useQuery({
    queryKey: ["pools", "rules", poolId],
    queryFn: ({ signal }) => pools.rules(poolId, { limit: kShown }, signal),
  });
  return (
    <Panel title={t("poolRules.rule.versions")}>
      <ul className="hp-versions">
        {(query.data?.items ?? []).map((version) => (
          <li key={version.version_no}>
            <span>
              <strong>{t("poolRules.rule.version", { n: version.version_no })}</strong>
              {version.version_no === current.version_no ? (
                <Status tone="good">{t("poolRules.rule.current")}</Status>
              ) : (
                <Button type="text" size="small" onClick={() => setShown(version)}>
                  {t("poolRules.rule.showVersion")}
                </Button>
              )}
            </span>
            {version.rule.note ? <p>{version.rule.note}</p> : null}
            <small>
              {t("poolRules.rule.by", {
                name: version.created_by_name,
                at: format.dateTime(version.created_at),
              })}
            </small>
          </li>
        ))}
      </ul>
      {shown ? (
        <Sheet
          open
          title={t("poolRules.rule.version", { n: shown.version_no })}
          onClose={() => setShown(undefined)}
          onOk={() => {
            onUse(shown);
            setShown(undefined);
          }}
          okText={t("poolRules.rule.useVersion")}
          width={640}
        >
          <Differences before={shown} after={current} />
        </Sheet>
      ) : null}
    </Panel>
  );
}
