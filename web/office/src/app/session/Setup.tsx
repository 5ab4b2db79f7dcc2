import { identity } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { SetupRequest, SetupState } from "@shared/api/types";
import { currentLanguage, isLanguage } from "@shared/text/i18n";
import { fieldErrorText, reasonText } from "@shared/text/reason";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { showFieldErrors } from "@shared/ui/form/FormDrawer";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { useTitle } from "@shared/ui/useTitle";
import { Alert, Button, Form, Input, Radio } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { EntryFrame } from "./EntryFrame";
import { NewPassword } from "./NewPassword";
import { browserZone, currencyChoices, zoneChoices } from "./regions";
import { askLanguage, useEnter } from "./session";

type Values = Omit<SetupRequest, "language"> & { again: string };

const kSteps = [
  { key: "language", fields: ["setup_code"] },
  { key: "chain", fields: ["chain_name", "currency", "time_zone"] },
  { key: "store", fields: ["store_name"] },
  { key: "admin", fields: ["admin_name", "sign_in_name", "password", "again"] },
] as const;

function StepMarks(props: { step: number }) {
  const { t } = useTranslation();
  return (
    <ol className="hp-steps">
      {kSteps.map(({ key }, i) => (
        <li
          key={key}
          className={i === props.step ? "hp-step-now" : i < props.step ? "hp-step-done" : undefined}
          aria-current={i === props.step ? "step" : undefined}
        >
          <i aria-hidden="true" />
          {t(`setup.step.${key}`)}
        </li>
      ))}
    </ol>
  );
}

function useRequired() {
  const { t } = useTranslation();
  return (label: string) => [{ required: true, whitespace: true, message: t("form.required", { label }) }];
}

function LanguageStep(props: { askCode: boolean }) {
  const { t, i18n } = useTranslation();
  const required = useRequired();
  return (
    <>
      <h1>{t("setup.languageTitle")}</h1>
      <p className="hp-entry-sub">{t("setup.languageText")}</p>
      <Radio.Group
        className="hp-language-choice"
        value={i18n.language}
        onChange={(event) => {
          const chosen: unknown = event.target.value;
          if (isLanguage(chosen)) askLanguage(chosen);
        }}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
      />
      {props.askCode ? (
        <Form.Item
          name="setup_code"
          label={t("setup.code")}
          extra={t("setup.codeHint")}
          rules={required(t("setup.code"))}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={120} />
        </Form.Item>
      ) : null}
    </>
  );
}

function ChainStep() {
  const { t, i18n } = useTranslation();
  const required = useRequired();
  const currencies = useMemo(() => currencyChoices(i18n.language), [i18n.language]);
  const zones = useMemo(() => zoneChoices(i18n.language), [i18n.language]);
  return (
    <>
      <h1>{t("setup.chainTitle")}</h1>
      <p className="hp-entry-sub">{t("setup.chainText")}</p>
      <Form.Item name="chain_name" label={t("setup.chainName")} rules={required(t("setup.chainName"))}>
        <Input autoFocus maxLength={120} placeholder={t("setup.chainNamePlaceholder")} />
      </Form.Item>
      <Form.Item
        name="currency"
        label={t("setup.currency")}
        extra={t("setup.currencyHint")}
        rules={required(t("setup.currency"))}
      >
        <SearchSelect options={currencies} allowClear={false} />
      </Form.Item>
      <Form.Item
        name="time_zone"
        label={t("setup.timeZone")}
        extra={t("setup.timeZoneHint")}
        rules={required(t("setup.timeZone"))}
      >
        <SearchSelect options={zones} allowClear={false} />
      </Form.Item>
    </>
  );
}

function StoreStep() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <h1>{t("setup.storeTitle")}</h1>
      <p className="hp-entry-sub">{t("setup.storeText")}</p>
      <Form.Item name="store_name" label={t("setup.storeName")} rules={required(t("setup.storeName"))}>
        <Input autoFocus maxLength={120} placeholder={t("setup.storeNamePlaceholder")} />
      </Form.Item>
    </>
  );
}

