import { newKey } from "@shared/api/client";
import { followUps, type Task } from "@shared/api/followUps";
import { asProblem, type Problem } from "@shared/api/problem";
import { addDays } from "@shared/format/time";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { WallInput } from "@shared/ui/form/dates";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CustomerChoice, type Who } from "./CustomerChoice";
import { kTaskRefresh } from "./taskCommands";

const kTextMost = 200;

/** A new task, or another time and wording for one. */
export function TaskSheet(props: { task?: Task; on?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const format = useFormat();
  const { task, on, onClose } = props;
  const [who, setWho] = useState<Who>();
  const [text, setText] = useState(task?.text ?? "");
  const [wall, setWall] = useState(
    task ? format.dateTime(task.due_at) : `${on ?? addDays(format.today(), 1)} 10:00`,
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    const due_at = format.instantOf(wall);
    try {
      if (task) {
        await followUps.updateTask(
          task.customer_id,
          task.task_id,
          { text: text.trim(), due_at },
          { key: key.current, version: task.version },
        );
        host.toast(t("followUps.task.moved", { at: wall }));
      } else if (who) {
        await followUps.createTask(who.id, { text: text.trim(), due_at }, { key: key.current });
        host.toast(t("created"));
      }
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      key.current = newKey();
    } finally {
      setBusy(false);
      for (const first of kTaskRefresh) host.refresh(first);
    }
  };
  return (
    <Sheet
      open
      title={task ? `${t("followUps.task.later")} · ${task.customer_name}` : t("followUps.task.create")}
      onClose={onClose}
      onOk={() => void save()}
      okText={t("action.save")}
      okDisabled={text.trim() === "" || wall === "" || (!task && !who)}
      busy={busy}
    >
      <ProblemNote problem={problem} />
      {task ? null : (
        <Field label={t("followUps.field.customer")} htmlFor="hp-choose-customer">
          <CustomerChoice value={who} onChange={setWho} />
        </Field>
      )}
      <Field label={t("followUps.task.text")} htmlFor="hp-task-text">
        <Input
          id="hp-task-text"
          maxLength={kTextMost}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field label={t("followUps.task.due")} htmlFor="hp-task-due">
        <WallInput
          id="hp-task-due"
          minuteStep={15}
          allowClear={false}
          inputReadOnly
          needConfirm={false}
          only="future"
          value={wall}
          onChange={(at) => setWall(at ?? wall)}
        />
      </Field>
    </Sheet>
  );
}
