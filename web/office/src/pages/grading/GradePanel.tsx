import { type Grade, grading } from "@shared/api/grading";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { GradeTag } from "../pool/Cells";
import { kGrades } from "../pool/choices";
import { kPoolRefresh } from "../pool/commands";
import { useWork } from "../pool/dialogs/useWork";
import "../pool/pool.css";
import "./grading.css";

const kReasonMost = 200;
const kByRule = "rule";

function GradeSheet(props: { grade: Grade; onClose: () => void }) {
  const { t } = useTranslation();
  const { grade, onClose } = props;
  const [chosen, setChosen] = useState<string>(grade.grade ?? "B");
  const [reason, setReason] = useState("");
  const work = useWork([...kPoolRefresh, "grading"]);
  const send = async () => {
    const answer = await work.run([chosen, reason], (key) =>
      grading.setGrade(
        grade.customer_id,
        { ...(chosen === kByRule ? {} : { grade: chosen }), reason: reason.trim() },
        { key },
      ),
    );
    if (answer) onClose();
  };
  return (
    <Sheet
      open
      title={t("grading.panel.set")}
      onClose={onClose}
      onOk={() => void send()}
      okText={t("action.save")}
      okDisabled={reason.trim() === ""}
      busy={work.busy}
    >
      <ProblemNote problem={work.problem} />
      <Field label={t("grading.panel.grade")}>
        <Chips
          label={t("grading.panel.grade")}
          value={chosen}
          options={[
            ...kGrades.map((one) => ({ value: one as string, label: one })),
            ...(grade.given_by === "hand" ? [{ value: kByRule, label: t("grading.panel.byRule") }] : []),
          ]}
          onChange={setChosen}
        />
      </Field>
      <Field label={t("grading.panel.reason")} htmlFor="hp-grade-reason">
        <Input
          id="hp-grade-reason"
          maxLength={kReasonMost}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}

/** On the customer's page: the grade and how it came about. */
export default function GradePanel(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const grade = useQuery({
    queryKey: ["grading", "of", props.customerId],
    queryFn: ({ signal }) => grading.grade(props.customerId, signal),
    retry: false,
  }).data;
  if (!grade) return null;
  return (
    <Panel
      title={t("grading.panel.title")}
      extra={
        can("grading.write") ? (
          <Button
            type="text"
            size="small"
            icon={<Pencil size={14} />}
            aria-label={t("grading.panel.set")}
            onClick={() => setEditing(true)}
          />
        ) : null
      }
    >
      <p className="hp-grade-head">
        <GradeTag grade={grade.grade} />
        <span className="hp-faint">
          {grade.grade ? t(`grading.panel.by.${grade.given_by}`) : t("grading.panel.none")}
          {grade.score_hundredths === undefined || grade.score_hundredths === null
            ? null
            : ` · ${t("grading.panel.score", { n: Math.round(grade.score_hundredths / 100) })}`}
        </span>
      </p>
      {grade.reason ? <p className="hp-faint">{grade.reason}</p> : null}
      <ul className="hp-grade-parts">
        {grade.parts.map((part) => (
          <li key={part.kind}>
            <span>{t(`grading.kind.${part.kind}`)}</span>
            <span className="hp-faint">{part.value || t("grading.panel.other")}</span>
            <span className="hp-num">
              {part.score} × {format.percent(part.weight_ppm)}
            </span>
          </li>
        ))}
      </ul>
      {editing ? <GradeSheet grade={grade} onClose={() => setEditing(false)} /> : null}
    </Panel>
  );
}
