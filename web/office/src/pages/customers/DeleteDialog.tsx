import { newKey } from "@shared/api/client";
import { asProblem, type Problem } from "@shared/api/problem";
import { recycleBin } from "@shared/api/recycleBin";
import type { Customer } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { useStaff } from "@shared/ui/Lookup";
import { Alert, Checkbox, Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const kMostReason = 200;
const kRefresh = ["customers", "customer", "recycleBin", "pool", "home"];

type Deleted = Pick<Customer, "id" | "name" | "owner_staff_id">;

function Refused(props: { problem: Problem }) {
  const { t } = useTranslation();
  const { problem } = props;
  const text = reasonText(t, problem);
  return (
    <Alert
      className="hp-form-note"
      type="error"
      showIcon
      title={text}
      description={problem.detail && problem.detail !== text ? problem.detail : undefined}
    />
  );
}

/** What will happen, and to whom: somebody may be looking after him. */
function Consequences(props: { customer: Deleted }) {
  const { t } = useTranslation();
  const can = useCan();
  const owner = useStaff(can("identity.staff.read")).find((one) => one.id === props.customer.owner_staff_id);
  return (
    <>
      <p className="hp-form-note">{t("recycleBin.deleteText")}</p>
      {owner ? (
        <Alert
          className="hp-form-note"
          type="warning"
          showIcon
          title={t("recycleBin.ownerText", { name: owner.name })}
        />
      ) : null}
    </>
  );
}

/** Asks why, puts the customer into the recycle bin and offers to take it back. */
export function DeleteDialog(props: {
  customer: Deleted | undefined;
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const { customer, onClose, onDone } = props;
  const [reason, setReason] = useState("");
  const [evenSo, setEvenSo] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const id = customer?.id;
  useEffect(() => {
    if (!id) return;
    setReason("");
    setEvenSo(false);
    setProblem(undefined);
    key.current = newKey();
  }, [id]);
  if (!customer) return null;
  const refresh = () => kRefresh.forEach(host.refresh);
  const takeBack = async () => {
    try {
      await recycleBin.restore(customer.id, { key: newKey() });
    } catch (error) {
      host.fail(asProblem(error));
    }
    refresh();
  };
  const send = async () => {
    if (busy || reason.trim() === "") return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { reason: reason.trim(), even_with_points: evenSo };
      await recycleBin.delete(customer.id, body, { key: key.current });
      host.toast(t("recycleBin.deleted", { name: customer.name }), takeBack);
      onClose();
      onDone?.();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const asksForPoints = problem?.reason === "points.wallet_not_empty" || evenSo;
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={t("recycleBin.deleteTitle", { name: customer.name })}
      width={440}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t("recycleBin.delete")}
      cancelText={t("action.cancel")}
      okButtonProps={{ danger: true, loading: busy, disabled: reason.trim() === "" }}
    >
      <Consequences customer={customer} />
      {problem ? <Refused problem={problem} /> : null}
      {asksForPoints ? (
        <Checkbox
          className="hp-form-note"
          checked={evenSo}
          onChange={(event) => {
            setEvenSo(event.target.checked);
            key.current = newKey();
          }}
        >
          {t("recycleBin.evenWithPoints")}
        </Checkbox>
      ) : null}
      <Input.TextArea
        aria-label={t("recycleBin.reasonHint")}
        placeholder={t("recycleBin.reasonHint")}
        maxLength={kMostReason}
        autoSize={{ minRows: 2, maxRows: 5 }}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          key.current = newKey();
        }}
      />
    </Modal>
  );
}
