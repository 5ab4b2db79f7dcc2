import { newKey } from "@shared/api/client";
import { type FollowUp, followUps } from "@shared/api/followUps";
import { asProblem, type Problem } from "@shared/api/problem";
import { useFormat } from "@shared/ui/FormatProvider";
import { WallInput } from "@shared/ui/form/dates";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { useNarrow } from "@shared/ui/useNarrow";
import { useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CustomerChoice, type Who } from "./CustomerChoice";
import { type Entry, kEmpty, kKinds, kResults, type When, withKind, withPhrase, writeOf } from "./entry";
import "./follow_ups.css";

const kTextMost = 2000;
const kNextMost = 200;
const kWhens: readonly When[] = ["none", "tomorrow", "three", "week", "other"];
const kPhrases = ["one", "two", "three", "four"] as const;
/** What a contact changes anywhere on the screens. */
const kRefresh = ["pool", "customer", "follow_ups", "tasks", "home"];

function NextStep(props: { entry: Entry; onChange: (change: Partial<Entry>) => void }) {
  const { t } = useTranslation();
  const { entry, onChange } = props;
  return (
    <Field label={t("followUps.field.next")}>
      <Chips
        label={t("followUps.field.nextAt")}
        value={entry.when}
        options={kWhens.map((when) => ({ value: when, label: t(`followUps.when.${when}`) }))}
        onChange={(when) => onChange({ when })}
      />
      {entry.when === "none" ? null : (
        <div className="hp-next">
          {entry.when === "other" ? (
            <WallInput
              aria-label={t("followUps.field.nextAt")}
              minuteStep={15}
              inputReadOnly
              needConfirm={false}
              only="future"
              value={entry.at}
              onChange={(at) => onChange({ at: at ?? "" })}
            />
          ) : null}
          <Input
            aria-label={t("followUps.field.next")}
            placeholder={t("followUps.nextHint")}
            maxLength={kNextMost}
            value={entry.next}
            onChange={(event) => onChange({ next: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}

/** One contact, written down in a few seconds: how, what came of it, what was said, what comes next. */
export function FollowUpSheet(props: {
  customer?: Who;
  kind?: Entry["kind"];
  onClose: () => void;
  onDone?: (recorded: FollowUp) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { onClose, onDone } = props;
  const [who, setWho] = useState<Who | undefined>(props.customer);
  const [entry, setEntry] = useState<Entry>({ ...kEmpty, kind: props.kind ?? "call" });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const change = (part: Partial<Entry>) => {
    key.current = newKey();
    setEntry((before) => ({ ...before, ...part }));
  };
  const incomplete = !who || entry.text.trim() === "" || (entry.when === "other" && entry.at === "");

  const save = async () => {
    if (!who) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const recorded = await followUps.record(who.id, writeOf(entry, format, t("followUps.nextDefault")), {
        key: key.current,
      });
      for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
      const why = recorded.counts_reason;
      if (recorded.counts) void message.success(t("followUps.savedCounts"));
      else if (why && why !== "counted")
        void message.warning(t("followUps.savedNot", { why: t(`followUps.why.${why}`) }), 5);
      else void message.success(t("followUps.saved"));
      onDone?.(recorded);
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
      title={who && props.customer ? t("followUps.recordFor", { name: who.name }) : t("followUps.record")}
      onClose={onClose}
      onOk={() => void save()}
      okText={t("followUps.save")}
      okDisabled={incomplete}
      busy={busy}
      width={560}
    >
      <ProblemNote problem={problem} />
      {props.customer ? null : (
        <Field label={t("followUps.field.customer")} htmlFor="hp-choose-customer">
          <CustomerChoice value={who} onChange={setWho} />
        </Field>
      )}
      <Field label={t("followUps.field.kind")}>
        <Chips
          label={t("followUps.field.kind")}
          value={entry.kind}
          options={kKinds.map((kind) => ({ value: kind, label: t(`followUps.kind.${kind}`) }))}
          onChange={(kind) => change(withKind(entry, kind))}
        />
      </Field>
      {entry.kind === "note" ? null : (
        <Field label={t("followUps.field.result")}>
          <Chips
            label={t("followUps.field.result")}
            value={entry.result}
            options={kResults.map((result) => ({ value: result, label: t(`followUps.result.${result}`) }))}
            onChange={(result) => change({ result })}
          />
        </Field>
      )}
      <Field label={t("followUps.field.text")} htmlFor="hp-follow-up-text">
        <Input.TextArea
          id="hp-follow-up-text"
          autoFocus={!narrow && props.customer !== undefined}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={kTextMost}
          placeholder={t("followUps.textHint")}
          value={entry.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <div className="hp-phrases">
          {kPhrases.map((phrase) => (
            <button
              key={phrase}
              type="button"
              onClick={() => change({ text: withPhrase(entry.text, t(`followUps.phrases.${phrase}`)) })}
            >
              {t(`followUps.phrases.${phrase}`)}
            </button>
          ))}
        </div>
      </Field>
      <NextStep entry={entry} onChange={change} />
    </Sheet>
  );
}
