import { wallet } from "@shared/api/endpoints";
import type { LedgerDigest } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Time } from "@shared/ui/Values";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const rowId = (row: LedgerDigest) => row.closed_on;

/** One hash a day over all chains of postings: kept elsewhere it proves later that nothing was changed. */
export default function DigestsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useMemo<ListColumn<LedgerDigest>[]>(
    () => [
      {
        key: "day",
        title: t("wallet.digests.day"),
        fixed: true,
        phone: "title",
        render: (row) => <span className="hp-num">{row.closed_on}</span>,
      },
      {
        key: "customers",
        title: t("wallet.digests.customers"),
        align: "right",
        phone: "side",
        render: (row) => <span className="hp-num">{format.integer(row.customers)}</span>,
      },
      {
        key: "hash",
        title: t("wallet.digests.hash"),
        phone: "line",
        render: (row) => <code className="hp-digest">{row.hash}</code>,
      },
      {
        key: "at",
        title: t("wallet.digests.cutAt"),
        phone: "none",
        render: (row) => <Time at={row.cut_at} exact />,
      },
    ],
    [t, format],
  );
  return (
    <ListPage<LedgerDigest>
      id="ledger_digests"
      title={t("wallet.digests.title")}
      sub={t("wallet.digests.sub")}
      queryKey="digests"
      load={wallet.digests}
      filters={[]}
      columns={columns}
      rowId={rowId}
      empty={{ title: t("wallet.digests.emptyTitle"), text: t("wallet.digests.emptyText") }}
    />
  );
}
