import { customers } from "@shared/api/endpoints";
import type { PointsEntry } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ScrollX } from "@shared/ui/Page";
import { Points, Time } from "@shared/ui/Values";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entryWord } from "../wallet/entryWord";
import { PostingDrawer } from "../wallet/PostingDrawer";
import { MoreList } from "./MoreList";
import { useMore } from "./useMore";

export function Entries(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const margin = useCan()("finance.margin.read");
  const [open, setOpen] = useState<PointsEntry>();
  const list = useMore<PointsEntry>(["customer", customerId, "entries"], (query, signal) =>
    customers.entries(customerId, query, signal),
  );
  return (
    <>
      <MoreList list={list} empty={t("customers.record.noEntries")}>
        {(items) => (
          <ScrollX label={t("customers.record.entries")}>
            <table className="hp-lines hp-entries">
              <thead>
                <tr>
                  <th>{t("points.entry.at")}</th>
                  <th>{t("points.entry.kind")}</th>
                  <th className="hp-right">{t("wallet.entries.wallet")}</th>
                  {margin ? (
                    <>
                      <th className="hp-right">{t("wallet.entries.combined")}</th>
                      <th className="hp-right">{t("points.entry.balance")}</th>
                    </>
                  ) : null}
                  <th className="hp-right">{t("wallet.entries.consumption")}</th>
                  {margin ? <th className="hp-right">{t("wallet.entries.profit")}</th> : null}
                </tr>
              </thead>
              <tbody>
                {items.map((entry) => (
                  <tr key={entry.id}>
                    <td>
                      <Time at={entry.at} exact />
                    </td>
                    <td>
                      <button type="button" className="hp-link-button" onClick={() => setOpen(entry)}>
                        {entryWord(t, entry)}
                      </button>
                    </td>
                    <td className="hp-right">
                      <Points value={entry.wallet_points} signed strong />
                    </td>
                    {margin ? (
                      <>
                        <td className="hp-right">
                          <Points value={entry.combined_points} signed strong />
                        </td>
                        <td className="hp-right">
                          <Points value={entry.combined_balance_points} />
                        </td>
                      </>
                    ) : null}
                    <td className="hp-right">
                      <Points value={entry.consumption_points} signed />
                    </td>
                    {margin ? (
                      <td className="hp-right">
                        <Points value={entry.profit_points} signed />
                      </td>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        )}
      </MoreList>
      <PostingDrawer customerId={customerId} entry={open} onClose={() => setOpen(undefined)} />
    </>
  );
}
