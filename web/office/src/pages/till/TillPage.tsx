import { asProblem } from "@shared/api/problem";
import { ProblemState } from "@shared/ui/EmptyState";
import { useTitle } from "@shared/ui/useTitle";
import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import { Desk } from "./Desk";
import { useReopening } from "./offline/useReopening";
import { StorePicker } from "./StorePicker";
import { useStores } from "./useStores";
import "./till.css";
import "./held.css";

export default function TillPage() {
  const { t } = useTranslation();
  useTitle(t("till.title"));
  useReopening();
  const { store, stores, waiting, problem, retry, choose } = useStores();
  if (waiting) {
    return (
      <div className="hp-waiting">
        <Spin size="large" />
      </div>
    );
  }
  if (problem) return <ProblemState problem={asProblem(problem)} retry={retry} />;
  if (!store) return <StorePicker stores={stores} onChoose={choose} />;
  return <Desk store={store} stores={stores} onStore={choose} />;
}
