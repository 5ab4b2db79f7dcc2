import { newKey } from "@shared/api/client";
import { privacy, type RevealReason } from "@shared/api/privacy";
import { asProblem, type Problem } from "@shared/api/problem";
import { isMasked } from "@shared/format/mask";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { Phone } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "./privacy.css";

const kReasons: readonly RevealReason[] = ["call_back", "delivery", "identity", "complaint", "other"];
const kMostNote = 200;

function Ask(props: { customerId: string; onShown: (phone: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerId, onShown, onClose } = props;
  const { message } = App.useApp();
  const [reason, setReason] = useState<RevealReason>("call_back");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const words = note.trim();
      const answer = await privacy.reveal(
        customerId,
        { reason, ...(words ? { note: words } : {}) },
        { key: newKey() },
      );
      onShown(answer.phone);
      if (answer.left_today !== undefined)
        void message.info(t("privacy.reveal.left", { n: answer.left_today }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title={t("privacy.reveal.title")}
      onClose={onClose}
      onOk={() => void send()}
      okText={t("privacy.reveal.show")}
      busy={busy}
    >
      <p>{t("privacy.reveal.text")}</p>
      <ProblemNote problem={problem} />
      <Field label={t("privacy.reveal.reason")}>
        <Chips
          label={t("privacy.reveal.reason")}
          value={reason}
          options={kReasons.map((one) => ({ value: one, label: t(`privacy.revealReason.${one}`) }))}
          onChange={setReason}
        />
      </Field>
      <Field label={t("privacy.reveal.note")} htmlFor="hp-reveal-note">
        <Input
          id="hp-reveal-note"
          maxLength={kMostNote}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}

/** A phone; who may have it shown gets it for saying why, and whoever refuses calls has it said beside it. */
export function RevealPhone(props: { customerId: string; text: string | undefined | null }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId, text } = props;
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<string>();
  const consents = useQuery({
    queryKey: ["customer", customerId, "consents"],
    queryFn: ({ signal }) => privacy.consents(customerId, signal),
    enabled: Boolean(text),
  }).data;
  const refusesCalls = consents?.items.some((one) => one.purpose === "phone_call" && !one.is_allowed);
  const masked = Boolean(text) && isMasked(text ?? "") && !shown;
  return (
    <span className="hp-revealed">
      <Phone text={shown ?? text} />
      {masked && can("customers.phone.reveal") ? (
        <Button
          type="text"
          size="small"
          icon={<Eye size={14} />}
          aria-label={t("privacy.reveal.title")}
          onClick={() => setAsking(true)}
        />
      ) : null}
      {refusesCalls ? <small className="hp-refuses">{t("privacy.reveal.noCalls")}</small> : null}
      {asking ? <Ask customerId={customerId} onShown={setShown} onClose={() => setAsking(false)} /> : null}
    </span>
  );
}
