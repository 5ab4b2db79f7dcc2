import { currencyChoices, zoneChoices } from "@app/session/regions";
import { newKey } from "@shared/api/client";
import { system } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Settings } from "@shared/api/types";
import { fieldErrorText, reasonText } from "@shared/text/reason";
import { ProblemState } from "@shared/ui/EmptyState";
import { changed } from "@shared/ui/form/changes";
import { showFieldErrors } from "@shared/ui/form/FormDrawer";
import { needed } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { Facts, Page, Panel } from "@shared/ui/Page";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Segmented, Skeleton } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

type Values = Pick<Settings, "chain_name" | "time_zone" | "language">;

function ChainForm(props: { settings: Settings }) {
  const { t, i18n } = useTranslation();
  const { settings } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const zones = useMemo(() => zoneChoices(i18n.language), [i18n.language]);
  const currency = useMemo(
    () => currencyChoices(i18n.language).find(({ value }) => value === settings.currency)?.label,
    [i18n.language, settings.currency],
  );
  useEffect(() => form.setFieldsValue(settings), [form, settings]);

  const save = async (values: Values) => {
    setBusy(true);
    setProblem(undefined);
    try {
      queries.setQueryData(
        ["settings"],
        await system.saveSettings(changed(settings, values), { key: key.current, version: settings.version }),
      );
      void queries.invalidateQueries({ queryKey: ["me"] });
      void message.success(t("settings.saved"));
      setDirty(false);
    } catch (error) {
      const refused = asProblem(error);
      if (refused.reason === "request.version_conflict")
        void queries.invalidateQueries({ queryKey: ["settings"] });
      if (
        !showFieldErrors(form, refused, (e) => fieldErrorText(t, e), ["chain_name", "time_zone", "language"])
      )
        setProblem(refused);
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
      initialValues={settings}
      onFinish={(values) => void save(values)}
      onValuesChange={() => setDirty(true)}
    >
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Form.Item name="chain_name" label={t("setup.chainName")} rules={[needed(t, t("setup.chainName"))]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item label={t("setup.currency")} extra={t("settings.currencyHint")}>
        <Input value={currency ?? settings.currency} disabled aria-label={t("setup.currency")} />
      </Form.Item>
      <Form.Item name="time_zone" label={t("setup.timeZone")} extra={t("setup.timeZoneHint")}>
        <SearchSelect options={zones} allowClear={false} />
      </Form.Item>
      <Form.Item name="language" label={t("settings.defaultLanguage")}>
        <Segmented
          options={[
            { value: "zh", label: t("shell.chinese") },
            { value: "en", label: t("shell.english") },
          ]}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} disabled={!dirty}>
        {t("action.save")}
      </Button>
    </Form>
  );
}

export default function SettingsPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["settings"], queryFn: ({ signal }) => system.settings(signal) });
  const version = useQuery({ queryKey: ["version"], queryFn: ({ signal }) => system.version(signal) }).data;
  return (
    <Page title={t("settings.title")} narrow>
      <div className="hp-stack-pages">
        <Panel title={t("settings.chain")}>
          {query.error ? (
            <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
          ) : null}
          {query.isPending ? <Skeleton active /> : null}
          {query.data ? <ChainForm settings={query.data} /> : null}
        </Panel>
        {version ? (
          <Panel title={t("settings.about")}>
            <Facts
              items={[
                [
                  t("settings.version"),
                  <span key="version" className="hp-num">
                    Homeport {version.version}
                  </span>,
                ],
                [
                  t("settings.schema"),
                  <span key="schema" className="hp-num">
                    {String(version.schema_version)}
                  </span>,
                ],
                [t("settings.engine"), version.engine],
              ]}
            />
          </Panel>
        ) : null}
      </div>
    </Page>
  );
}
