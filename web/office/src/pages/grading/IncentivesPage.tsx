import { grading, type Incentive, type IncentiveWrite } from "@shared/api/grading";
import { bind, type Command } from "@shared/ui/command/command";
import { PointsInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen, needed, readable } from "@shared/ui/form/rules";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { ActiveStatus, Points } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Select } from "antd";
import { Ban, CircleCheck, Pencil, Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kGrades } from "../pool/choices";

const rowId = (row: Incentive) => row.id;
const kNone: [] = [];
const kMostDays = 3650;

function switchTo(status: Incentive["status"]): Command<Incentive> {
  const on = status === "active";
  return {
    id: `incentives.${status}`,
    label: (t) => t(on ? "action.enable" : "action.disable"),
    icon: on ? CircleCheck : Ban,
    permission: "grading.write",
    when: (row) => row.status !== status,
    run: (row, key) => grading.updateIncentive(row.id, { status }, { key, version: row.version }),
    done: (t, { name }) => t("grading.inc.saved", { name }),
    refresh: ["incentives"],
  };
}

function IncentiveForm(props: { editing: Incentive | "new" | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { editing, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const incentive = editing === "new" ? undefined : editing;
  const labels: Record<string, string> = {
    name: t("grading.inc.name"),
    grade: t("grading.inc.grade"),
    source: t("grading.inc.source"),
    points_points: t("grading.inc.points"),
    days_after_entering: t("grading.inc.days"),
  };
  return (
    <FormDrawer<IncentiveWrite, Incentive>
      open={editing !== undefined}
      title={t(incentive ? "grading.inc.edit" : "grading.inc.create")}
      initial={incentive ?? {}}
      version={incentive?.version}
      labels={labels}
      submit={(values, { key, version, base }) =>
        incentive
          ? grading.updateIncentive(incentive.id, changed(base, values), { key, version })
          : grading.createIncentive(filled(values), { key })
      }
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["incentives"] });
        void message.success(t("grading.inc.saved", { name: saved.name }));
        onClose();
      }}
      onClose={onClose}
      width={440}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("grading.inc.name")), atMost(t, 80)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="grade" label={labels.grade}>
        <Select
          allowClear
          placeholder={t("grading.inc.anyGrade")}
          options={kGrades.map((grade) => ({ value: grade, label: grade }))}
        />
      </Form.Item>
      <Form.Item name="source" label={labels.source} rules={[atMost(t, 40)]}>
        <Input placeholder={t("grading.inc.anySource")} />
      </Form.Item>
      <Form.Item
        name="points_points"
        label={labels.points_points}
        rules={[chosen(t, t("grading.inc.points")), readable(t("form.points"))]}
      >
        <PointsInput />
      </Form.Item>
      <Form.Item name="days_after_entering" label={labels.days_after_entering}>
        <InputNumber
          min={1}
          max={kMostDays}
          precision={0}
          placeholder={t("grading.inc.anyTime")}
          style={{ width: "100%" }}
        />
      </Form.Item>
    </FormDrawer>
  );
}

/** What a lead gets with its first purchase. */
export default function IncentivesPage() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Incentive | "new">();
  const create = useMemo<Command>(
    () => ({
      id: "incentives.new",
      label: (text) => text("grading.inc.create"),
      icon: Plus,
      permission: "grading.write",
      keys: "n",
      run: () => setEditing("new"),
    }),
    [],
  );
  const columns = useMemo<ListColumn<Incentive>[]>(
    () => [
      {
        key: "name",
        title: t("grading.inc.name"),
        fixed: true,
        phone: "title",
        render: (row) => <strong>{row.name}</strong>,
      },
      {
        key: "who",
        title: t("grading.inc.who"),
        render: (row) =>
          [
            row.grade ? `${t("grading.inc.grade")} ${row.grade}` : t("grading.inc.anyGrade"),
            row.source || t("grading.inc.anySource"),
          ].join(" · "),
      },
      {
        key: "days",
        title: t("grading.inc.days"),
        render: (row) =>
          row.days_after_entering
            ? t("grading.inc.within", { n: row.days_after_entering })
            : t("grading.inc.anyTime"),
      },
      {
        key: "points",
        title: t("grading.inc.points"),
        align: "right",
        render: (row) => <Points value={row.points_points} />,
      },
      {
        key: "status",
        title: t("field.status"),
        phone: "side",
        render: (row) => <ActiveStatus status={row.status} />,
      },
    ],
    [t],
  );
  const rowCommands = useCallback((row: Incentive) => {
    const edit: Command<Incentive> = {
      id: "incentives.edit",
      label: (text) => text("action.edit"),
      icon: Pencil,
      permission: "grading.write",
      keys: "e",
      run: () => setEditing(row),
    };
    return [edit, switchTo("disabled"), switchTo("active")].map((command) => bind(command, row));
  }, []);
  return (
    <ListPage<Incentive>
      id="incentives"
      title={t("grading.incentives")}
      sub={t("grading.incentivesSub")}
      queryKey="incentives"
      load={grading.incentives}
      filters={kNone}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      commands={[bind(create, undefined)]}
      empty={{ title: t("grading.inc.emptyTitle"), text: t("grading.inc.emptyText") }}
    >
      {() => <IncentiveForm editing={editing} onClose={() => setEditing(undefined)} />}
    </ListPage>
  );
}
