import { rewards } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Gift, StockMovement } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import type { BoundCommand } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { useTiers } from "@shared/ui/Lookup";
import { StaffName, StoreName } from "@shared/ui/Names";
import { Facts, ScrollX } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { ActiveStatus, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import { PictureEditor } from "./PictureEditor";
import { giftPrice, Period } from "./RewardValues";
import { useStock } from "./StockForm";

function Movements(props: { giftId: string }) {
  const { t } = useTranslation();
  const { giftId } = props;
  const list = useMore<StockMovement>(["rewards", "gift", giftId, "movements"], (query, signal) =>
    rewards.movements(giftId, query, signal),
  );
  return (
    <MoreList list={list} empty={t("rewards.stock.noMovements")}>
      {(items) => (
        <ScrollX label={t("rewards.stock.movements")}>
          <table className="hp-lines hp-entries">
            <thead>
              <tr>
                <th>{t("rewards.redemption.at")}</th>
                <th>{t("rewards.stock.kind")}</th>
                <th>{t("rewards.stock.place")}</th>
                <th className="hp-right">{t("rewards.stock.change")}</th>
                <th className="hp-right">{t("rewards.stock.balance")}</th>
                <th>{t("rewards.redemption.staff")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Time at={row.at} exact />
                  </td>
                  <td>
                    {t(`rewards.stock.kinds.${row.kind}`)}
                    {row.note ? <small className="hp-faint"> {row.note}</small> : null}
                  </td>
                  <td>
                    <StoreName id={row.store_id} none={t("rewards.gift.central")} />
                  </td>
                  <td className={`hp-right hp-num${row.change_quantity < 0 ? " hp-negative" : ""}`}>
                    {row.change_quantity > 0 ? "+" : row.change_quantity < 0 ? "−" : ""}
                    {Math.abs(row.change_quantity)}
                  </td>
                  <td className="hp-right hp-num">{row.balance_quantity}</td>
                  <td>
                    <StaffName id={row.staff_id} />
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

function Stock(props: { gift: Gift }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stock = useStock(props.gift.id);
  if (!stock) return null;
  if (stock.length === 0) return <p className="hp-faint">{t("rewards.gift.noStock")}</p>;
  return (
    <ul className="hp-stock">
      {stock.map((place) => (
        <li key={place.store_id ?? "central"}>
          <span>
            <StoreName id={place.store_id} none={t("rewards.gift.central")} />
          </span>
          <b className={`hp-num${place.quantity === 0 ? " hp-tone-bad" : ""}`}>
            {format.integer(place.quantity)}
          </b>
        </li>
      ))}
    </ul>
  );
}

export function GiftDrawer(props: {
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  commandsOf: (gift: Gift) => readonly BoundCommand[];
}) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const { id, onOpen, commandsOf } = props;
  const tiers = useTiers(can("programme.read"));
  const query = useQuery({
    queryKey: ["rewards", "gift", id],
    queryFn: ({ signal }) => rewards.gift(id ?? "", signal),
    enabled: id !== undefined,
  });
  const gift = query.data;
  return (
    <RecordDrawer
      id={id}
      list="gifts"
      width={640}
      title={gift?.name ?? t("rewards.gift.one")}
      onOpen={onOpen}
      loading={!gift}
      problem={query.error ? asProblem(query.error) : undefined}
      commands={gift ? commandsOf(gift) : []}
    >
      {gift ? (
        <div className="hp-reward-view">
          <PictureEditor gift={gift} />
          <Facts
            items={[
              [t("rewards.gift.points"), <b key="price">{giftPrice(t, format, gift)}</b>],
              [t("rewards.gift.status"), <ActiveStatus key="status" status={gift.status} />],
              [
                t("rewards.gift.tier"),
                gift.tier_id
                  ? (tiers.find((tier) => tier.id === gift.tier_id)?.name ?? gift.tier_id)
                  : t("rewards.gift.anyTier"),
              ],
              [
                t("rewards.gift.limit"),
                gift.limit_per_member > 0
                  ? t("rewards.gift.limitOf", { n: gift.limit_per_member })
                  : t("rewards.gift.noLimit"),
              ],
              [
                t("rewards.series.validity_column"),
                <Period key="valid" from={gift.valid_from} to={gift.valid_to} />,
              ],
              gift.about
                ? [
                    t("rewards.gift.about"),
                    <span key="about" className="hp-note">
                      {gift.about}
                    </span>,
                  ]
                : false,
            ]}
          />
          <h3>{t("rewards.gift.stock")}</h3>
          <Stock gift={gift} />
          <h3>{t("rewards.stock.movements")}</h3>
          <Movements giftId={gift.id} />
        </div>
      ) : null}
    </RecordDrawer>
  );
}
