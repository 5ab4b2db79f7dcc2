import { wallet } from "@shared/api/endpoints";
import type { Lot } from "@shared/api/types";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { ScrollX } from "@shared/ui/Page";
import { Points, Status, Time, type Tone } from "@shared/ui/Values";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import "./wallet.css";

type Standing = Lot["state"] | "spent";

const kTones: Record<Standing, Tone> = {
  pending: "warn",
  active: "good",
  spent: "muted",
  expired: "muted",
  debt: "bad",
};

/** An active lot of which nothing is left is spent. */
function standingOf(lot: Lot): Standing {
  return lot.state === "active" && lot.left_points === 0 && !lot.reserved_points ? "spent" : lot.state;
}

export function activateLot(customerId: string): Command<Lot> {
  return {
    id: "wallet.lot.activate",
    label: (t) => t("wallet.lot.activate"),
    icon: CircleCheck,
    permission: "points.adjust",
    when: (lot) => lot.state === "pending" && !lot.activates_at,
    run: (lot, key) => wallet.activateLot(customerId, lot.id, { key }),
    done: (t) => t("wallet.lot.activated"),
    refresh: ["customer"],
  };
}

/** Which grants the spendable points are made of: the oldest expiry is drawn first. */
export default function LotsTab(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const list = useMore<Lot>(["customer", customerId, "lots"], (query, signal) =>
    wallet.lots(customerId, query, signal),
  );
  return (
    <MoreList list={list} empty={t("wallet.noLots")}>
      {(items) => (
        <ScrollX label={t("wallet.lots")}>
          <table className="hp-lines hp-entries">
            <thead>
              <tr>
                <th>{t("wallet.lot.grantedAt")}</th>
                <th className="hp-right">{t("wallet.lot.granted")}</th>
                <th className="hp-right">{t("wallet.lot.left")}</th>
                <th>{t("wallet.lot.activatesAt")}</th>
                <th>{t("wallet.lot.expiresAt")}</th>
                <th>{t("field.status")}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {items.map((lot) => (
                <tr key={lot.id}>
                  <td>
                    <Time at={lot.granted_at} exact />
                  </td>
                  <td className="hp-right">
                    <Points value={lot.granted_points} />
                  </td>
                  <td className="hp-right">
                    <Points value={lot.left_points} strong />
                  </td>
                  <td>
                    {lot.state === "pending" && !lot.activates_at ? (
                      t("wallet.lot.onEvent")
                    ) : (
                      <Time at={lot.activates_at} exact />
                    )}
                  </td>
                  <td>
                    {lot.expires_at ? (
                      <Time at={lot.expires_at} exact />
                    ) : lot.idle_months ? (
                      t("wallet.lot.idle", { n: lot.idle_months })
                    ) : (
                      t("wallet.lot.never")
                    )}
                  </td>
                  <td>
                    <Status tone={kTones[standingOf(lot)]}>{t(`wallet.lot.state.${standingOf(lot)}`)}</Status>
                  </td>
                  <td className="hp-right">
                    <CommandMenu commands={[bind(activateLot(customerId), lot)]} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </MoreList>
  );
}
