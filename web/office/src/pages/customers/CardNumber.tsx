import { newKey } from "@shared/api/client";
import { asProblem, type Problem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** Asks for the number of a card given out; a swipe or scan types it. */
export function CardNumber(props: {
  title: string;
  text?: string;
  label: string;
  ok: string;
  done: string;
  run: (cardNumber: string, key: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { run, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [number, setNumber] = useState("");
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async () => {
    if (number.trim() === "" || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await run(number.trim(), key.current);
      for (const first of ["customer", "customers"]) void queries.invalidateQueries({ queryKey: [first] });
      void message.success(props.done);
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={props.title}
      onCancel={onClose}
      onOk={() => void send()}
      okText={props.ok}
      okButtonProps={{ loading: busy, disabled: number.trim() === "" }}
      width={420}
    >
      {props.text ? <p>{props.text}</p> : null}
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Input
        size="large"
        aria-label={props.label}
        placeholder={t("customers.record.cardHint")}
        maxLength={60}
        value={number}
        onChange={(event) => {
          setNumber(event.target.value);
          key.current = newKey();
        }}
        onPressEnter={() => void send()}
      />
    </Modal>
  );
}
