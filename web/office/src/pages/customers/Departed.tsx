import type { Problem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** In place of a record that can't be shown: of somebody in the recycle bin it says so, with the way there. */
export function Departed(props: { problem: Problem; retry: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const { problem, retry } = props;
  const isInBin = problem.reason === "customers.in_recycle_bin";
  if (!isInBin && problem.reason !== "customers.erased")
    return <ProblemState problem={problem} retry={retry} />;
  return (
    <EmptyState kind="missing" page title={reasonText(t, problem)} text={t("recycleBin.departedText")}>
      {isInBin && can("customers.delete") ? <Link to="/recycle_bin">{t("recycleBin.open")}</Link> : null}
    </EmptyState>
  );
}