function AdminStep() {
  const { t } = useTranslation();
  const required = useRequired();
  const form = Form.useFormInstance<Values>();
  const own = [Form.useWatch("admin_name", form) ?? "", Form.useWatch("sign_in_name", form) ?? ""];
  return (
    <>
      <h1>{t("setup.adminTitle")}</h1>
      <p className="hp-entry-sub">{t("setup.adminText")}</p>
      <Form.Item name="admin_name" label={t("setup.adminName")} rules={required(t("setup.adminName"))}>
        <Input autoFocus maxLength={120} autoComplete="name" />
      </Form.Item>
      <Form.Item
        name="sign_in_name"
        label={t("setup.signInName")}
        extra={t("setup.signInNameHint")}
        rules={required(t("setup.signInName"))}
      >
        <Input maxLength={120} autoComplete="username" autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <NewPassword
        form={form}
        name="password"
        label={t("setup.password")}
        againLabel={t("setup.passwordAgain")}
        own={own}
      />
    </>
  );
}

function Wizard(props: { state: SetupState }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const code = search.get("code") ?? undefined;
  const [form] = Form.useForm<Values>();
  const [step, setStep] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [askCode, setAskCode] = useState(props.state.setup_code_required && !code);
  const last = step === kSteps.length - 1;

  const finish = async () => {
    const { again: _again, ...values } = form.getFieldsValue(true) as Values;
    setBusy(true);
    setProblem(undefined);
    try {
      await enter(
        await identity.setup({
          ...values,
          setup_code: values.setup_code ?? code,
          language: currentLanguage(),
        }),
      );
      await navigate("/", { replace: true });
    } catch (error) {
      const refused = asProblem(error);
      const fields = refused.fieldErrors().map((e) => e.field);
      const wrongCode = refused.reason.includes("setup_code");
      if (wrongCode) setAskCode(true);
      const where = wrongCode
        ? 0
        : kSteps.findIndex(({ fields: own }) =>
            (own as readonly string[]).some((name) => fields.includes(name)),
          );
      if (where >= 0) setStep(where);
      setProblem(where < 0 || wrongCode ? refused : undefined);
      // The step's fields must be there before an error can land on one.
      setTimeout(
        () =>
          showFieldErrors(
            form,
            refused,
            (e) => fieldErrorText(t, e),
            kSteps.flatMap(({ fields: own }) => [...own]),
          ),
        0,
      );
    } finally {
      setBusy(false);
    }
  };

  const next = async () => {
    await form.validateFields();
    if (last) await finish();
    else setStep(step + 1);
  };

  return (
    <>
      <StepMarks step={step} />
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Form<Values>
        form={form}
        layout="vertical"
        size="large"
        requiredMark={false}
        preserve
        initialValues={{ currency: "CNY", time_zone: browserZone(), setup_code: code }}
        onFinish={() => void next()}
      >
        {step === 0 ? <LanguageStep askCode={askCode} /> : null}
        {step === 1 ? <ChainStep /> : null}
        {step === 2 ? <StoreStep /> : null}
        {step === 3 ? <AdminStep /> : null}
        <div className="hp-wizard-buttons">
          {step > 0 ? <Button onClick={() => setStep(step - 1)}>{t("action.previous")}</Button> : <span />}
          <Button type="primary" htmlType="submit" loading={busy}>
            {last ? t("setup.finish") : t("action.next")}
          </Button>
        </div>
      </Form>
    </>
  );
}

export default function Setup() {
  const { t } = useTranslation();
  useTitle(t("setup.title"));
  const [state, setState] = useState<SetupState | Problem>();
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again on retry
  useEffect(() => {
    const abort = new AbortController();
    identity.setupState(abort.signal).then(setState, (error: unknown) => {
      if (!abort.signal.aborted) setState(asProblem(error));
    });
    return () => abort.abort();
  }, [asked]);

  let content = null;
  if (state && !("needed" in state))
    content = <ProblemState problem={state} retry={() => setAsked(asked + 1)} />;
  else if (state && !state.needed) {
    content = (
      <EmptyState kind="notAllowed" title={t("setup.alreadyTitle")} text={t("setup.alreadyText")}>
        <Link to="/sign-in">{t("action.signIn")}</Link>
      </EmptyState>
    );
  } else if (state) content = <Wizard state={state} />;
  return <EntryFrame wide>{content}</EntryFrame>;
}
