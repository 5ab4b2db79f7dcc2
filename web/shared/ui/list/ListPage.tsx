import { Button, Select, Tooltip } from "antd";
import { ChevronFirst, ChevronLeft, ChevronRight, ListChecks, RotateCw } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { count } from "../../format/number";
import { CommandButton } from "../command/CommandButtons";
import { useCan, useCommandHost, useKeys, usePageCommands } from "../command/CommandProvider";
import type { BoundCommand } from "../command/command";
import type { KeyBindings } from "../command/keys";
import { EmptyState, ProblemState } from "../EmptyState";
import { PageHead } from "../Page";
import { useNarrow } from "../useNarrow";
import { BatchBar } from "./BatchBar";
import { ColumnSettings } from "./ColumnSettings";
import { arrange, type ColumnChoice, defaultChoice, loadChoice, saveChoice } from "./columnChoice";
import { FilterBar, type ListFilter } from "./FilterBar";
import { ListTable } from "./ListTable";
import { kPageSizes } from "./listState";
import { rememberRows } from "./neighbours";
import { SavedViews, useSavedViews } from "./SavedViews";
import { type List, type ListSource, useList } from "./useList";
import { type Selection, useSelection } from "./useSelection";

export interface ListColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  align?: "right" | "center";
  width?: number;
  /** The API's name to sort by. */
  sort?: string;
  /** Stays in view when the table is scrolled sideways; for the first column. */
  fixed?: boolean;
  initiallyHidden?: boolean;
  /** Not there at all without it. */
  permission?: string;
  /** Where it goes on a phone: the name of the row, beside the name, a whole line below, or nowhere; half a line if unsaid. */
  phone?: "title" | "side" | "line" | "none";
}

export interface ListPageProps<T> extends Omit<ListSource<T>, "filterNames"> {
  /** Columns and density are remembered by it. */
  id: string;
  title: string;
  sub?: ReactNode;
  filters: readonly ListFilter[];
  columns: readonly ListColumn<T>[];
  rowId: (row: T) => string;
  /** Enter or a click on a row; `list.setOpen` shows a drawer whose record lives in the address. */
  onOpen?: (row: T, list: List<T>) => void;
  /** The first available one is the primary button. */
  commands?: readonly BoundCommand[];
  /** Those with a key act on the row that j and k stand on. */
  rowCommands?: (row: T) => readonly BoundCommand[];
  /** Rows can be chosen, and this is done to all of them; `clear` forgets the choice. */
  batch?: (rows: readonly T[], clear: () => void) => readonly BoundCommand[];
  /** The row as a card on phones, where label and value below each other are not enough. */
  card?: (row: T, open: (() => void) | undefined) => ReactNode;
  empty: { title: string; text: string };
  extra?: ReactNode;
  /** The drawer of the open record. */
  children?: (list: List<T>) => ReactNode;
  /** Within a record page: no heading of its own. */
  embedded?: boolean;
  /** Who is signed in: he can keep filters, order and columns as views. */
  viewer?: string;
}

function Pager<T>(props: { list: List<T> }) {
  const { t } = useTranslation();
  const { list } = props;
  const { page, state } = list;
  return (
    <footer className="hp-pager">
      <span className="hp-pager-total hp-num" aria-live="polite">
        {page?.total === undefined
          ? null
          : t("list.total", { n: count(page.total, page.total_is_exact ?? true) })}
      </span>
      <div className="hp-pager-buttons">
        <Button
          type="text"
          aria-label={t("list.first")}
          disabled={!list.toPrevious}
          icon={<ChevronFirst size={16} />}
          onClick={list.toFirst}
        />
        <Button
          type="text"
          aria-label={t("list.previous")}
          disabled={!list.toPrevious}
          icon={<ChevronLeft size={16} />}
          onClick={list.toPrevious}
        />
        <span className="hp-num">{t("list.page", { n: state.page })}</span>
        <Button
          type="text"
          aria-label={t("list.next")}
          disabled={!list.toNext}
          icon={<ChevronRight size={16} />}
          onClick={list.toNext}
        />
        <Select
          variant="borderless"
          aria-label={t("list.perPage", { n: state.limit })}
          popupMatchSelectWidth={false}
          value={state.limit}
          options={kPageSizes.map((n) => ({ value: n, label: t("list.perPage", { n }) }))}
          onChange={list.setLimit}
        />
      </div>
    </footer>
  );
}

function Body<T>(props: {
  list: List<T>;
  config: ListPageProps<T>;
  columns: readonly ListColumn<T>[];
  dense: boolean;
  active: number;
  setActive: (i: number) => void;
  selection: Selection<T> | undefined;
}) {
  const { t } = useTranslation();
  const { list, config, columns, dense, active, setActive } = props;
  if (list.problem && list.rows.length === 0)
    return <ProblemState problem={list.problem} retry={list.reload} />;
  if (!list.firstTime && list.rows.length === 0) {
    if (list.toNext) {
      return (
        <EmptyState kind="notFound" title={t("list.noneYet")} text={t("list.noneYetText")}>
          <Button type="primary" onClick={list.toNext}>
            {t("list.lookOn")}
          </Button>
        </EmptyState>
      );
    }
    if (Object.keys(list.state.filters).length > 0 || list.state.cursor) {
      return (
        <EmptyState kind="notFound">
          <Button onClick={() => list.setFilters({})}>{t("empty.clearFilters")}</Button>
        </EmptyState>
      );
    }
    const [primary] = config.commands ?? [];
    return (
      <EmptyState kind="nothing" title={config.empty.title} text={config.empty.text}>
        {primary ? <CommandButton command={primary} kind="primary" /> : null}
      </EmptyState>
    );
  }
  return (
    <ListTable
      rows={list.rows}
      columns={columns}
      rowId={config.rowId}
      dense={dense}
      loading={list.firstTime}
      updating={list.updating}
      sort={list.state.sort}
      onSort={list.setSort}
      active={active}
      openId={list.state.open}
      onOpen={
        config.onOpen
          ? (row, i) => {
              setActive(i);
              config.onOpen?.(row, list);
            }
          : undefined
      }
      rowCommands={config.rowCommands}
      selection={props.selection}
      card={config.card}
    />
  );
}

