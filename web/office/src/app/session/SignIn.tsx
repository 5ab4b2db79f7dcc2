import { identity } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import { duration } from "@shared/format/time";
import { reasonText } from "@shared/text/reason";
import { useTitle } from "@shared/ui/useTitle";
import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import { EntryFrame } from "./EntryFrame";
import { safeNext } from "./next";
import { useEnter, useSession } from "./session";

interface Credentials {
  sign_in_name: string;
  password: string;
}

/** Seconds left of a waiting time, counting down. */
function useCountdown(problem: Problem | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (problem?.status !== 429) {
      setLeft(0);
      return;
    }
    const until = Date.now() + (problem.retryAfterSeconds ?? 60) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [problem]);
  return left;
}

function CodeStep(props: {
  busy: boolean;
  problem: Problem | undefined;
  onCode: (code: string) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  return (
    <>
      <h1>{t("signIn.codeTitle")}</h1>
      <p className="hp-entry-sub">{t("signIn.codeHint")}</p>
      {props.problem && props.problem.reason !== "identity.totp_required" ? (
        <Alert type="error" showIcon title={reasonText(t, props.problem)} className="hp-form-note" />
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.length >= 6) props.onCode(code);
        }}
      >
        <Input
          autoFocus
          size="large"
          className="hp-code-input"
          aria-label={t("signIn.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, "");
            setCode(digits);
            if (digits.length === 6) props.onCode(digits);
          }}
        />
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={props.busy}
          disabled={code.length < 6}
        >
          {t("signIn.submit")}
        </Button>
        <Button type="link" block onClick={props.onBack}>
          {t("signIn.anotherAccount")}
        </Button>
      </form>
    </>
  );
}

export default function SignIn() {
  const { t } = useTranslation();
  useTitle(t("signIn.submit"));
  const { me } = useSession();
  const enter = useEnter();
  const [search] = useSearchParams();
  const [credentials, setCredentials] = useState<Credentials>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [setupNeeded, setSetupNeeded] = useState(false);
  const left = useCountdown(problem);

  useEffect(() => {
    const asked = new AbortController();
    identity.setupState(asked.signal).then(
      (state) => setSetupNeeded(state.needed),
      () => undefined,
    );
    return () => asked.abort();
  }, []);

  if (setupNeeded) return <Navigate to="/setup" replace />;
  if (me) return <Navigate to={safeNext(search.get("next"))} replace />;

  const signIn = async (given: Credentials, code?: string) => {
    setBusy(true);
    try {
      await enter(await identity.signIn(code === undefined ? given : { ...given, totp_code: code }));
    } catch (error) {
      const refused = asProblem(error);
      setProblem(refused);
      setCredentials(refused.reason.startsWith("identity.totp") ? given : undefined);
    } finally {
      setBusy(false);
    }
  };

  const locked = problem?.status === 429 && left > 0;
  return (
    <EntryFrame>
      {credentials ? (
        <CodeStep
          key={problem?.requestId}
          busy={busy}
          problem={problem}
          onCode={(code) => void signIn(credentials, code)}
          onBack={() => {
            setCredentials(undefined);
            setProblem(undefined);
          }}
        />
      ) : (
        <>
          <h1>{t("signIn.title")}</h1>
          <p className="hp-entry-sub">{t("signIn.subtitle")}</p>
          {locked ? (
            <Alert
              type="warning"
              showIcon
              title={t("signIn.lockedTitle")}
              description={t("signIn.lockedText", { time: duration(left) })}
              className="hp-form-note"
            />
          ) : null}
          {problem && problem.status !== 429 ? (
            <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
          ) : null}
          {!problem && search.has("next") ? (
            <Alert type="info" showIcon title={t("signIn.expired")} className="hp-form-note" />
          ) : null}
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            size="large"
            onFinish={(values) => void signIn(values)}
          >
            <Form.Item
              name="sign_in_name"
              label={t("signIn.name")}
              rules={[
                {
                  required: true,
                  whitespace: true,
                  message: t("form.required", { label: t("signIn.name") }),
                },
              ]}
            >
              <Input
                autoFocus
                autoComplete="username"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={120}
              />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("signIn.password")}
              rules={[{ required: true, message: t("form.required", { label: t("signIn.password") }) }]}
              extra={capsLock ? t("signIn.capsLock") : undefined}
            >
              <Input.Password
                autoComplete="current-password"
                maxLength={200}
                onKeyUp={(event) => setCapsLock(event.getModifierState?.("CapsLock") ?? false)}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={busy} disabled={locked}>
              {t("signIn.submit")}
            </Button>
          </Form>
          <p className="hp-entry-foot">{t("signIn.forgot")}</p>
        </>
      )}
    </EntryFrame>
  );
}
