import { system } from "@shared/api/endpoints";
import type { AuditEntry } from "@shared/api/types";
import { addDays } from "@shared/format/time";
import type { Text } from "@shared/text/i18n";
import { textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { useStaff } from "@shared/ui/Lookup";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Facts } from "@shared/ui/Page";
import { Blank, Time } from "@shared/ui/Values";
import { Drawer } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

const kModules = [
  "identity",
  "customers",
  "catalogue",
  "programme",
  "points",
  "rewards",
  "behaviour",
  "sales",
  "follow_ups",
  "pool",
  "grading",
  "lab",
  "imports",
  "own_fields",
  "views",
  "bulk",
  "privacy",
] as const;

/** What the program did by itself says which part of it did. */
function actorOf(t: Text, entry: AuditEntry): string {
  if (entry.actor_staff_id) return entry.actor_name || entry.actor_staff_id;
  return [t("system"), entry.actor_name].filter(Boolean).join(" · ");
}

/** Where a field may have its words, the first first. */
const kFieldTexts = ["audit.field", "customers.field", "poolRules.rule.field", "poolRules.field"] as const;

/** "customers.update" in words: what was done and in which module; the name itself where the texts have none. */
function useActionName() {
  const { t } = useTranslation();
  return useCallback((action: string) => textFor(t, `audit.did.${action}`, action), [t]);
}

/** A field in words where some form knows it. */
function useFieldName() {
  const { t } = useTranslation();
  return useCallback(
    (field: string) => kFieldTexts.reduceRight((name, texts) => textFor(t, `${texts}.${field}`, name), field),
    [t],
  );
}

/** By what the name of a field says of its value: amounts, points, rates, moments. */
function useValueText() {
  const { t } = useTranslation();
  const format = useFormat();
  return (field: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") {
      if (field.endsWith("_minor")) return format.money(value);
      if (field === "points" || field.endsWith("_points")) return format.points(value);
      if (field.endsWith("_ppm")) return format.percent(value);
      return format.integer(value);
    }
    if (typeof value !== "string") return JSON.stringify(value);
    return /_(at|from|to)$|^at$/.test(field) && /^\d{4}-\d\d-\d\dT/.test(value)
      ? format.dateTimeSeconds(value)
      : value;
  };
}

function Value(props: { field: string; value: unknown; gone?: boolean }) {
  const { field, value, gone } = props;
  const text = useValueText();
  if (value === undefined || value === null || value === "") return <Blank />;
  return <span className={gone ? "hp-before" : undefined}>{text(field, value)}</span>;
}

function Changes(props: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const changes = props.entry.changes ?? [];
  if (changes.length === 0) return <p className="hp-faint">{t("audit.noChanges")}</p>;
  return (
    <table className="hp-compare">
      <thead>
        <tr>
          <th>{t("conflict.field")}</th>
          <th>{t("audit.before")}</th>
          <th>{t("audit.after")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th>{nameOf(change.field)}</th>
            <td>
              <Value field={change.field} value={change.before} gone />
            </td>
            <td>
              <Value field={change.field} value={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EntryDrawer(props: { entry: AuditEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { entry, onClose } = props;
  const actionName = useActionName();
  const format = useFormat();
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      title={t("audit.detail")}
      size={600}
      className="hp-drawer"
    >
      {entry ? (
        <>
          <Facts
            items={[
              [
                t("audit.at"),
                <span key="at" className="hp-num">
                  {format.dateTimeSeconds(entry.at)}
                </span>,
              ],
              [t("audit.actor"), actorOf(t, entry)],
              [t("audit.action"), actionName(entry.action)],
              [t("audit.subject"), entry.subject_label || entry.subject_id || <Blank key="subject" />],
              [
                t("audit.source"),
                entry.source_address ? (
                  <span key="source" className="hp-num">
                    {entry.source_address}
                  </span>
                ) : (
                  <Blank key="source" />
                ),
              ],
              [
                t("audit.request"),
                entry.request_id ? <code key="request">{entry.request_id}</code> : <Blank key="request" />,
              ],
            ]}
          />
          <h3 className="hp-form-section hp-audit-changes">{t("audit.changes")}</h3>
          <Changes entry={entry} />
        </>
      ) : null}
    </Drawer>
  );
}

const rowId = (row: AuditEntry) => row.id;

export default function AuditPage() {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const staff = useStaff(can("identity.staff.read"));
  const actionName = useActionName();
  const fieldName = useFieldName();
  const [entry, setEntry] = useState<AuditEntry>();
  const columns = useMemo<ListColumn<AuditEntry>[]>(
    () => [
      {
        key: "at",
        title: t("audit.at"),
        fixed: true,
        phone: "line",
        render: (row) => <Time at={row.at} exact />,
      },
      {
        key: "actor",
        title: t("audit.actor"),
        phone: "title",
        render: (row) => (row.actor_staff_id ? row.actor_name : t("system")),
      },
      { key: "action", title: t("audit.action"), phone: "side", render: (row) => actionName(row.action) },
      {
        key: "subject",
        title: t("audit.subject"),
        render: (row) => <div className="hp-wrap">{row.subject_label || row.subject_id || <Blank />}</div>,
      },
      {
        key: "changes",
        title: t("audit.changes"),
        phone: "none",
        render: (row) => (
          <div className="hp-wrap hp-faint">
            {(row.changes ?? [])
              .map((change) => fieldName(change.field))
              .join(t("customers.timeline.separator")) || <Blank />}
          </div>
        ),
      },
      {
        key: "source",
        title: t("audit.source"),
        phone: "none",
        render: (row) =>
          row.source_address ? <span className="hp-num">{row.source_address}</span> : <Blank />,
      },
    ],
    [t, actionName, fieldName],
  );
  const toParams = useCallback(
    ({ from, to, ...others }: Record<string, string>): Record<string, string | undefined> => ({
      ...others,
      from: from ? format.startOfDay(from) : undefined,
      to: to ? format.startOfDay(addDays(to, 1)) : undefined,
    }),
    [format],
  );
  return (
    <ListPage<AuditEntry>
      id="audit"
      title={t("audit.title")}
      queryKey="audit"
      load={system.audit}
      toParams={toParams}
      filters={[
        { name: "q", kind: "text", label: t("audit.q") },
        {
          name: "module",
          kind: "select",
          label: t("audit.module"),
          options: kModules.map((module) => ({ value: module, label: t(`roles.module.${module}`) })),
        },
        {
          name: "actor_staff_id",
          kind: "select",
          label: t("audit.actor"),
          options: staff.map((person) => ({ value: person.id, label: person.name })),
        },
        { name: "from", kind: "day", label: t("audit.from"), rare: true },
        { name: "to", kind: "day", label: t("audit.to"), rare: true },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={setEntry}
      empty={{ title: t("audit.emptyTitle"), text: t("audit.emptyText") }}
    >
      {() => <EntryDrawer entry={entry} onClose={() => setEntry(undefined)} />}
    </ListPage>
  );
}
