import type { PoolRule } from "@shared/api/poolTypes";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { useRoles } from "@shared/ui/Lookup";
import { Panel } from "@shared/ui/Page";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { kGrades } from "../choices";

type Unit = "people" | "days" | "hours";
type NumberName = {
  [K in keyof PoolRule]-?: NonNullable<PoolRule[K]> extends number ? K : never;
}[keyof PoolRule];

const kMostDays = 3650;
const kMostHours = 8760;
const kMostPeople = 1_000_000;
const kMost = { days: kMostDays, hours: kMostHours, people: kMostPeople } as const;
const kMostReminders = 3;
const kNoteMost = 500;

/** A number with its unit behind it; empty where that means "no limit". */
export function Amount(props: {
  name: NumberName;
  unit: Unit;
  min?: number;
  /** Whether empty stands for "not used" rather than "no limit". */
  off?: boolean;
  needed?: boolean;
}) {
  const { t } = useTranslation();
  const { name, unit, min = 0, off, needed } = props;
  return (
    <Form.Item
      name={name}
      label={t(`poolRules.rule.field.${name as "max_days"}`)}
      rules={needed ? [{ required: true, message: t("form.number") }] : undefined}
    >
      <InputNumber
        min={min}
        max={kMost[unit]}
        precision={0}
        placeholder={t(off ? "poolRules.rule.off" : "poolRules.rule.none")}
        suffix={
          unit === "people" ? undefined : <span className="hp-faint">{t(`poolRules.rule.unit.${unit}`)}</span>
        }
        style={{ width: "100%" }}
      />
    </Form.Item>
  );
}

function Section(props: { id: "claim" | "fair" | "back" | "time" | "remind"; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Panel title={t(`poolRules.rule.section.${props.id}`)}>
      <p className="hp-faint hp-rule-text">{t(`poolRules.rule.sectionText.${props.id}`)}</p>
      {props.children}
    </Panel>
  );
}

/** Periods or limits that differ for some; one row each. */
function Rows(props: {
  name: "grade_limits" | "role_limits";
  add: string;
  head: readonly string[];
  row: (field: number, remove: () => void) => ReactNode;
}) {
  const { t } = useTranslation();
  const { name, add, head, row } = props;
  return (
    <div className="hp-rule-rows">
      <span className="hp-field-label">{t(`poolRules.rule.field.${name}`)}</span>
      <Form.List name={name}>
        {(fields, { add: append, remove }) => (
          <>
            {fields.length > 0 ? (
              <div className="hp-rule-row hp-rule-head" data-columns={head.length} aria-hidden="true">
                {head.map((one) => (
                  <span key={one}>{one}</span>
                ))}
                <span />
              </div>
            ) : null}
            {fields.map((field) => (
              <div key={field.key} className="hp-rule-row" data-columns={head.length}>
                {row(field.name, () => remove(field.name))}
              </div>
            ))}
            <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={() => append({})}>
              {add}
            </Button>
          </>
        )}
      </Form.List>
    </div>
  );
}

function Cell(props: { name: (string | number)[]; label: string; most: number }) {
  return (
    <Form.Item name={props.name} noStyle>
      <InputNumber
        aria-label={props.label}
        min={1}
        max={props.most}
        precision={0}
        placeholder="—"
        style={{ width: "100%" }}
      />
    </Form.Item>
  );
}

function RemoveButton(props: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button type="text" icon={<X size={15} />} aria-label={t("action.remove")} onClick={props.onClick} />
  );
}

function GradeRows() {
  const { t } = useTranslation();
  const heads = ["follow_up_days", "first_follow_up_hours", "deal_days", "max_days"] as const;
  return (
    <Rows
      name="grade_limits"
      add={t("poolRules.rule.addGrade")}
      head={[t("poolRules.rule.grade"), ...heads.map((head) => t(`poolRules.rule.field.${head}`))]}
      row={(i, remove) => (
        <>
          <Form.Item name={[i, "grade"]} noStyle>
            <Select
              aria-label={t("poolRules.rule.grade")}
              options={kGrades.map((grade) => ({ value: grade, label: grade }))}
            />
          </Form.Item>
          {heads.map((head) => (
            <Cell
              key={head}
              name={[i, head]}
              label={t(`poolRules.rule.field.${head}`)}
              most={head === "first_follow_up_hours" ? kMostHours : kMostDays}
            />
          ))}
          <RemoveButton onClick={remove} />
        </>
      )}
    />
  );
}

