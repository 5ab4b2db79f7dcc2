import { wallet as api } from "@shared/api/endpoints";
import type { CustomerExpiry } from "@shared/api/types";
import { addDays } from "@shared/format/time";
import { useFormat } from "@shared/ui/FormatProvider";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName } from "@shared/ui/Names";
import { Points, Time } from "@shared/ui/Values";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";

const kAheadDays = 30;

const rowId = (row: CustomerExpiry) => `${row.customer_id}.${row.lot_id}`;

/** Whose points are about to expire, so that somebody can tell them. */
export default function ExpiriesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useMemo<ListColumn<CustomerExpiry>[]>(
    () => [
      {
        key: "customer",
        title: t("wallet.expiries.customer"),
        fixed: true,
        phone: "title",
        render: (row) => <CustomerName id={row.customer_id} name={row.customer_name} />,
      },
      {
        key: "points",
        title: t("wallet.expiries.points"),
        align: "right",
        phone: "side",
        render: (row) => <Points value={row.points} strong />,
      },
      {
        key: "expires",
        title: t("wallet.expiries.expiresAt"),
        render: (row) => <Time at={row.expires_at} exact />,
      },
    ],
    [t],
  );
  const toParams = useCallback(
    (filters: Record<string, string>) => ({
      until: format.startOfDay(addDays(filters.until ?? addDays(format.today(), kAheadDays), 1)),
    }),
    [format],
  );
  return (
    <ListPage<CustomerExpiry>
      id="expiries"
      title={t("wallet.expiries.title")}
      sub={t("wallet.expiries.in", { n: kAheadDays })}
      queryKey="expiries"
      load={api.expiries}
      filters={[{ name: "until", kind: "day", label: t("wallet.expiries.until") }]}
      toParams={toParams}
      columns={columns}
      rowId={rowId}
      empty={{ title: t("wallet.expiries.emptyTitle"), text: t("wallet.expiries.emptyText") }}
    />
  );
}
