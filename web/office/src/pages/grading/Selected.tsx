import { grading, type Selection } from "@shared/api/grading";
import { pool } from "@shared/api/pool";
import { Sheet } from "@shared/ui/Sheet";
import { Status } from "@shared/ui/Values";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import "../pool/pool.css";

/** Who was picked, and who of them has been given to somebody. */
export function Selected(props: { selection: Selection; onClose: () => void }) {
  const { t } = useTranslation();
  const { selection, onClose } = props;
  const list = useMore(["selections", "customers", selection.id], (query, signal) =>
    grading.selected(selection.id, query, signal),
  );
  const details = useQueries({
    queries: list.items.map((one) => ({
      queryKey: ["pool", "customer", one.customer_id],
      queryFn: ({ signal }: { signal: AbortSignal }) => pool.customer(one.customer_id, signal),
      staleTime: 60_000,
    })),
  });
  return (
    <Sheet
      open
      title={`${selection.name} · ${t("grading.sel.size", { n: selection.size })}`}
      onClose={onClose}
      width={560}
    >
      <MoreList list={list} empty={t("empty.nothingTitle")}>
        {(items) => (
          <ul className="hp-selected">
            {items.map((one, i) => {
              const known = details[i]?.data;
              return (
                <li key={one.customer_id}>
                  <Link to={`/customers/${one.customer_id}`}>{known?.name ?? one.customer_id}</Link>
                  <span className="hp-faint">{known?.owner_name ?? known?.source ?? ""}</span>
                  <Status tone={one.is_done ? "good" : "muted"}>
                    {known ? t(`pool.state.${known.state}`) : one.is_done ? t("action.done") : "—"}
                  </Status>
                </li>
              );
            })}
          </ul>
        )}
      </MoreList>
    </Sheet>
  );
}