function RoleRows() {
  const { t } = useTranslation();
  const roles = useRoles();
  const heads = ["daily_claim_limit", "hold_limit"] as const;
  return (
    <Rows
      name="role_limits"
      add={t("poolRules.rule.addRole")}
      head={[t("poolRules.rule.role"), ...heads.map((head) => t(`poolRules.rule.field.${head}`))]}
      row={(i, remove) => (
        <>
          <Form.Item name={[i, "role_id"]} noStyle>
            <SearchSelect
              aria-label={t("poolRules.rule.role")}
              options={roles.map((role) => ({ value: role.id, label: role.name }))}
            />
          </Form.Item>
          {heads.map((head) => (
            <Cell key={head} name={[i, head]} label={t(`poolRules.rule.field.${head}`)} most={kMostPeople} />
          ))}
          <RemoveButton onClick={remove} />
        </>
      )}
    />
  );
}

function Reminders() {
  const { t } = useTranslation();
  return (
    <Form.List name="remind_before_hours">
      {(fields, { add, remove }) => (
        <div className="hp-inline">
          {fields.map((field) => (
            <span key={field.key} className="hp-reminder">
              <Form.Item name={field.name} noStyle>
                <InputNumber
                  aria-label={t("poolRules.rule.field.remind_before_hours")}
                  min={1}
                  max={kMostHours}
                  precision={0}
                  prefix={<span className="hp-faint">{t("poolRules.rule.field.remind_before_hours")}</span>}
                  suffix={<span className="hp-faint">{t("poolRules.rule.unit.hours")}</span>}
                />
              </Form.Item>
              <RemoveButton onClick={() => remove(field.name)} />
            </span>
          ))}
          {fields.length < kMostReminders ? (
            <Button type="dashed" icon={<Plus size={14} />} onClick={() => add(4)}>
              {t("poolRules.rule.addReminder")}
            </Button>
          ) : null}
        </div>
      )}
    </Form.List>
  );
}

/** Everything a rule says, in the order in which a customer meets it. */
export function RuleFields() {
  const { t } = useTranslation();
  return (
    <>
      <Section id="claim">
        <div className="hp-rule-grid">
          <Amount name="daily_claim_limit" unit="people" />
          <Amount name="hold_limit" unit="people" />
          <Amount name="store_hold_limit" unit="people" />
        </div>
        <RoleRows />
        <div className="hp-rule-grid">
          <Form.Item name="exempt_grades" label={t("poolRules.rule.field.exempt_grades")}>
            <Select mode="multiple" options={kGrades.map((grade) => ({ value: grade, label: grade }))} />
          </Form.Item>
          <Form.Item name="exempt_sources" label={t("poolRules.rule.field.exempt_sources")}>
            <Select mode="tags" tokenSeparators={[",", "，", "、"]} />
          </Form.Item>
          <Form.Item name="won_counts" valuePropName="checked" label=" ">
            <Checkbox>{t("poolRules.rule.field.won_counts")}</Checkbox>
          </Form.Item>
        </div>
      </Section>
      <Section id="fair">
        <div className="hp-rule-grid">
          <Amount name="cooldown_days" unit="days" />
          <Amount name="embargo_hours" unit="hours" />
          <Form.Item name="cooldown_binds_assignment" valuePropName="checked" label=" ">
            <Checkbox>{t("poolRules.rule.field.cooldown_binds_assignment")}</Checkbox>
          </Form.Item>
        </div>
      </Section>
      <Section id="back">
        <div className="hp-rule-grid hp-rule-grid-4">
          <Amount name="first_follow_up_hours" unit="hours" min={1} off />
          <Amount name="follow_up_days" unit="days" min={1} off />
          <Amount name="deal_days" unit="days" min={1} off />
          <Amount name="max_days" unit="days" min={1} off />
        </div>
        <Form.Item name="open_order_stops" valuePropName="checked">
          <Checkbox>{t("poolRules.rule.field.open_order_stops")}</Checkbox>
        </Form.Item>
        <Form.Item name="combine" label={t("poolRules.rule.field.combine")}>
          <Radio.Group
            optionType="button"
            options={(["any", "all"] as const).map((one) => ({
              value: one,
              label: t(`poolRules.rule.combine.${one}`),
            }))}
          />
        </Form.Item>
        <GradeRows />
      </Section>
      <Section id="time">
        <div className="hp-rule-grid">
          <Amount name="default_protection_days" unit="days" />
          <Amount name="extension_days_per_follow_up" unit="days" />
          <Amount name="extension_max_days" unit="days" />
          <Amount name="protect_limit" unit="people" />
          <Amount name="protect_max_days" unit="days" />
          <Amount name="collaborator_days" unit="days" />
        </div>
      </Section>
      <Section id="remind">
        <Reminders />
      </Section>
      <Panel title={t("poolRules.rule.section.note")}>
        <Form.Item name="note" label={t("poolRules.rule.field.note")} style={{ marginBottom: 0 }}>
          <Input maxLength={kNoteMost} placeholder={t("poolRules.rule.noteHint")} />
        </Form.Item>
      </Panel>
    </>
  );
}
