import { grading, type Selection } from "@shared/api/grading";
import type { PoolState, Stage } from "@shared/api/poolTypes";
import { addDays } from "@shared/format/time";
import { useFormat } from "@shared/ui/FormatProvider";
import { filled } from "@shared/ui/form/changes";
import { DayInput } from "@shared/ui/form/dates";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { kGrades, kStages, usePools } from "../pool/choices";

interface Values {
  name: string;
  pool_id?: string;
  state?: PoolState;
  stage?: Stage;
  grade?: string;
  source?: string;
  region?: string;
  interest?: string;
  from_on?: string;
  to_on?: string;
}

/** Conditions that must all hold now; whoever fits is in the list from then on. */
export function SelectionForm(props: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const pools = usePools();
  const labels: Record<string, string> = {
    name: t("grading.sel.name"),
    pool_id: t("pool.filter.pool"),
    state: t("pool.filter.state"),
    stage: t("pool.filter.stage"),
    grade: t("pool.filter.grade"),
    source: t("pool.filter.source"),
    region: t("pool.filter.region"),
    interest: t("pool.filter.interest"),
    from_on: t("grading.sel.enteredFrom"),
    to_on: t("grading.sel.enteredBefore"),
  };
  return (
    <FormDrawer<Values, Selection>
      open={open}
      title={t("grading.sel.create")}
      initial={{ state: "public" }}
      labels={labels}
      submit={({ name, from_on, to_on, ...values }, { key }) =>
        grading.createSelection(
          {
            name: name.trim(),
            conditions: {
              ...filled(values),
              ...(from_on ? { entered_from: format.startOfDay(from_on) } : {}),
              ...(to_on ? { entered_before: format.startOfDay(addDays(to_on, 1)) } : {}),
            },
          },
          { key },
        )
      }
      onDone={(made) => {
        void queries.invalidateQueries({ queryKey: ["selections"] });
        void message.success(t("grading.sel.created", { n: made.size }));
        onClose();
      }}
      onClose={onClose}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("grading.sel.name")), atMost(t, 80)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <h3 className="hp-form-section">{t("grading.sel.conditions")}</h3>
      <div className="hp-form-grid">
        <Form.Item name="pool_id" label={labels.pool_id}>
          <Select allowClear options={pools.map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
        <Form.Item name="state" label={labels.state}>
          <Select
            allowClear
            options={(["public", "tracking", "common"] as const).map((state) => ({
              value: state,
              label: t(`pool.state.${state}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="grade" label={labels.grade}>
          <Select allowClear options={kGrades.map((grade) => ({ value: grade, label: grade }))} />
        </Form.Item>
        <Form.Item name="stage" label={labels.stage}>
          <Select
            allowClear
            options={kStages.map((stage) => ({ value: stage, label: t(`pool.stage.${stage}`) }))}
          />
        </Form.Item>
        {(["source", "region", "interest"] as const).map((name) => (
          <Form.Item key={name} name={name} label={labels[name]} rules={[atMost(t, 80)]}>
            <Input autoComplete="off" />
          </Form.Item>
        ))}
        <span />
        <Form.Item name="from_on" label={labels.from_on}>
          <DayInput />
        </Form.Item>
        <Form.Item name="to_on" label={labels.to_on}>
          <DayInput />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
