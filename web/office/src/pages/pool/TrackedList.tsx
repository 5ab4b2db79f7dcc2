import { pool } from "@shared/api/pool";
import type { PoolCustomer } from "@shared/api/poolTypes";
import { addDays } from "@shared/format/time";
import { type BoundCommand, bind, type Command } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Undo2, UserCheck } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { MineCard } from "./Cards";
import { followUp, managerCommands, openPool, ownCommands } from "./commands";
import { useAsk } from "./dialogs/useAsk";
import { PoolDrawer } from "./PoolRecord";
import { rowId } from "./rows";
import "./pool.css";

const openPoolBound = bind(openPool, undefined);

/** Tracked customers, one's own or everybody's: the same rows, what can be done with them differs. */
export function TrackedList(props: {
  whose: "mine" | "all";
  title: string;
  sub: string;
  extra?: ReactNode;
  filters: readonly ListFilter[];
  columns: readonly ListColumn<PoolCustomer>[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { whose, title, sub, extra, filters, columns } = props;
  const mine = whose === "mine";
  const { ask, dialogs } = useAsk();
  const toParams = useCallback(
    ({ due_on, ...filters }: Record<string, string>): Record<string, string | undefined> => ({
      ...(mine ? { mine: "1", state: "tracking" } : { state: "tracking" }),
      ...filters,
      ...(due_on ? { due_before: format.startOfDay(addDays(due_on, 1)) } : {}),
    }),
    [mine, format],
  );
  const rowCommands = useCallback(
    (row: PoolCustomer): BoundCommand[] => [
      ...ownCommands(ask).map((command) => bind(command, row)),
      ...managerCommands(ask).map((command) => bind(command, row)),
    ],
    [ask],
  );
  const batch = useCallback(
    (rows: readonly PoolCustomer[]) => {
      const transfer: Command = {
        id: "pool.transferMany",
        label: (text) => text("pool.transferMany", { n: rows.length }),
        icon: UserCheck,
        permission: "pool.assign",
        run: () => ask("assign", rows),
      };
      const takeBack: Command = {
        id: "pool.takeBackMany",
        label: (text) => text("pool.takeBackMany", { n: rows.length }),
        icon: Undo2,
        permission: "pool.assign",
        run: () => ask("take_back", rows),
      };
      return [bind(transfer, undefined), bind(takeBack, undefined)];
    },
    [ask],
  );
  return (
    <ListPage<PoolCustomer>
      id={`pool.${whose}`}
      title={title}
      sub={sub}
      extra={extra}
      queryKey="pool"
      load={pool.customers}
      toParams={toParams}
      defaultSort="due_at"
      filters={filters}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      batch={mine ? undefined : batch}
      commands={mine ? [openPoolBound] : undefined}
      onOpen={(row, list) => list.setOpen(row.customer_id)}
      empty={
        mine
          ? { title: t("pool.mineEmptyTitle"), text: t("pool.mineEmptyText") }
          : { title: t("pool.allEmptyTitle"), text: t("pool.allEmptyText") }
      }
      card={(row, open) => (
        <MineCard
          customer={row}
          open={open}
          commands={rowCommands(row).filter((command) => command.id !== "pool.followUp")}
          followUp={bind(followUp(ask), row)}
          showOwner={!mine}
        />
      )}
    >
      {(list) => (
        <>
          <PoolDrawer list={`pool.${whose}`} id={list.state.open} onOpen={list.setOpen} ask={ask} />
          {dialogs}
        </>
      )}
    </ListPage>
  );
}
