import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { ListPage } from "@shared/ui/list/ListPage";
import { Hand, UserCheck } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { PublicCard } from "./Cards";
import { usePublicColumns, usePublicFilters } from "./columns";
import { assignOne, claim, kPoolRefresh } from "./commands";
import { useAsk } from "./dialogs/useAsk";
import { Limits } from "./Limits";
import { PoolDrawer } from "./PoolRecord";
import { rowId } from "./rows";
import "./pool.css";

const toParams = (filters: Record<string, string>) => ({ ...filters, state: "public" });

/** The customers nobody looks after. */
export default function PoolPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = usePublicFilters();
  const columns = usePublicColumns();
  const { ask, show, dialogs } = useAsk();
  const rowCommands = useCallback(
    (row: PoolCustomer) => [bind(claim, row), bind(assignOne(ask), row)],
    [ask],
  );
  const batch = useCallback(
    (rows: readonly PoolCustomer[], clear: () => void) => {
      const ids = rows.map(rowId);
      const claimMany: Command = {
        id: "pool.claimMany",
        label: (text) => text("pool.claimMany", { n: rows.length }),
        icon: Hand,
        permission: "pool.claim",
        run: async (_, key) => {
          const answer = await pool.claimMany(ids, { key });
          clear();
          show({ items: answer.items, customers: rows });
        },
        refresh: kPoolRefresh,
      };
      const assignMany: Command = {
        id: "pool.assignMany",
        label: (text) => text("pool.assignMany", { n: rows.length }),
        icon: UserCheck,
        permission: "pool.assign",
        run: () => ask("assign", rows),
      };
      return [bind(claimMany, undefined), bind(assignMany, undefined)];
    },
    [ask, show],
  );
  const choosable = can("pool.claim") || can("pool.assign");
  return (
    <ListPage<PoolCustomer>
      id="pool"
      title={t("pool.title")}
      sub={t("pool.sub")}
      extra={<Limits />}
      queryKey="pool"
      load={pool.customers}
      toParams={toParams}
      defaultSort="-entered_at"
      filters={filters}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      batch={choosable ? batch : undefined}
      onOpen={(row, list) => list.setOpen(row.customer_id)}
      empty={{ title: t("pool.emptyTitle"), text: t("pool.emptyText") }}
      card={(row, open) => (
        <PublicCard customer={row} open={open} commands={rowCommands(row)} claim={bind(claim, row)} />
      )}
    >
      {(list) => (
        <>
          <PoolDrawer list="pool" id={list.state.open} onOpen={list.setOpen} ask={ask} />
          {dialogs}
        </>
      )}
    </ListPage>
  );
}
