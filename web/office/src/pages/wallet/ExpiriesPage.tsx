import { wallet as api } from "@shared/api/endpoints";
import type { CustomerExpiry } from "@shared/api/types";
import { addDays } from "@shared/format/time";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits, useStaff } from "@shared/ui/Lookup";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName, StaffName } from "@shared/ui/Names";
import { Points, Status, Time } from "@shared/ui/Values";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";

const kAheadDays = 30;

const rowId = (row: CustomerExpiry) => `${row.customer_id}.${row.lot_id}`;

/** Whether somebody is on it, so that nobody calls twice. */
function Told(props: { row: CustomerExpiry }) {
  const { t } = useTranslation();
  const { reminder } = props.row;
  if (reminder === "done") return <Status tone="good">{t("wallet.expiries.done")}</Status>;
  if (reminder === "open") return <Status tone="accent">{t("wallet.expiries.open")}</Status>;
  return <span className="hp-faint">{t("wallet.expiries.nobody")}</span>;
}

/** Whose points are about to expire, so that somebody can tell them. */
export default function ExpiriesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  const filters = useMemo<ListFilter[]>(
    () => [
      { name: "until", kind: "day", label: t("wallet.expiries.until") },
      {
        name: "store_id",
        kind: "select",
        label: t("customers.filter.store"),
        options: units
          .filter((unit) => unit.kind === "store" || unit.kind === "franchisee")
          .map((unit) => ({ value: unit.id, label: unit.name })),
      },
      ...(staff.length > 0
        ? [
            {
              name: "owner_staff_id",
              kind: "select" as const,
              label: t("customers.field.owner_staff_id"),
              options: staff.map((person) => ({ value: person.id, label: person.name, search: person.name })),
            },
          ]
        : []),
    ],
    [t, units, staff],
  );
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
      {
        key: "owner",
        title: t("customers.field.owner_staff_id"),
        render: (row) => <StaffName id={row.owner_staff_id} />,
      },
      {
        key: "reminder",
        title: t("wallet.expiries.told"),
        render: (row) => <Told row={row} />,
      },
    ],
    [t],
  );
  const toParams = useCallback(
    ({ until, ...others }: Record<string, string>) => ({
      ...others,
      until: format.startOfDay(addDays(until ?? addDays(format.today(), kAheadDays), 1)),
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
      filters={filters}
      toParams={toParams}
      columns={columns}
      rowId={rowId}
      empty={{ title: t("wallet.expiries.emptyTitle"), text: t("wallet.expiries.emptyText") }}
    />
  );
}
