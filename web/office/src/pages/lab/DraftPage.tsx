import { newKey } from "@shared/api/client";
import { all, catalogue, points } from "@shared/api/endpoints";
import { lab } from "@shared/api/lab";
import { asProblem, type Problem } from "@shared/api/problem";
import { fieldErrorText, reasonText } from "@shared/text/reason";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { DayRangeInput } from "@shared/ui/form/dates";
import { atMost, chosen, needed } from "@shared/ui/form/rules";
import { useLeaveGuard } from "@shared/ui/form/useLeaveGuard";
import { yearsUpTo } from "@shared/ui/form/wallClock";
import { Page, Panel } from "@shared/ui/Page";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Radio, Select, Skeleton } from "antd";
import { FlaskConical } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { ParameterPanels } from "./DraftFields";
import { type Draft, draftFrom, draftOf, formField, type HandedOver, requestOf } from "./draft";
import { TierRows } from "./TierRows";
import { useBacktest } from "./useBacktest";
import { useUserStores } from "./useUserStores";
import { WeightRows } from "./WeightRows";
import "./lab.css";

function QuestionPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const stores = useUserStores();
  const today = format.today();
  const lastYear = Number(today.slice(0, 4)) - 1;
  return (
    <Panel title={t("lab.question")}>
      <div className="hp-lab-grid">
        <Form.Item name="name" label={t("lab.name")} rules={[needed(t, t("lab.name")), atMost(t, 80)]}>
          <Input autoFocus autoComplete="off" placeholder={t("lab.nameHint")} />
        </Form.Item>
        <Form.Item name="period" label={t("lab.period")} rules={[chosen(t, t("lab.period"))]}>
          <DayRangeInput
            only="past"
            presets={[
              { label: t("lab.lastYear"), value: yearsUpTo(today, 1) },
              {
                label: t("lab.calendarYear", { year: lastYear }),
                value: [`${lastYear}-01-01`, `${lastYear}-12-31`],
              },
              { label: t("lab.threeYears"), value: yearsUpTo(today, 3) },
              { label: t("lab.tenYears"), value: yearsUpTo(today, 10) },
            ]}
          />
        </Form.Item>
        <Form.Item name="store_ids" label={t("lab.stores")} extra={t("lab.storesHint")}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t("lab.allStores")}
            optionFilterProp="label"
            maxTagCount="responsive"
            options={stores.map((store) => ({ value: store.id, label: store.name }))}
          />
        </Form.Item>
        <Form.Item name="pricing" label={t("lab.pricing")} extra={t("lab.pricingHint")}>
          <Radio.Group
            optionType="button"
            options={(["as_recorded", "by_programme"] as const).map((value) => ({
              value,
              label: t(`lab.pricings.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="compared_with" label={t("lab.comparedWith")} extra={t("lab.comparedHint")}>
          <Radio.Group
            optionType="button"
            options={(["present", "versions"] as const).map((value) => ({
              value,
              label: t(`lab.compared.${value}`),
            }))}
          />
        </Form.Item>
      </div>
    </Panel>
  );
}

function DraftForm(props: { initial: Draft; types: Awaited<ReturnType<typeof loadTypes>> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Draft>();
  const [busy, setBusy] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const letGo = useLeaveGuard(dirty);

  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    // What is not shown in the form stays as it is in force.
    const shown = form.getFieldsValue();
    const draft: Draft = {
      ...props.initial,
      ...shown,
      strategy: { ...props.initial.strategy, ...shown.strategy },
      weights: { ...props.initial.weights, ...shown.weights },
    };
    const request = requestOf(draft);
    try {
      const started = await lab.start(request, { key: key.current });
      letGo();
      setDirty(false);
      void queries.invalidateQueries({ queryKey: ["backtests"] });
      void navigate(`/lab/${started.id}`);
    } catch (error) {
      const refused = asProblem(error);
      const errors = refused.fieldErrors();
      for (const one of errors)
        form.setFields([{ name: formField(one.field, request) as never, errors: [fieldErrorText(t, one)] }]);
      const [first] = errors;
      if (first) form.scrollToField(formField(first.field, request) as never, { block: "center" });
      setProblem(refused);
    } finally {
      key.current = newKey();
      setBusy(false);
    }
  };

  return (
    <Form<Draft>
      form={form}
      layout="vertical"
      initialValues={props.initial}
      requiredMark={false}
      onValuesChange={() => setDirty(true)}
      onFinish={() => void start()}
    >
      <div className="hp-lab-stack">
        {problem ? (
          <Alert type="error" showIcon title={reasonText(t, problem)} description={problem.detail} />
        ) : null}
        <QuestionPanel />
        <ParameterPanels />
        <TierRows />
        <WeightRows types={props.types} />
      </div>
      <div className="hp-lab-foot">
        <span className="hp-faint">{t("lab.startHint")}</span>
        <Button onClick={() => void navigate("/lab")}>{t("action.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={busy} icon={<FlaskConical size={16} />}>
          {t("lab.start")}
        </Button>
      </div>
    </Form>
  );
}

const loadTypes = (signal?: AbortSignal) => all(catalogue.serviceTypes, signal);

export default function DraftPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useSearchParams();
  const before = search.get("from") ?? undefined;
  const handedOver = (useLocation().state as { draft?: HandedOver } | null)?.draft;
  const earlier = useBacktest(before);
  const strategy = useQuery({
    queryKey: ["strategies", "current"],
    queryFn: ({ signal }) => points.currentStrategy(signal),
    retry: false,
  });
  const tiers = useQuery({ queryKey: ["tiers", "all"], queryFn: ({ signal }) => all(points.tiers, signal) });
  const types = useQuery({ queryKey: ["service_types", "all"], queryFn: ({ signal }) => loadTypes(signal) });
  const problem = tiers.error ?? types.error ?? (before ? earlier.error : null);
  const ready =
    tiers.data && types.data && !strategy.isPending && (before === undefined || earlier.data !== undefined);
  const today = format.today();
  const initial = () => {
    const draft = draftOf(strategy.data, tiers.data ?? [], types.data ?? []);
    const period: Draft["period"] = yearsUpTo(today, 1);
    if (handedOver)
      return {
        ...draft,
        period,
        name: handedOver.name,
        strategy: { ...draft.strategy, ...handedOver.strategy },
      };
    if (!earlier.data) return { ...draft, period };
    const asked = draftFrom(earlier.data.request);
    return { ...asked, weights: { ...draft.weights, ...asked.weights } };
  };
  return (
    <Page title={t("lab.create")} sub={t("lab.createSub")}>
      {problem ? <ProblemState problem={asProblem(problem)} retry={() => window.location.reload()} /> : null}
      {!ready && !problem ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {handedOver ? <Alert className="hp-form-note" type="info" showIcon title={t("lab.fromForm")} /> : null}
      {ready ? <DraftForm key={before ?? "new"} initial={initial()} types={types.data ?? []} /> : null}
    </Page>
  );
}
