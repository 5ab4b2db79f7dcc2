import { useMe, useRefreshMe } from "@app/session/session";
import { identity } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { TotpEnrolment } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { Alert, App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

function Enrol(props: { enrolment: TotpEnrolment; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { enrolment, onDone, onCancel } = props;
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const confirm = async (digits: string) => {
    setBusy(true);
    try {
      await identity.totpConfirm(digits);
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("account.totp")}
      onCancel={onCancel}
      okText={t("action.confirm")}
      okButtonProps={{ disabled: code.length < 6, loading: busy }}
      onOk={() => void confirm(code)}
      width={420}
    >
      <div className="hp-totp-enrol">
        <p>{t("account.totpScan")}</p>
        <img
          className="hp-totp-qr"
          alt={t("account.totpScan")}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qr_svg)}`}
        />
        <p className="hp-faint">
          {t("account.totpSecret")}
          <code>{enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
        {problem ? <Alert type="error" showIcon title={reasonText(t, problem)} /> : null}
        <p>{t("account.totpConfirm")}</p>
        <Input
          autoFocus
          className="hp-code-input"
          aria-label={t("account.totpConfirm")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ""))}
          onPressEnter={() => void confirm(code)}
        />
      </div>
    </Modal>
  );
}

function Disable(props: { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<{ password: string }>();
  const send = async ({ password }: { password: string }) => {
    setBusy(true);
    try {
      await identity.totpDisable(password);
      props.onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("account.totpDisable")}
      onCancel={props.onCancel}
      okText={t("account.totpDisable")}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      width={420}
    >
      <p className="hp-form-note">{t("account.totpDisableText")}</p>
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <Form.Item
          name="password"
          label={t("account.currentPassword")}
          rules={[{ required: true, message: t("form.required", { label: t("account.currentPassword") }) }]}
        >
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function Totp() {
  const { t } = useTranslation();
  const { staff } = useMe();
  const refreshMe = useRefreshMe();
  const { message } = App.useApp();
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  const [disabling, setDisabling] = useState(false);
  const [busy, setBusy] = useState(false);

  const start = async () => {
    setBusy(true);
    try {
      setEnrolment(await identity.totpStart());
    } catch (error) {
      void message.error(reasonText(t, asProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel
      title={t("account.totp")}
      extra={
        staff.totp_enabled ? (
          <Status tone="good">{t("account.totpOn")}</Status>
        ) : (
          <Status tone="muted">{t("account.totpOff")}</Status>
        )
      }
    >
      <div className="hp-totp">
        <p className="hp-faint">{t("account.totpText")}</p>
        {staff.totp_enabled ? (
          <Button onClick={() => setDisabling(true)}>{t("account.totpDisable")}</Button>
        ) : (
          <Button loading={busy} onClick={() => void start()}>
            {t("account.totpEnable")}
          </Button>
        )}
      </div>
      {enrolment ? (
        <Enrol
          enrolment={enrolment}
          onCancel={() => setEnrolment(undefined)}
          onDone={() => {
            setEnrolment(undefined);
            void message.success(t("account.totpEnabled"));
            void refreshMe();
          }}
        />
      ) : null}
      {disabling ? (
        <Disable
          onCancel={() => setDisabling(false)}
          onDone={() => {
            setDisabling(false);
            void message.success(t("account.totpDisabled"));
            void refreshMe();
          }}
        />
      ) : null}
    </Panel>
  );
}
