import { useNewFlag } from "@app/useNewFlag";
import { rewards } from "@shared/api/endpoints";
import type { Gift } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { useTiers } from "@shared/ui/Lookup";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { ActiveStatus, Blank } from "@shared/ui/Values";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { disableGift, editGift, enableGift, moveStock, newGift } from "./commands";
import { GiftDrawer } from "./GiftDrawer";
import { GiftForm } from "./GiftForm";
import { GiftPicture } from "./GiftPicture";
import { giftPrice, Period } from "./RewardValues";
import { StockForm } from "./StockForm";
import "./rewards.css";

function useColumns(): ListColumn<Gift>[] {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const tiers = useTiers(can("programme.read"));
  return useMemo(
    () => [
      {
        key: "name",
        title: t("rewards.gift.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-gift-option">
            <GiftPicture gift={row} size={32} />
            <strong className="hp-cell-main">{row.name}</strong>
          </span>
        ),
      },
      {
        key: "price",
        title: t("rewards.gift.points"),
        align: "right",
        phone: "side",
        render: (row) => <span className="hp-num">{giftPrice(t, format, row)}</span>,
      },
      {
        key: "keeping",
        title: t("rewards.gift.stockKeeping"),
        phone: "none",
        render: (row) => t(`rewards.gift.keeping.${row.stock_keeping}`),
      },
      {
        key: "tier",
        title: t("rewards.gift.tier"),
        render: (row) =>
          row.tier_id
            ? (tiers.find((tier) => tier.id === row.tier_id)?.name ?? <Blank />)
            : t("rewards.gift.anyTier"),
      },
      {
        key: "limit",
        title: t("rewards.gift.limit"),
        phone: "none",
        render: (row) =>
          row.limit_per_member > 0
            ? t("rewards.gift.limitOf", { n: row.limit_per_member })
            : t("rewards.gift.noLimit"),
      },
      {
        key: "valid",
        title: t("rewards.series.validity_column"),
        phone: "none",
        render: (row) => <Period from={row.valid_from} to={row.valid_to} />,
      },
      {
        key: "status",
        title: t("rewards.gift.status"),
        render: (row) => <ActiveStatus status={row.status} />,
      },
    ],
    [t, format, tiers],
  );
}

const rowId = (row: Gift) => row.id;

export default function GiftsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const { creating, stop } = useNewFlag();
  const [editing, setEditing] = useState<string>();
  const [moving, setMoving] = useState<Gift>();
  const commandsOf = useCallback(
    (row: Gift) => [
      bind(
        moveStock(() => setMoving(row)),
        row,
      ),
      bind(
        editGift(() => setEditing(row.id)),
        row,
      ),
      bind(disableGift, row),
      bind(enableGift, row),
    ],
    [],
  );
  return (
    <ListPage<Gift>
      id="gifts"
      title={t("rewards.gift.title")}
      queryKey="rewards"
      load={rewards.gifts}
      filters={[
        {
          name: "status",
          kind: "select",
          label: t("rewards.gift.status"),
          options: [
            { value: "active", label: t("status.active") },
            { value: "disabled", label: t("status.disabled") },
          ],
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row, list) => list.setOpen(row.id)}
      commands={[bind({ ...newGift, keys: "n" }, undefined)]}
      rowCommands={commandsOf}
      empty={{ title: t("rewards.gift.emptyTitle"), text: t("rewards.gift.emptyText") }}
    >
      {(list) => (
        <>
          <GiftDrawer id={list.state.open} onOpen={list.setOpen} commandsOf={commandsOf} />
          <GiftForm
            open={creating || editing !== undefined}
            id={editing}
            onClose={() => {
              setEditing(undefined);
              if (creating) stop();
            }}
          />
          <StockForm gift={moving} onClose={() => setMoving(undefined)} />
        </>
      )}
    </ListPage>
  );
}
