import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { reasonText } from "../text/reason";

/** A refusal within a dialog: our sentence, and the server's own with its numbers. */
export function ProblemNote(props: { problem: Problem | undefined }) {
  const { t } = useTranslation();
  const { problem } = props;
  if (!problem) return null;
  const text = reasonText(t, problem);
  return (
    <Alert
      type="error"
      showIcon
      title={text}
      description={problem.detail && problem.detail !== text ? problem.detail : undefined}
    />
  );
}
