import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { addDays } from "@shared/format/time";
import { useFormat } from "@shared/ui/FormatProvider";
import { DayInput } from "@shared/ui/form/dates";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { App, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kPoolRefresh } from "../commands";
import { useWork } from "./useWork";

const kDays = ["3", "7", "14"] as const;
const kMostDays = 365;
const kNoteMost = 500;

/** More time: asked for with a reason, or protection within one's own quota. */
export function TimeDialog(props: {
  what: "extend" | "protect";
  customer: PoolCustomer;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { what, customer, onClose } = props;
  const { message } = App.useApp();
  const work = useWork(kPoolRefresh);
  const [days, setDays] = useState(7);
  const [until, setUntil] = useState(() => addDays(format.today(), 14));
  const [note, setNote] = useState("");
  const reason = note.trim();
  const send = async () => {
    const id = customer.customer_id;
    const done = await work.run([what, days, until, reason], (key) =>
      what === "extend"
        ? pool.askExtension(id, { days, reason }, { key }).then(() => true)
        : pool
            .protect(id, { until: format.startOfDay(addDays(until, 1)), note: reason }, { key })
            .then(() => true),
    );
    if (!done) return;
    void message.success(
      what === "extend" ? t("pool.extensionAsked") : t("pool.protectedDone", { name: customer.name }),
    );
    onClose();
  };
  const name = customer.name;
  return (
    <Sheet
      open
      title={
        what === "extend" ? t("pool.extendDialog.title", { name }) : t("pool.protectDialog.title", { name })
      }
      onClose={onClose}
      onOk={() => void send()}
      okText={what === "extend" ? t("pool.extendDialog.submit") : t("pool.protect")}
      okDisabled={reason === "" || (what === "extend" && !(days >= 1))}
      busy={work.busy}
    >
      <p className="hp-faint">
        {t(what === "extend" ? "pool.extendDialog.text" : "pool.protectDialog.text")}
      </p>
      <ProblemNote problem={work.problem} />
      {what === "extend" ? (
        <Field label={t("pool.extendDialog.days")}>
          <div className="hp-inline">
            <Chips
              label={t("pool.extendDialog.days")}
              value={String(days) as (typeof kDays)[number]}
              options={kDays.map((n) => ({ value: n, label: t("pool.left.days", { n }) }))}
              onChange={(n) => setDays(Number(n))}
            />
            <InputNumber
              aria-label={t("pool.extendDialog.days")}
              min={1}
              max={kMostDays}
              precision={0}
              value={days}
              onChange={(n) => setDays(n ?? 0)}
            />
          </div>
        </Field>
      ) : (
        <Field label={t("pool.protectDialog.until")} htmlFor="hp-protect-until">
          <DayInput
            id="hp-protect-until"
            allowClear={false}
            inputReadOnly
            only="future"
            value={until}
            onChange={(day) => day && setUntil(day)}
          />
        </Field>
      )}
      <Field
        label={t(what === "extend" ? "pool.extendDialog.reason" : "pool.protectDialog.note")}
        htmlFor="hp-time-note"
      >
        <Input.TextArea
          id="hp-time-note"
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={kNoteMost}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}
