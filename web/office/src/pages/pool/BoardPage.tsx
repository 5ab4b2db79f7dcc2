import { pool } from "@shared/api/pool";
import type { Board, BoardPerson, PoolCustomer } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { BatchBar } from "@shared/ui/list/BatchBar";
import { useSelection } from "@shared/ui/list/useSelection";
import { Page, Panel, ScrollX } from "@shared/ui/Page";
import { Avatar } from "@shared/ui/Values";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Select, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { DaysLeft, Why } from "./Cells";
import { usePools } from "./choices";
import { managerCommands } from "./commands";
import { useAsk } from "./dialogs/useAsk";
import { rowId } from "./rows";
import "./pool.css";
import "./board.css";

const kTonightMost = 50;
const kDayMs = 86_400_000;
/** Asked for up to the full minute, so that looking again a moment later is the same question. */
const kMinuteMs = 60_000;

function Figures(props: { board: Board }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board } = props;
  const figures = [
    ["returning", board.returning_24h, undefined],
    ["publicCount", board.public_count, "/pool"],
    ["waiting", board.waiting_requests, "/pool/requests"],
  ] as const;
  return (
    <div className="hp-board-figures">
      {figures.map(([key, n, to]) => (
        <div key={key} className="hp-panel" data-alert={key === "returning" && n > 0}>
          <span>{t(`pool.boardPage.${key}`)}</span>
          <strong className="hp-num">
            {to ? <Link to={to}>{format.integer(n)}</Link> : format.integer(n)}
          </strong>
        </div>
      ))}
    </div>
  );
}

const kNumbers = ["due_24h", "due_7d", "protected", "won", "claims_today"] as const;
const kWords = {
  due_24h: "due24",
  due_7d: "due7",
  protected: "protected",
  won: "won",
  claims_today: "claims",
} as const;

