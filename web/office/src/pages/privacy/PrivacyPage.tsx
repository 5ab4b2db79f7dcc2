import { newKey } from "@shared/api/client";
import { type PrivacySetting, privacy } from "@shared/api/privacy";
import { asProblem, type Problem } from "@shared/api/problem";
import { ProblemState } from "@shared/ui/EmptyState";
import { Page, Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, InputNumber, Skeleton, Switch } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface Values {
  limits: boolean;
  reveal_daily_limit: number;
  empties: boolean;
  bin_days: number;
  forgetsLeads: boolean;
  lead_months: number;
}
const kUsualLimit = 20;
const kUsualDays = 30;
const kUsualMonths = 24;

function valuesOf(setting: PrivacySetting): Values {
  return {
    limits: typeof setting.reveal_daily_limit === "number",
    reveal_daily_limit: setting.reveal_daily_limit ?? kUsualLimit,
    empties: typeof setting.bin_days === "number",
    bin_days: setting.bin_days ?? kUsualDays,
    forgetsLeads: typeof setting.lead_months === "number",
    lead_months: setting.lead_months ?? kUsualMonths,
  };
}

/** Whom the rule would erase as soon as it is saved. */
function Preview(props: { days: number }) {
  const { t } = useTranslation();
  const { days } = props;
  const preview = useQuery({
    queryKey: ["privacy", "preview", days],
    queryFn: ({ signal }) => privacy.preview(days, signal),
  }).data;
  if (!preview) return null;
  return preview.customers > 0 ? (
    <Alert
      className="hp-form-note"
      type="warning"
      showIcon
      title={t("privacy.settings.erasesAtOnce", { n: preview.customers })}
    />
  ) : (
    <p className="hp-faint hp-form-note">{t("privacy.settings.erasesNobody")}</p>
  );
}

/** Whom the rule would put in the recycle bin, night by night. */
function LeadPreview(props: { months: number }) {
  const { t } = useTranslation();
  const { months } = props;
  const preview = useQuery({
    queryKey: ["privacy", "leadPreview", months],
    queryFn: ({ signal }) => privacy.leadPreview(months, signal),
  }).data;
  if (!preview) return null;
  if (preview.customers === 0 && preview.is_exact) {
    return <p className="hp-faint hp-form-note">{t("privacy.settings.leadsNobody")}</p>;
  }
  return (
    <Alert
      className="hp-form-note"
      type="warning"
      showIcon
      title={t(preview.is_exact ? "privacy.settings.leadsNow" : "privacy.settings.leadsAtLeast", {
        n: preview.customers,
      })}
    />
  );
}

function SettingForm(props: { setting: PrivacySetting }) {
  const { t } = useTranslation();
  const { setting } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const shown = Form.useWatch([], form);
  useEffect(() => form.setFieldsValue(valuesOf(setting)), [form, setting]);
  const save = async (values: Values) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await privacy.saveSetting(
        {
          reveal_daily_limit: values.limits ? values.reveal_daily_limit : null,
          bin_days: values.empties ? values.bin_days : null,
          lead_months: values.forgetsLeads ? values.lead_months : null,
        } as Partial<PrivacySetting>,
        { key: key.current, version: setting.version },
      );
      queries.setQueryData(["privacy", "setting"], saved);
      void queries.invalidateQueries({ queryKey: ["recycleBin"] });
      void message.success(t("privacy.settings.saved"));
    } catch (error) {
      setProblem(asProblem(error));
      void queries.invalidateQueries({ queryKey: ["privacy", "setting"] });
    } finally {
      key.current = newKey();
      setBusy(false);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={valuesOf(setting)}
      onFinish={(values) => void save(values)}
    >
      <ProblemNote problem={problem} />
      <Form.Item name="limits" label={t("privacy.settings.limits")} valuePropName="checked">
        <Switch />
      </Form.Item>
      {shown?.limits === false ? null : (
        <Form.Item
          name="reveal_daily_limit"
          label={t("privacy.settings.limit")}
          extra={t("privacy.settings.limitHint")}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={10000} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="empties" label={t("privacy.settings.empties")} valuePropName="checked">
        <Switch />
      </Form.Item>
      {shown?.empties === false ? null : (
        <>
          <Form.Item
            name="bin_days"
            label={t("privacy.settings.binDays")}
            extra={t("privacy.settings.binDaysHint")}
            rules={[{ required: true }]}
          >
            <InputNumber min={1} max={3650} precision={0} />
          </Form.Item>
          {shown?.bin_days ? <Preview days={shown.bin_days} /> : null}
        </>
      )}
      <Form.Item
        name="forgetsLeads"
        label={t("privacy.settings.leads")}
        extra={t("privacy.settings.leadsHint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      {shown?.forgetsLeads ? (
        <>
          <Form.Item
            name="lead_months"
            label={t("privacy.settings.leadMonths")}
            extra={t(
              shown.empties ? "privacy.settings.leadMonthsHint" : "privacy.settings.leadMonthsHintNoErasure",
            )}
            rules={[{ required: true }]}
          >
            <InputNumber min={1} max={120} precision={0} />
          </Form.Item>
          {shown.lead_months ? <LeadPreview months={shown.lead_months} /> : null}
        </>
      ) : null}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("action.save")}
      </Button>
    </Form>
  );
}

export default function PrivacyPage() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["privacy", "setting"],
    queryFn: ({ signal }) => privacy.setting(signal),
  });
  return (
    <Page title={t("nav.privacy")} narrow>
      <Panel title={t("privacy.settings.title")}>
        {query.error ? (
          <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
        ) : null}
        {query.isPending ? <Skeleton active /> : null}
        {query.data ? <SettingForm setting={query.data} /> : null}
      </Panel>
    </Page>
  );
}
