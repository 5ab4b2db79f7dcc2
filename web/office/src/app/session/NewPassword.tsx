import { passwordStrength } from "@shared/format/password";
import { Form, type FormInstance, Input } from "antd";
import { useTranslation } from "react-i18next";

/** How good a password is, while it is typed. */
function StrengthHint(props: { password: string; own?: readonly string[] }) {
  const { t } = useTranslation();
  const strength = passwordStrength(props.password, props.own);
  return (
    <div className={`hp-strength hp-strength-${strength}`}>
      <div className="hp-strength-bars" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <span aria-live="polite">
        {props.password === ""
          ? t("setup.strength.hint")
          : `${t("setup.strength.label")}: ${t(`setup.strength.s${strength}`)}`}
      </span>
    </div>
  );
}

interface Props {
  form: FormInstance;
  name: string;
  label: string;
  againLabel: string;
  /** The person's own names, which make a password weaker. */
  own?: readonly string[];
}

/** A new password, typed twice, with a hint of its strength. */
export function NewPassword(props: Props) {
  const { t } = useTranslation();
  const { form, name, label, againLabel, own } = props;
  const password = (Form.useWatch(name, form) as string | undefined) ?? "";
  return (
    <>
      <Form.Item
        name={name}
        label={label}
        rules={[{ required: true, message: t("form.required", { label }) }]}
        extra={<StrengthHint password={password} own={own} />}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={againLabel}
        dependencies={[name]}
        rules={[
          { required: true, message: t("form.required", { label: againLabel }) },
          {
            validator: (_rule, value: string) =>
              !value || value === form.getFieldValue(name)
                ? Promise.resolve()
                : Promise.reject(new Error(t("setup.passwordMismatch"))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}