/** Every list of the office: filters, toolbar, table, pager; its question lives in the address. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { t } = useTranslation();
  const can = useCan();
  const { id, title, filters, columns, rowId, onOpen, embedded } = props;
  const commands = props.commands ?? [];
  const filterNames = filters.map((filter) => filter.name);
  const list = useList<T>({ ...props, filterNames });
  const allowed = useMemo(
    () => columns.filter((column) => !column.permission || can(column.permission)),
    [columns, can],
  );
  const [ownChoice, setOwnChoice] = useState<ColumnChoice>(() => loadChoice(id, allowed));
  // Columns a chain added itself are known a moment later than the others.
  const columnKeys = allowed.map((column) => column.key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns that only look different keep the choice
  useEffect(() => setOwnChoice(loadChoice(id, allowed)), [id, columnKeys]);
  const view = useSavedViews({
    list: id,
    viewer: props.viewer,
    filterNames,
    state: list.state,
    columns: allowed,
    ownChoice,
  });
  const { choice } = view;
  const [active, setActive] = useState(-1);
  const shown = useMemo(() => arrange(allowed, choice), [allowed, choice]);
  const { rows, state } = list;
  const host = useCommandHost();
  const narrow = useNarrow();
  const selection = useSelection(rows, rowId);
  // A thumb scrolls over a phone's list; boxes to tick are there only when asked for.
  const [choosing, setChoosing] = useState(false);
  const choosable = props.batch !== undefined && (!narrow || choosing);

  usePageCommands(commands);
  useEffect(() => rememberRows(id, rows.map(rowId)), [id, rows, rowId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of rows has no current row yet
  useEffect(() => setActive(-1), [state.cursor, state.filters, state.sort]);

  const step = (by: 1 | -1) => setActive((i) => Math.max(0, Math.min(rows.length - 1, i + by)));
  const current = rows[active];
  const rowKeys: KeyBindings = {};
  for (const command of props.rowCommands && current ? props.rowCommands(current) : [])
    if (command.keys && command.available(host.can)) rowKeys[command.keys] = () => void command.run(host);
  useKeys({
    ...rowKeys,
    x: choosable && current ? () => selection.toggle(current) : undefined,
    j: () => step(1),
    k: () => step(-1),
    Enter: current && onOpen ? () => onOpen(current, list) : undefined,
    Escape: state.open ? () => list.setOpen(undefined) : selection.ids.size > 0 ? selection.clear : undefined,
  });
  const change = (next: ColumnChoice | undefined) => {
    if (view.active) {
      view.setChoice(next);
      return;
    }
    saveChoice(id, next);
    setOwnChoice(next ?? defaultChoice(allowed));
  };
  const [primary, ...others] = commands;

  const table = (
    <section className="hp-panel hp-panel-flush hp-list">
      {props.viewer === undefined ? null : <SavedViews state={view} />}
      <div className="hp-list-bar">
        {filters.length > 0 ? (
          <FilterBar filters={filters} values={state.filters} onChange={list.setFilters} />
        ) : (
          <span />
        )}
        <div className="hp-list-tools">
          {props.batch && narrow && rows.length > 0 ? (
            <Button
              type="text"
              icon={<ListChecks size={16} />}
              aria-label={t("list.choose")}
              aria-pressed={choosing}
              onClick={() => {
                setChoosing(!choosing);
                selection.clear();
              }}
            />
          ) : null}
          <Tooltip title={t("action.refresh")}>
            <Button
              type="text"
              icon={<RotateCw size={16} className={list.updating ? "hp-spin" : undefined} />}
              aria-label={t("action.refresh")}
              onClick={list.reload}
            />
          </Tooltip>
          {narrow && props.card ? null : (
            <ColumnSettings columns={allowed} choice={choice} onChange={change} />
          )}
        </div>
      </div>
      <Body
        list={list}
        config={props}
        columns={shown}
        dense={choice.dense}
        active={active}
        setActive={setActive}
        selection={choosable ? selection : undefined}
      />
      {props.batch && choosable ? (
        <BatchBar
          count={selection.rows.length}
          commands={props.batch(selection.rows, selection.clear)}
          onClear={selection.clear}
        />
      ) : null}
      {rows.length > 0 ? <Pager list={list} /> : null}
    </section>
  );

  return (
    <>
      {embedded ? (
        table
      ) : (
        <div className="hp-page hp-page-list">
          <PageHead title={title} sub={props.sub} extra={props.extra} primary={primary} others={others} />
          {table}
        </div>
      )}
      {props.children?.(list)}
    </>
  );
}
