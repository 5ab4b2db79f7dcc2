import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { App, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BatchOutcome } from "../BatchResult";
import { useAssignees } from "../choices";
import { kPoolRefresh } from "../commands";
import { useWork } from "./useWork";

const kNoteMost = 500;

/** Gives customers to a person, whether public or in somebody else's hands. */
export function AssignDialog(props: {
  customers: readonly PoolCustomer[];
  onClose: () => void;
  onResult: (outcome: BatchOutcome) => void;
}) {
  const { t } = useTranslation();
  const { customers, onClose, onResult } = props;
  const { message } = App.useApp();
  const people = useAssignees(true);
  const [staff, setStaff] = useState<string>();
  const [note, setNote] = useState("");
  const work = useWork(kPoolRefresh);
  const [only] = customers.length === 1 ? customers : [];
  const send = async () => {
    if (!staff) return;
    const ids = customers.map((customer) => customer.customer_id);
    const answer = await work.run([ids, staff, note], (key) =>
      pool.assignMany(ids, staff, note.trim() || undefined, { key }),
    );
    if (!answer) return;
    onClose();
    if (only && answer.done === 1)
      void message.success(
        t("pool.assigned", { name: only.name, staff: people.find((one) => one.id === staff)?.name ?? "" }),
      );
    else onResult({ items: answer.items, customers });
  };
  const transfers = customers.some((customer) => customer.state === "tracking");
  const okText = only
    ? t(transfers ? "pool.transfer" : "pool.assign")
    : t(transfers ? "pool.transferMany" : "pool.assignMany", { n: customers.length });
  return (
    <Sheet
      open
      title={only ? `${okText} · ${only.name}` : okText}
      onClose={onClose}
      onOk={() => void send()}
      okText={okText}
      okDisabled={!staff}
      busy={work.busy}
    >
      <ProblemNote problem={work.problem} />
      <Field label={t("pool.assignDialog.staff")} htmlFor="hp-assign-staff">
        <Select
          id="hp-assign-staff"
          autoFocus
          style={{ width: "100%" }}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("pool.assignDialog.title")}
          value={staff}
          onChange={setStaff}
          options={people
            .filter((one) => !only || one.id !== only.owner_staff_id)
            .map((one) => ({ value: one.id, label: one.name, holding: one.holding }))}
          optionRender={({ label, data }) => (
            <span className="hp-assignee">
              {label}
              {data.holding === undefined ? null : (
                <span className="hp-faint hp-num">{t("pool.assignDialog.holding", { n: data.holding })}</span>
              )}
            </span>
          )}
        />
      </Field>
      <Field label={t("pool.assignDialog.note")} htmlFor="hp-assign-note">
        <Input.TextArea
          id="hp-assign-note"
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={kNoteMost}
          placeholder={t("pool.assignDialog.noteHint")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}
