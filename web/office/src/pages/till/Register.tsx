import { newKey } from "@shared/api/client";
import { customers } from "@shared/api/endpoints";
import { asProblem, Problem } from "@shared/api/problem";
import { fieldErrorText, reasonText } from "@shared/text/reason";
import { showFieldErrors } from "@shared/ui/form/FormDrawer";
import { atMost, needed, phoneLike } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, type InputRef, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TillMember } from "./basket";

interface Values {
  name: string;
  phone: string;
}

/** A new member in two fields, without leaving the sale. */
export function Register(props: {
  open: boolean;
  phone: string;
  storeId: string;
  onDone: (member: TillMember, isNew: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { open, storeId, onDone, onClose } = props;
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [taken, setTaken] = useState(false);
  const key = useRef(newKey());
  const nameBox = useRef<InputRef>(null);

  useEffect(() => {
    if (!open) return;
    form.resetFields();
    form.setFieldsValue({ name: "", phone: props.phone });
    key.current = newKey();
    setProblem(undefined);
    setTaken(false);
  }, [open, props.phone, form]);

  const find = async (code: string): Promise<TillMember | undefined> => {
    try {
      return await customers.find(code);
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };
  const send = async (values: Values) => {
    setBusy(true);
    setProblem(undefined);
    setTaken(false);
    try {
      const body = {
        kind: "person" as const,
        name: values.name.trim(),
        phone: values.phone.trim(),
        store_id: storeId,
      };
      const customer = await customers.create(body, { key: key.current });
      void queries.invalidateQueries({ queryKey: ["customers"] });
      onDone((await find(values.phone)) ?? { customer: { ...customer, consents: [] } }, true);
    } catch (error) {
      const refused = asProblem(error);
      setTaken(refused.reason === "customers.phone_taken");
      if (!showFieldErrors(form, refused, (e) => fieldErrorText(t, e), ["name", "phone"]))
        setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const takeExisting = async () => {
    const member = await find(form.getFieldValue("phone") as string);
    if (member) onDone(member, false);
  };
  return (
    <Modal
      open={open}
      title={t("till.register")}
      onCancel={onClose}
      width={420}
      destroyOnHidden
      afterOpenChange={(shown) => shown && nameBox.current?.focus()}
      okText={t("till.register")}
      cancelText={t("action.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      {problem ? (
        <Alert className="hp-form-note" type="error" showIcon title={reasonText(t, problem)} />
      ) : null}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void send(values)}
        onValuesChange={() => {
          key.current = newKey();
        }}
      >
        <Form.Item
          name="name"
          label={t("till.registerName")}
          rules={[needed(t, t("till.registerName")), atMost(t, 120)]}
        >
          <Input ref={nameBox} autoFocus autoComplete="off" onPressEnter={() => form.submit()} />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t("till.registerPhone")}
          rules={[needed(t, t("till.registerPhone")), phoneLike(t)]}
          extra={
            taken ? (
              <Button type="link" size="small" onClick={() => void takeExisting()}>
                {t("customers.openExisting")}
              </Button>
            ) : undefined
          }
        >
          <Input autoComplete="off" inputMode="tel" onPressEnter={() => form.submit()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