/** Who holds how many, as bars that can be read off and clicked. */
function People(props: { people: readonly BoardPerson[] }) {
  const { t } = useTranslation();
  const { people } = props;
  const most = Math.max(1, ...people.map((one) => one.holding));
  return (
    <ScrollX label={t("pool.boardPage.chart")}>
      <table className="hp-board-people">
        <thead>
          <tr>
            <th scope="col">{t("pool.boardPage.person")}</th>
            <th scope="col">{t("pool.boardPage.holding")}</th>
            {kNumbers.map((number) => (
              <th key={number} scope="col" className="hp-right">
                {t(`pool.boardPage.${kWords[number]}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.staff_id}>
              <th scope="row">
                <span className="hp-cell-main">
                  <Avatar name={one.staff_name} />
                  <Link to={`/pool/all?owner_staff_id=${one.staff_id}`}>{one.staff_name}</Link>
                </span>
              </th>
              <td>
                <span className="hp-board-bar">
                  <i>
                    <b style={{ width: `${(one.holding / most) * 100}%` }} />
                    <b
                      className="hp-board-bar-due"
                      style={{ width: `${(Math.min(one.due_24h, one.holding) / most) * 100}%` }}
                    />
                  </i>
                  <span className="hp-num">{one.holding}</span>
                </span>
              </td>
              {kNumbers.map((number) => (
                <td
                  key={number}
                  className={`hp-right hp-num${number === "due_24h" && one[number] > 0 ? " hp-negative" : ""}`}
                >
                  {one[number] || <span className="hp-faint">0</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function useTonight(poolId: string | undefined) {
  const before = new Date(Math.floor(Date.now() / kMinuteMs) * kMinuteMs + kDayMs).toISOString();
  const question = {
    state: "tracking",
    due_before: before,
    sort: "due_at",
    limit: kTonightMost,
    pool_id: poolId,
  };
  return useQuery({
    queryKey: ["pool", "tonight", poolId],
    queryFn: ({ signal }) => pool.customers(question, signal),
    placeholderData: keepPreviousData,
  });
}

/** What comes back tonight unless somebody acts, with what the manager can do about it. */
function Tonight(props: { poolId: string | undefined }) {
  const { t } = useTranslation();
  const { ask, dialogs } = useAsk();
  const query = useTonight(props.poolId);
  const rows: readonly PoolCustomer[] = query.data?.items ?? kNone;
  const selection = useSelection(rows, rowId);
  return (
    <Panel
      title={t("pool.boardPage.tonight")}
      extra={<span className="hp-faint hp-tonight-order">{t("pool.boardPage.tonightText")}</span>}
      flush
    >
      {query.isPending ? <Skeleton active className="hp-pad" /> : null}
      {query.data && rows.length === 0 ? (
        <EmptyState kind="nothing" title={t("pool.boardPage.nothing")} text="" compact />
      ) : null}
      <ul className="hp-tonight">
        {rows.map((row) => (
          <li key={row.customer_id}>
            <Checkbox
              aria-label={t("list.chooseRow", { id: row.name })}
              checked={selection.ids.has(row.customer_id)}
              onChange={() => selection.toggle(row)}
            />
            <span className="hp-tonight-who">
              <Link to={`/pool/all?open=${row.customer_id}`}>{row.name}</Link>
              <small>{row.owner_name}</small>
            </span>
            <DaysLeft customer={row} />
            <Why customer={row} />
            <CommandMenu commands={managerCommands(ask).map((command) => bind(command, row))} />
          </li>
        ))}
      </ul>
      <BatchBar
        count={selection.rows.length}
        commands={[
          bind(
            {
              id: "pool.transferMany",
              label: (text) => text("pool.transferMany", { n: selection.rows.length }),
              permission: "pool.assign",
              run: () => ask("assign", selection.rows),
            },
            undefined,
          ),
          bind(
            {
              id: "pool.takeBackMany",
              label: (text) => text("pool.takeBackMany", { n: selection.rows.length }),
              permission: "pool.assign",
              run: () => ask("take_back", selection.rows),
            },
            undefined,
          ),
        ]}
        onClear={selection.clear}
      />
      {dialogs}
    </Panel>
  );
}

const kNone: readonly PoolCustomer[] = [];

/** The manager's board: who holds what, what comes back tonight. */
export default function BoardPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const poolId = search.get("pool_id") ?? undefined;
  const pools = usePools();
  const [all, setAll] = useState(false);
  const question = useMemo(() => (poolId ? { pool_id: poolId } : {}), [poolId]);
  const query = useQuery({
    queryKey: ["pool", "board", question],
    queryFn: ({ signal }) => pool.board(question, signal),
    placeholderData: keepPreviousData,
  });
  const people = useMemo(
    () => [...(query.data?.people ?? [])].sort((a, b) => b.due_24h - a.due_24h || b.holding - a.holding),
    [query.data],
  );
  const shown = all ? people : people.slice(0, 20);
  return (
    <Page
      title={t("pool.board")}
      extra={
        <>
          {pools.length > 1 ? (
            <Select
              allowClear
              className="hp-pool-choice"
              aria-label={t("pool.filter.pool")}
              placeholder={t("all")}
              value={poolId}
              options={pools.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(id?: string) => setSearch(id ? { pool_id: id } : {}, { replace: true })}
            />
          ) : null}
          {can("pool.assign") ? (
            <Link to="/pool/hand_over">
              <Button>{t("pool.handOver")}</Button>
            </Link>
          ) : null}
        </>
      }
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.data ? (
        <div className="hp-board">
          <Figures board={query.data} />
          <Panel title={t("pool.boardPage.chart")} flush>
            {people.length === 0 ? (
              <EmptyState kind="nothing" title={t("pool.boardPage.empty")} text="" compact />
            ) : (
              <People people={shown} />
            )}
            {people.length > shown.length ? (
              <div className="hp-more">
                <Button type="text" onClick={() => setAll(true)}>
                  {t("action.more")}
                </Button>
              </div>
            ) : null}
          </Panel>
          <Tonight poolId={poolId} />
        </div>
      ) : null}
    </Page>
  );
}
