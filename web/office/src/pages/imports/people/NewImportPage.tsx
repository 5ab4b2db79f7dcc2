import { useTranslation } from "react-i18next";
import { BringPage } from "../BringPage";
import { kPeople } from "./kind";

const kNeeds = ["key", "name", "rest"] as const;

export default function NewImportPage() {
  const { t } = useTranslation();
  return (
    <BringPage
      kind={kPeople}
      title={t("peopleImports.create")}
      needs={kNeeds.map((one) => t(`peopleImports.need.${one}`))}
    />
  );
}
