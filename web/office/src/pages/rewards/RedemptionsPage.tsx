import { rewards } from "@shared/api/endpoints";
import type { Redemption } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { isStore, useOrgUnits } from "@shared/ui/Lookup";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName, StaffName, StoreName } from "@shared/ui/Names";
import { Blank, Money, Points, Status, Time } from "@shared/ui/Values";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { redeemGift } from "./commands";
import { RedeemForm } from "./RedeemForm";
import { cancelRedemption } from "./voucherCommands";
import "./rewards.css";

function useColumns(): ListColumn<Redemption>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "at",
        title: t("rewards.redemption.at"),
        sort: "redeemed_at",
        fixed: true,
        render: (row) => <Time at={row.redeemed_at} exact />,
      },
      {
        key: "customer",
        title: t("rewards.redemption.customer"),
        phone: "title",
        render: (row) =>
          row.customer_id.startsWith("-") ? (
            t("rewards.voucher.bearer")
          ) : (
            <CustomerName id={row.customer_id} />
          ),
      },
      {
        key: "gift",
        title: t("rewards.redemption.gift"),
        render: (row) => (
          <>
            {row.gift_name} <span className="hp-faint hp-num">×{row.quantity}</span>
          </>
        ),
      },
      {
        key: "points",
        title: t("rewards.redemption.points"),
        align: "right",
        phone: "side",
        render: (row) => (row.spent_points > 0 ? <Points value={-row.spent_points} /> : <Blank />),
      },
      {
        key: "price",
        title: t("rewards.redemption.price"),
        initiallyHidden: true,
        align: "right",
        phone: "none",
        render: (row) => (row.price_minor > 0 ? <Money minor={row.price_minor} /> : <Blank />),
      },
      {
        key: "store",
        title: t("rewards.redemption.store"),
        render: (row) => <StoreName id={row.store_id} />,
      },
      {
        key: "staff",
        title: t("rewards.redemption.staff"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <StaffName id={row.staff_id} />,
      },
      {
        key: "state",
        title: t("field.status"),
        render: (row) => (
          <Status tone={row.state === "done" ? "good" : "muted"}>
            {row.source_kind === "sale" && row.state === "done"
              ? t("rewards.redemption.inSale")
              : t(`rewards.redemption.state.${row.state}`)}
          </Status>
        ),
      },
    ],
    [t],
  );
}

const rowId = (row: Redemption) => `${row.customer_id}.${row.id}`;

export default function RedemptionsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const units = useOrgUnits().filter(isStore);
  const [redeeming, setRedeeming] = useState(false);
  const [cancelling, setCancelling] = useState<Redemption>();
  const create = useMemo(() => ({ ...redeemGift(() => setRedeeming(true)), keys: "n" }), []);
  const rowCommands = useCallback(
    (row: Redemption) => [
      bind(
        cancelRedemption(() => setCancelling(row)),
        row,
      ),
    ],
    [],
  );
  return (
    <ListPage<Redemption>
      id="redemptions"
      title={t("rewards.redemption.title")}
      queryKey="rewards"
      load={rewards.redemptions}
      filters={[
        {
          name: "store_id",
          kind: "select",
          label: t("rewards.redemption.store"),
          options: units.map((unit) => ({ value: unit.id, label: unit.name })),
        },
        {
          name: "state",
          kind: "select",
          label: t("field.status"),
          options: (["done", "cancelled"] as const).map((value) => ({
            value,
            label: t(`rewards.redemption.state.${value}`),
          })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      commands={[bind(create, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("rewards.redemption.emptyTitle"), text: t("rewards.redemption.emptyText") }}
    >
      {() => (
        <>
          <RedeemForm open={redeeming} onClose={() => setRedeeming(false)} />
          <ReasonModal
            open={cancelling !== undefined}
            title={t("rewards.redemption.cancelTitle")}
            text={t("rewards.redemption.cancelText", { name: cancelling?.gift_name ?? "" })}
            label={t("rewards.redemption.cancelReason")}
            ok={t("rewards.redemption.cancel")}
            done={t("rewards.redemption.cancelled")}
            refresh={["rewards", "customer"]}
            run={(reason, key) =>
              rewards.cancelRedemption(cancelling?.customer_id ?? "", cancelling?.id ?? "", reason, { key })
            }
            onClose={() => setCancelling(undefined)}
          />
        </>
      )}
    </ListPage>
  );
}
