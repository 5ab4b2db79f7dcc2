import { peopleImports } from "@shared/api/endpoints";
import { useTranslation } from "react-i18next";
import { BringPage, type Kind } from "../NewImportPage";

const kPeople: Kind = {
  uploadPath: peopleImports.uploadPath,
  query: {},
  page: "/customer-imports",
  queryKey: ["imports", "people"],
};

export default function NewPeopleImportPage() {
  const { t } = useTranslation();
  return (
    <BringPage
      kind={kPeople}
      title={t("peopleImports.create")}
      needs={[t("peopleImports.need.key"), t("peopleImports.need.name"), t("peopleImports.need.rest")]}
    />
  );
}
