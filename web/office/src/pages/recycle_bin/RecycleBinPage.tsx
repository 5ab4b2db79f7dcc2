import { useMe } from "@app/session/session";
import { type BinItem, recycleBin } from "@shared/api/recycleBin";
import { bind, type Command } from "@shared/ui/command/command";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Avatar, Blank, Phone, Time } from "@shared/ui/Values";
import { App } from "antd";
import { ArchiveRestore, Eraser } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { daysLeft } from "./daysLeft";
import { EraseDialog } from "./EraseDialog";

const kRefresh = ["recycleBin", "customers", "customer", "home"];
const rowId = (row: BinItem) => row.customer_id;

const restore: Command<BinItem> = {
  id: "recycleBin.restore",
  label: (t) => t("recycleBin.restore"),
  icon: ArchiveRestore,
  permission: "customers.delete",
  keys: "r",
  run: (row, key) => recycleBin.restore(row.customer_id, { key }),
  done: (t, { name }) => t("recycleBin.restored", { name }),
  refresh: kRefresh,
};

function eraseForGood(open: () => void): Command<BinItem> {
  return {
    id: "recycleBin.erase",
    label: (t) => t("recycleBin.erase"),
    icon: Eraser,
    permission: "privacy.erase",
    danger: true,
    run: open,
  };
}

function DaysLeft(props: { from: string | undefined }) {
  const { t } = useTranslation();
  const days = daysLeft(props.from, Date.now());
  if (days === undefined) return <Blank />;
  return (
    <span className="hp-num">{days > 0 ? t("recycleBin.days", { n: days }) : t("recycleBin.today")}</span>
  );
}

function useColumns(): ListColumn<BinItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("customers.column.name"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <Avatar name={row.name} />
            <strong>{row.name}</strong>
          </span>
        ),
      },
      {
        key: "daysLeft",
        title: t("recycleBin.daysLeft"),
        phone: "side",
        render: (row) => <DaysLeft from={row.erased_from} />,
      },
      { key: "phone", title: t("customers.column.phone"), render: (row) => <Phone text={row.phone} /> },
      { key: "reason", title: t("recycleBin.reason"), phone: "line", render: (row) => row.reason },
      {
        key: "deletedAt",
        title: t("recycleBin.deletedAt"),
        render: (row) => <Time at={row.deleted_at} exact />,
      },
      {
        key: "deletedBy",
        title: t("recycleBin.deletedBy"),
        render: (row) => (row.deleted_by_id ? row.deleted_by_name : t("system")),
      },
      {
        key: "store",
        title: t("customers.column.store"),
        initiallyHidden: true,
        render: (row) => row.store_name,
      },
      {
        key: "hadOwner",
        title: t("recycleBin.hadOwner"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => row.had_owner_name ?? <Blank />,
      },
    ],
    [t],
  );
}

/** Several come back at once; whoever can't is said. */
function useRestoreMany() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (rows: readonly BinItem[], clear: () => void): Command => ({
    id: "recycleBin.restoreMany",
    label: (t) => t("recycleBin.restore"),
    icon: ArchiveRestore,
    permission: "customers.delete",
    run: async (_nothing, key) => {
      const answer = await recycleBin.restoreMany(rows.map(rowId), { key });
      const refused = answer.items.filter((item) => !item.is_restored).length;
      if (refused < rows.length)
        void message.success(t("recycleBin.restoredMany", { n: rows.length - refused }));
      if (refused > 0) void message.warning(t("recycleBin.someStay", { n: refused }), 6);
      clear();
    },
    refresh: kRefresh,
  });
}

export default function RecycleBinPage() {
  const { t } = useTranslation();
  const { staff } = useMe();
  const columns = useColumns();
  const restoreMany = useRestoreMany();
  const [erasing, setErasing] = useState<BinItem>();
  const filters = useMemo<ListFilter[]>(
    () => [{ name: "q", kind: "text", label: t("recycleBin.search") }],
    [t],
  );
  return (
    <ListPage<BinItem>
      id="recycleBin"
      viewer={staff.id}
      title={t("nav.recycleBin")}
      sub={t("recycleBin.text")}
      queryKey="recycleBin"
      load={recycleBin.list}
      filters={filters}
      columns={columns}
      rowId={rowId}
      rowCommands={(row) => [
        bind(restore, row),
        bind(
          eraseForGood(() => setErasing(row)),
          row,
        ),
      ]}
      batch={(rows, clear) => [bind(restoreMany(rows, clear), undefined)]}
      empty={{ title: t("recycleBin.emptyTitle"), text: t("recycleBin.emptyText") }}
    >
      {() => <EraseDialog row={erasing} onClose={() => setErasing(undefined)} />}
    </ListPage>
  );
}
