import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { App, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kPoolRefresh } from "../commands";
import { useWork } from "./useWork";

const kNoteMost = 500;

/** Won, or tracked again: a move with a word about it. */
export function NoteDialog(props: { what: "win" | "reopen"; customer: PoolCustomer; onClose: () => void }) {
  const { t } = useTranslation();
  const { what, customer, onClose } = props;
  const { message } = App.useApp();
  const work = useWork(kPoolRefresh);
  const [note, setNote] = useState("");
  const { name, customer_id: id } = customer;
  const send = async () => {
    const text = note.trim();
    const answer = await work.run([what, text], (key) =>
      what === "win" ? pool.win(id, text ? { note: text } : {}, { key }) : pool.reopen(id, text, { key }),
    );
    if (!answer) return;
    const asked = "request_id" in answer;
    void message.success(
      what === "reopen" ? t("pool.reopened", { name }) : asked ? t("pool.winAsked") : t("pool.won", { name }),
    );
    onClose();
  };
  return (
    <Sheet
      open
      title={what === "win" ? t("pool.winDialog.title", { name }) : `${t("pool.reopen")} · ${name}`}
      onClose={onClose}
      onOk={() => void send()}
      okText={t(what === "win" ? "pool.win" : "pool.reopen")}
      okDisabled={what === "reopen" && note.trim() === ""}
      busy={work.busy}
    >
      {what === "win" ? <p className="hp-faint">{t("pool.winDialog.text")}</p> : null}
      <ProblemNote problem={work.problem} />
      <Field label={t("pool.winDialog.note")} htmlFor="hp-note">
        <Input.TextArea
          id="hp-note"
          autoFocus
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={kNoteMost}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}
