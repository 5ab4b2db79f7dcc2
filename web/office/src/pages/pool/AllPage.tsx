import { useTranslation } from "react-i18next";
import { useAllColumns, useAllFilters } from "./columns";
import { TrackedList } from "./TrackedList";

export default function AllPage() {
  const { t } = useTranslation();
  return (
    <TrackedList
      whose="all"
      title={t("pool.all")}
      sub={t("pool.allSub")}
      filters={useAllFilters()}
      columns={useAllColumns()}
    />
  );
}
