import { newKey } from "@shared/api/client";
import { type Consent, privacy } from "@shared/api/privacy";
import { asProblem, type Problem } from "@shared/api/problem";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { Status, type Tone } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { History } from "./History";
import "./privacy.css";

const kSources = ["form", "phone", "till", "wechat", "letter"] as const;
type Source = (typeof kSources)[number];
const kMostWording = 60;

function tone(consent: Consent): Tone {
  if (consent.state === "given") return "good";
  return consent.state === "withdrawn" ? "bad" : "muted";
}

/** A yes or a no, and how it came about. */
function Change(props: { customerId: string; consent: Consent; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerId, consent, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [state, setState] = useState<"given" | "withdrawn">(
    consent.state === "given" ? "withdrawn" : "given",
  );
  const [source, setSource] = useState<Source>("form");
  const [wording, setWording] = useState(consent.wording ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const change =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      key.current = newKey();
      set(value);
    };
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const words = wording.trim();
      await privacy.recordConsent(
        customerId,
        { purpose: consent.purpose, state, source, ...(words ? { wording: words } : {}) },
        { key: key.current },
      );
      void queries.invalidateQueries({ queryKey: ["customer", customerId, "consents"] });
      void queries.invalidateQueries({ queryKey: ["customers"] });
      void message.success(t("privacy.consents.saved"));
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
      title={t("privacy.consents.change", { purpose: t(`privacy.purpose.${consent.purpose}`) })}
      onClose={onClose}
      onOk={() => void send()}
      okText={t("action.save")}
      busy={busy}
    >
      <ProblemNote problem={problem} />
      <Field label={t("privacy.consents.answer")}>
        <Chips
          label={t("privacy.consents.answer")}
          value={state}
          options={[
            { value: "given" as const, label: t("privacy.consents.agrees") },
            { value: "withdrawn" as const, label: t("privacy.consents.refuses") },
          ]}
          onChange={change(setState)}
        />
      </Field>
      <Field label={t("privacy.consents.source")}>
        <Chips
          label={t("privacy.consents.source")}
          value={source}
          options={kSources.map((one) => ({ value: one, label: t(`privacy.source.${one}`) }))}
          onChange={change(setSource)}
        />
      </Field>
      <Field label={t("privacy.consents.wording")} htmlFor="hp-consent-wording">
        <Input
          id="hp-consent-wording"
          maxLength={kMostWording}
          placeholder={t("privacy.consents.wordingHint")}
          value={wording}
          onChange={(event) => change(setWording)(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}

/** On the customer's page: what the customer agrees to, with a way to change it at once. */
export default function ConsentsPanel(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const { customerId } = props;
  const [changing, setChanging] = useState<Consent>();
  const [reading, setReading] = useState(false);
  const consents = useQuery({
    queryKey: ["customer", customerId, "consents"],
    queryFn: ({ signal }) => privacy.consents(customerId, signal),
  }).data;
  if (!consents) return null;
  return (
    <Panel
      title={t("privacy.consents.title")}
      extra={
        <Button type="link" size="small" onClick={() => setReading(true)}>
          {t("privacy.consents.history")}
        </Button>
      }
    >
      <ul className="hp-consents">
        {consents.items.map((consent) => (
          <li key={consent.purpose}>
            <span>{t(`privacy.purpose.${consent.purpose}`)}</span>
            <span className="hp-consent-state">
              <Status tone={tone(consent)}>{t(`privacy.state.${consent.state ?? "unasked"}`)}</Status>
              {consent.at ? <small className="hp-faint hp-num">{format.date(consent.at)}</small> : null}
            </span>
            {can("customers.write") ? (
              <Button
                type="text"
                size="small"
                aria-label={t("privacy.consents.change", {
                  purpose: t(`privacy.purpose.${consent.purpose}`),
                })}
                onClick={() => setChanging(consent)}
              >
                {t("privacy.consents.edit")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {changing ? (
        <Change customerId={customerId} consent={changing} onClose={() => setChanging(undefined)} />
      ) : null}
      {reading ? <History customerId={customerId} onClose={() => setReading(false)} /> : null}
    </Panel>
  );
}
