import { useTranslation } from "react-i18next";
import { BringPage } from "../BringPage";
import { kSales } from "./kind";

const kNeeds = ["order", "date", "customer", "product", "profit"] as const;

export default function NewImportPage() {
  const { t } = useTranslation();
  return (
    <BringPage
      kind={kSales}
      title={t("imports.create")}
      needs={kNeeds.map((one) => t(`imports.upload.need.${one}`))}
    />
  );
}
