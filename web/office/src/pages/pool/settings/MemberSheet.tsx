import type { PoolMember } from "@shared/api/poolTypes";
import { useCan } from "@shared/ui/command/CommandProvider";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { useOrgUnits, useRoles, useStaff } from "@shared/ui/Lookup";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { Checkbox, InputNumber, Switch, TimePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clock, kAllDays, kDayMinutes, memberOf, minutesOf } from "./members";

const kKinds = ["staff", "org_unit", "role"] as const;
const kMostWeight = 100;
const kMostCapacity = 100_000;

function Shift(props: { member: PoolMember; change: (part: Partial<PoolMember>) => void }) {
  const { t } = useTranslation();
  const { member, change } = props;
  const days = member.weekdays || kAllDays;
  const from = member.from_minute ?? 0;
  const to = member.to_minute ?? kDayMinutes;
  return (
    <Field label={t("poolRules.members.shift")}>
      <Checkbox.Group
        value={[...days]}
        options={[...kAllDays].map((day) => ({
          value: day,
          label: t(`poolRules.members.weekday.d${day as "1"}`),
        }))}
        onChange={(chosen) => change({ weekdays: [...chosen].sort().join("") })}
      />
      <TimePicker.RangePicker
        format="HH:mm"
        minuteStep={15}
        needConfirm={false}
        allowClear
        placeholder={[t("poolRules.members.always"), ""]}
        style={{ marginTop: 10 }}
        value={
          from === 0 && to === kDayMinutes
            ? null
            : [dayjs(clock(from), "HH:mm"), dayjs(clock(Math.min(to, kDayMinutes - 1)), "HH:mm")]
        }
        onChange={(range) =>
          change({
            from_minute: range?.[0] ? minutesOf(range[0].format("HH:mm")) : 0,
            to_minute: range?.[1] ? minutesOf(range[1].format("HH:mm")) : kDayMinutes,
          })
        }
      />
    </Field>
  );
}

export function MemberSheet(props: {
  member: PoolMember;
  taken: readonly PoolMember[];
  onClose: () => void;
  onDone: (member: PoolMember) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { taken, onClose, onDone } = props;
  const [member, setMember] = useState(props.member);
  const staff = useStaff(can("identity.staff.read"));
  const units = useOrgUnits();
  const roles = useRoles();
  const change = (part: Partial<PoolMember>) => setMember((before) => ({ ...before, ...part }));
  const from: readonly { id: string; name: string }[] =
    member.kind === "staff"
      ? staff.filter((one) => one.status === "active")
      : member.kind === "org_unit"
        ? units
        : roles;
  const free = from.filter(
    (one) => !taken.some((other) => other.kind === member.kind && other.ref_id === one.id),
  );
  return (
    <Sheet
      open
      title={props.member.ref_id ? t("poolRules.members.edit") : t("poolRules.members.add")}
      onClose={onClose}
      onOk={() => onDone(memberOf(member))}
      okDisabled={!member.ref_id || member.weekdays === ""}
    >
      <Chips
        label={t("poolRules.members.who")}
        value={member.kind}
        options={kKinds.map((kind) => ({ value: kind, label: t(`poolRules.members.kind.${kind}`) }))}
        onChange={(kind) => change({ kind, ref_id: "" })}
      />
      <Field label={t("poolRules.members.who")} htmlFor="hp-member">
        <SearchSelect
          id="hp-member"
          allowClear={false}
          value={member.ref_id || undefined}
          options={free.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(id: string) => change({ ref_id: id })}
        />
      </Field>
      <span className="hp-presence">
        <Switch
          aria-label={t("poolRules.members.admin")}
          checked={member.is_administrator}
          onChange={(is_administrator) => change({ is_administrator })}
        />
        {t("poolRules.members.admin")}
      </span>
      <div className="hp-member-numbers">
        <Field label={t("poolRules.members.weight")} htmlFor="hp-member-weight">
          <InputNumber
            id="hp-member-weight"
            min={1}
            max={kMostWeight}
            precision={0}
            value={member.weight}
            onChange={(n) => change({ weight: n ?? 1 })}
          />
        </Field>
        {(["day_capacity", "week_capacity"] as const).map((name) => (
          <Field
            key={name}
            label={t(name === "day_capacity" ? "poolRules.members.day" : "poolRules.members.week")}
            htmlFor={`hp-${name}`}
          >
            <InputNumber
              id={`hp-${name}`}
              min={1}
              max={kMostCapacity}
              precision={0}
              placeholder={t("poolRules.members.unlimited")}
              value={member[name]}
              onChange={(n) => change({ [name]: n })}
            />
          </Field>
        ))}
      </div>
      <Shift member={member} change={change} />
    </Sheet>
  );
}
