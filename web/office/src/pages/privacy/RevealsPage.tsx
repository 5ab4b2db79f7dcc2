import { useMe } from "@app/session/session";
import { type PhoneReveal, privacy } from "@shared/api/privacy";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useStaff } from "@shared/ui/Lookup";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName } from "@shared/ui/Names";
import { Blank, Time } from "@shared/ui/Values";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const rowId = (row: PhoneReveal) => row.id;

/** Who had whose phone shown, when and what for. */
export default function RevealsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { staff: me } = useMe();
  const staff = useStaff(can("identity.staff.read"));
  const columns = useMemo<ListColumn<PhoneReveal>[]>(
    () => [
      { key: "at", title: t("privacy.reveals.at"), fixed: true, render: (row) => <Time at={row.at} exact /> },
      { key: "staff", title: t("privacy.reveals.staff"), phone: "title", render: (row) => row.staff_name },
      {
        key: "customer",
        title: t("privacy.reveals.customer"),
        render: (row) => <CustomerName id={row.customer_id} />,
      },
      {
        key: "reason",
        title: t("privacy.reveal.reason"),
        phone: "side",
        render: (row) => t(`privacy.revealReason.${row.reason}`),
      },
      { key: "note", title: t("privacy.reveal.note"), phone: "line", render: (row) => row.note ?? <Blank /> },
    ],
    [t],
  );
  const filters = useMemo<ListFilter[]>(
    () => [
      {
        name: "staff_id",
        kind: "select",
        label: t("privacy.reveals.staff"),
        options: staff.map((person) => ({ value: person.id, label: person.name })),
      },
    ],
    [t, staff],
  );
  return (
    <ListPage<PhoneReveal>
      id="reveals"
      viewer={me.id}
      title={t("nav.reveals")}
      sub={t("privacy.reveals.text")}
      queryKey="reveals"
      load={privacy.reveals}
      filters={filters}
      columns={columns}
      rowId={rowId}
      empty={{ title: t("privacy.reveals.emptyTitle"), text: t("privacy.reveals.emptyText") }}
    />
  );
}
