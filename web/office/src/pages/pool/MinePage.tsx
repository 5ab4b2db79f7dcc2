import { useTranslation } from "react-i18next";
import { useMineColumns, useMineFilters } from "./columns";
import { Presence } from "./Limits";
import { TrackedList } from "./TrackedList";
import { ViewSwitch } from "./ViewSwitch";

export default function MinePage() {
  const { t } = useTranslation();
  return (
    <TrackedList
      whose="mine"
      title={t("pool.mine")}
      sub={t("pool.mineSub")}
      extra={
        <>
          <Presence />
          <ViewSwitch value="list" />
        </>
      }
      filters={useMineFilters()}
      columns={useMineColumns()}
    />
  );
}
