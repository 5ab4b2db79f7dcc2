import { EmptyState } from "@shared/ui/EmptyState";
import { Mark } from "@shared/ui/Mark";
import { ChevronRight, Store } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TillStore } from "./useStores";

export function StorePicker(props: { stores: readonly TillStore[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const { stores, onChoose } = props;
  if (stores.length === 0)
    return <EmptyState kind="notAllowed" title={t("till.noStore")} text={t("till.noStoreText")} />;
  return (
    <section className="hp-till-stores">
      <Mark size={40} />
      <h1>{t("till.chooseStore")}</h1>
      <p>{t("till.chooseStoreText")}</p>
      <ul>
        {stores.map((store) => (
          <li key={store.id}>
            <button type="button" onClick={() => onChoose(store.id)}>
              <Store size={18} aria-hidden="true" />
              <span>
                {store.name}
                {store.address ? <small>{store.address}</small> : null}
              </span>
              <ChevronRight size={17} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
