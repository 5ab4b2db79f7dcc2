import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { reasonText } from "../../text/reason";
import { focusFirst } from "./focusFirst";

const kMost = 200;

/** Asks why before something that stays on the record; the reason is sent along. */
export function ReasonModal(props: {
  open: boolean;
  title: string;
  text?: ReactNode;
  label: string;
  ok: string;
  /** The sentence of the toast afterwards. */
  done: string;
  danger?: boolean;
  /** It may be done without one. */
  optional?: boolean;
  refresh: readonly string[];
  run: (reason: string, key: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { open, run, onClose, optional, danger = true } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  useEffect(() => {
    if (!open) return;
    setReason("");
    setProblem(undefined);
    key.current = newKey();
  }, [open]);
  const missing = !optional && reason.trim() === "";
  const send = async () => {
    if (missing || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await run(reason.trim(), key.current);
      void message.success(props.done);
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
      for (const first of props.refresh) void queries.invalidateQueries({ queryKey: [first] });
    }
  };
  return (
    <Modal
      open={open}
      afterOpenChange={focusFirst}
      title={props.title}
      width={440}
      destroyOnHidden
      onCancel={onClose}
      onOk={() => void send()}
      okText={props.ok}
      cancelText={t("action.cancel")}
      okButtonProps={{ danger, loading: busy, disabled: missing }}
    >
      {props.text ? <p>{props.text}</p> : null}
      {problem ? (
        <Alert
          className="hp-form-note"
          type="error"
          showIcon
          title={reasonText(t, problem)}
          description={
            problem.detail && problem.detail !== reasonText(t, problem) ? problem.detail : undefined
          }
        />
      ) : null}
      <Input.TextArea
        aria-label={props.label}
        placeholder={props.label}
        maxLength={kMost}
        autoSize={{ minRows: 2, maxRows: 5 }}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          key.current = newKey();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
    </Modal>
  );
}
