import { identity } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import { fieldErrorText, reasonText } from "@shared/text/reason";
import { showFieldErrors } from "@shared/ui/form/FormDrawer";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NewPassword } from "./NewPassword";
import { useMe } from "./session";

interface Values {
  current_password: string;
  new_password: string;
  again: string;
}

export function ChangePasswordForm(props: { onDone: () => void; large?: boolean }) {
  const { t } = useTranslation();
  const { staff } = useMe();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const submit = async ({ current_password, new_password }: Values) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await identity.changePassword({ current_password, new_password });
      form.resetFields();
      props.onDone();
    } catch (error) {
      const refused = asProblem(error);
      if (!showFieldErrors(form, refused, (e) => fieldErrorText(t, e), ["current_password", "new_password"]))
        setProblem(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      size={props.large ? "large" : undefined}
      onFinish={(values) => void submit(values)}
    >
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <input type="text" autoComplete="username" value={staff.sign_in_name} readOnly hidden />
      <Form.Item
        name="current_password"
        label={t("account.currentPassword")}
        rules={[{ required: true, message: t("form.required", { label: t("account.currentPassword") }) }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <NewPassword
        form={form}
        name="new_password"
        label={t("account.newPassword")}
        againLabel={t("account.newPasswordAgain")}
        own={[staff.name, staff.sign_in_name]}
      />
      <Button type="primary" htmlType="submit" loading={busy} block={props.large}>
        {t("account.changePassword")}
      </Button>
    </Form>
  );
}
