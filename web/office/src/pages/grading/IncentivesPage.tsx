import { grading, type Incentive, type IncentiveWrite } from "@shared/api/grading";
import { rewards } from "@shared/api/rewardCalls";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { PointsInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed, readable } from "@shared/ui/form/rules";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { ActiveStatus, Blank, Points } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Select } from "antd";
import { Ban, CircleCheck, Pencil, Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kGrades } from "../pool/choices";

const rowId = (row: Incentive) => row.id;
const kNone: [] = [];
const kMostDays = 3650;

/** The series vouchers may come from, for whoever may know them. */
function useSeries() {
  const can = useCan();
  return (
    useQuery({
      queryKey: ["voucher_series", "all"],
      queryFn: ({ signal }) => rewards.series({ limit: 200 }, signal),
      enabled: can("rewards.read"),
      staleTime: 60_000,
    }).data?.items ?? kNone
  );
}

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
  const can = useCan();
  const series = useSeries();
  const kept = incentive?.voucher_series_id;
  const offered = series.filter((one) => one.status === "active" || one.id === kept);
  const labels: Record<string, string> = {
    name: t("grading.inc.name"),
    grade: t("grading.inc.grade"),
    source: t("grading.inc.source"),
    points_points: t("grading.inc.points"),
    voucher_series_id: t("grading.inc.voucher"),
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
      <Form.Item name="points_points" label={labels.points_points} rules={[readable(t("form.points"))]}>
        <PointsInput />
      </Form.Item>
      {can("rewards.read") && can("rewards.issue") ? (
        <Form.Item
          name="voucher_series_id"
          label={labels.voucher_series_id}
          extra={t("grading.inc.voucherHint")}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("grading.inc.noVoucher")}
            options={offered.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      ) : null}
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
  const series = useSeries();
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
        render: (row) => (row.points_points > 0 ? <Points value={row.points_points} /> : <Blank />),
      },
      {
        key: "voucher",
        title: t("grading.inc.voucher"),
        render: (row) =>
          row.voucher_series_id ? (
            (series.find((one) => one.id === row.voucher_series_id)?.name ?? t("grading.inc.someVoucher"))
          ) : (
            <Blank />
          ),
      },
      {
        key: "status",
        title: t("field.status"),
        phone: "side",
        render: (row) => <ActiveStatus status={row.status} />,
      },
    ],
    [t, series],
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
