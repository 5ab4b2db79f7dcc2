import { grading, type Selection } from "@shared/api/grading";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { Input, Progress, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAssignees } from "../pool/choices";
import { kPoolRefresh } from "../pool/commands";
import { useWork } from "../pool/dialogs/useWork";

const kNoteMost = 500;

/** Gives a selection to people in turn, share after share until none remain. */
export function ShareOut(props: { selection: Selection; onClose: () => void }) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const { selection, onClose } = props;
  const people = useAssignees(true);
  const [chosen, setChosen] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const [progress, setProgress] = useState<{ done: number; remaining: number }>();
  const work = useWork([...kPoolRefresh, "selections"]);
  const send = async () => {
    const text = note.trim();
    const answer = await work.run([chosen, text], async (key) => {
      let [done, refused] = [0, 0];
      for (let i = 0; ; i += 1) {
        const share = await grading.assignSelection(
          selection.id,
          { staff_ids: chosen, ...(text ? { note: text } : {}) },
          { key: `${key.slice(0, 50)}-${i}` },
        );
        done += share.done;
        refused += share.refused;
        setProgress({ done: done + refused, remaining: share.remaining });
        if (share.remaining === 0 || share.done + share.refused === 0) return { done, refused };
      }
    });
    if (!answer) return;
    host.toast(t("pool.result.summary", answer));
    onClose();
  };
  return (
    <Sheet
      open
      title={t("grading.sel.assignTitle", { name: selection.name })}
      onClose={onClose}
      onOk={() => void send()}
      okText={t("grading.sel.assign")}
      okDisabled={chosen.length === 0}
      busy={work.busy}
    >
      <ProblemNote problem={work.problem} />
      <Field label={t("grading.sel.people")} htmlFor="hp-share-people" hint={t("grading.sel.peopleHint")}>
        <Select
          id="hp-share-people"
          mode="multiple"
          autoFocus
          style={{ width: "100%" }}
          showSearch={{ optionFilterProp: "label" }}
          value={chosen}
          onChange={setChosen}
          options={people.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Field>
      <Field label={t("grading.sel.note")} htmlFor="hp-share-note">
        <Input
          id="hp-share-note"
          maxLength={kNoteMost}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {progress ? (
        <div role="status">
          <Progress
            aria-label={t("grading.sel.assign")}
            percent={Math.floor((progress.done / Math.max(1, progress.done + progress.remaining)) * 100)}
          />
          {t("grading.sel.progress", { n: progress.done, remaining: progress.remaining })}
        </div>
      ) : null}
    </Sheet>
  );
}
