import { newKey } from "@shared/api/client";
import { privacy } from "@shared/api/privacy";
import { asProblem, type Problem } from "@shared/api/problem";
import type { BinItem } from "@shared/api/recycleBin";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const kMostReason = 200;
const squeezed = (text: string) => text.trim().replace(/\s+/g, " ");

/** There is no way back, so the name has to be typed. */
export function EraseDialog(props: { row: BinItem | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { row, onClose } = props;
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const id = row?.customer_id;
  useEffect(() => {
    if (!id) return;
    setTyped("");
    setReason("");
    setProblem(undefined);
    key.current = newKey();
  }, [id]);
  if (!row) return null;
  const ready = squeezed(typed) === squeezed(row.name) && reason.trim() !== "";
  const send = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { confirmation: typed, reason: reason.trim() };
      await privacy.erase(row.customer_id, body, { key: key.current });
      void message.success(t("recycleBin.erased"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      key.current = newKey();
    } finally {
      setBusy(false);
      for (const first of ["recycleBin", "customers", "customer"]) {
        void queries.invalidateQueries({ queryKey: [first] });
      }
    }
  };
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={t("recycleBin.eraseTitle", { name: row.name })}
      width={460}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t("recycleBin.erase")}
      cancelText={t("action.cancel")}
      okButtonProps={{ danger: true, type: "primary", loading: busy, disabled: !ready }}
    >
      <Alert type="error" showIcon className="hp-form-note" title={t("recycleBin.eraseText")} />
      <ProblemNote problem={problem} />
      <Form layout="vertical">
        <Form.Item label={t("recycleBin.typeName", { name: row.name })} htmlFor="hp-erase-name">
          <Input id="hp-erase-name" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Form.Item>
        <Form.Item label={t("recycleBin.eraseReason")} htmlFor="hp-erase-reason">
          <Input
            id="hp-erase-reason"
            maxLength={kMostReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
