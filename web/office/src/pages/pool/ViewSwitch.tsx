import { Segmented } from "antd";
import { Columns3, List } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

/** The same customers as a list or by stage. */
export function ViewSwitch(props: { value: "list" | "stages" }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Segmented
      aria-label={t("pool.view")}
      value={props.value}
      onChange={(value) => void navigate(value === "list" ? "/pool/mine" : "/pool/stages")}
      options={[
        { value: "list", label: t("pool.viewList"), icon: <List size={15} /> },
        { value: "stages", label: t("pool.viewStages"), icon: <Columns3 size={15} /> },
      ]}
    />
  );
}
