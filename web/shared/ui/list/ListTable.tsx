import { Checkbox, Skeleton, Table, type TableColumnsType } from "antd";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommandMenu } from "../command/CommandButtons";
import { useCommandHost } from "../command/CommandProvider";
import type { BoundCommand } from "../command/command";
import { useNarrow } from "../useNarrow";
import type { ListColumn } from "./ListPage";
import type { Selection } from "./useSelection";

interface Props<T> {
  rows: readonly T[];
  columns: readonly ListColumn<T>[];
  rowId: (row: T) => string;
  dense: boolean;
  /** No rows known yet. */
  loading: boolean;
  /** Rows shown are being asked for again. */
  updating: boolean;
  sort: string | undefined;
  onSort: (column: string) => void;
  active: number;
  openId: string | undefined;
  onOpen?: (row: T, index: number) => void;
  rowCommands?: (row: T) => readonly BoundCommand[];
  selection?: Selection<T>;
  card?: (row: T, open: (() => void) | undefined) => ReactNode;
}

const kSkeletonRows = ["a", "b", "c", "d", "e", "f", "g", "h"];

function SkeletonRows() {
  const { t } = useTranslation();
  return (
    <div className="hp-skeleton-rows" role="status" aria-label={t("loading")}>
      {kSkeletonRows.map((row) => (
        <Skeleton key={row} active title={false} paragraph={{ rows: 1, width: "100%" }} />
      ))}
    </div>
  );
}

function sortOrder(sort: string | undefined, column: string | undefined) {
  if (column === undefined) return null;
  if (sort === column) return "ascend" as const;
  return sort === `-${column}` ? ("descend" as const) : null;
}

/**
 * The table draws its titles a second time, in a row nobody sees, to measure them; what can be pressed has no place
 * there.
 */
function SeenOnce(props: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isMeasured, setMeasured] = useState(false);
  useLayoutEffect(() => {
    setMeasured(place.current?.closest(".ant-table-measure-row") != null);
  }, []);
  return <span ref={place}>{isMeasured ? null : props.children}</span>;
}

function Wide<T extends object>(props: Props<T>) {
  const { t } = useTranslation();
  const { rows, columns, rowId, onOpen, rowCommands, sort } = props;
  const antColumns = useMemo<TableColumnsType<T>>(() => {
    const made: TableColumnsType<T> = columns.map((column, i) => ({
      key: column.key,
      title: column.title,
      align: column.align,
      width: column.width,
      fixed: column.fixed && i === 0 ? ("left" as const) : undefined,
      className: column.align === "right" ? "hp-num" : undefined,
      sorter: column.sort !== undefined,
      sortOrder: sortOrder(sort, column.sort),
      showSorterTooltip: false,
      render: (_: unknown, row: T) => column.render(row),
    }));
    if (rowCommands) {
      made.push({
        key: "hp-actions",
        title: <span className="hp-visually-hidden">{t("list.actions")}</span>,
        width: 52,
        fixed: "right",
        align: "center",
        render: (_: unknown, row: T) => <CommandMenu commands={rowCommands(row)} />,
      });
    }
    return made;
  }, [columns, rowCommands, sort, t]);
  const index = useMemo(() => new Map(rows.map((row, i) => [row, i])), [rows]);
  return (
    <Table<T>
      className="hp-table"
      rowKey={rowId}
      columns={antColumns}
      dataSource={rows as T[]}
      size={props.dense ? "small" : "middle"}
      pagination={false}
      rowSelection={
        props.selection
          ? {
              selectedRowKeys: [...props.selection.ids],
              onChange: (_keys, chosen) => props.selection?.set(chosen),
              columnWidth: 44,
              fixed: true,
              columnTitle: (chooseAll) => <SeenOnce>{chooseAll}</SeenOnce>,
              getTitleCheckboxProps: () => ({ "aria-label": t("list.chooseAll") }),
              getCheckboxProps: (row) => ({ "aria-label": t("list.chooseRow", { id: rowId(row) }) }),
            }
          : undefined
      }
      sticky={{ offsetHeader: 56 }}
      scroll={{ x: "max-content" }}
      onChange={(_pagination, _filters, sorter, { action }) => {
        if (action !== "sort" || Array.isArray(sorter)) return;
        const pressed = columns.find((column) => column.key === sorter.columnKey)?.sort;
        if (pressed) props.onSort(pressed);
      }}
      rowClassName={(row) => {
        const i = index.get(row) ?? -1;
        const names = [i === props.active ? "hp-row-active" : "", onOpen ? "hp-row-open" : ""];
        if (props.openId !== undefined && rowId(row) === props.openId) names.push("hp-row-current");
        return names.filter(Boolean).join(" ");
      }}
      onRow={(row) => (onOpen ? { onClick: () => onOpen(row, index.get(row) ?? 0) } : {})}
    />
  );
}

function PhoneRow<T>(props: {
  row: T;
  columns: readonly ListColumn<T>[];
  open?: () => void;
  commands: readonly BoundCommand[];
}) {
  const { row, columns, open, commands } = props;
  const title = columns.find((column) => column.phone === "title") ?? columns[0];
  const side = columns.find((column) => column.phone === "side");
  const host = useCommandHost();
  const hasMenu = commands.some((command) => command.available(host.can));
  const lines = columns.filter((column) => column !== title && column !== side && column.phone !== "none");
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the title within is a link or button of its own for the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the thumb than the title alone */}
      <div className="hp-phone-row" onClick={open}>
        <div className="hp-phone-row-head">
          <div className="hp-phone-row-title">{title?.render(row)}</div>
          {side ? <div className="hp-phone-row-side">{side.render(row)}</div> : null}
          {hasMenu ? (
            <CommandMenu commands={commands} />
          ) : open ? (
            <ChevronRight size={16} className="hp-faint" />
          ) : null}
        </div>
        <dl>
          {lines.map((column) => (
            <div key={column.key} className={column.phone === "line" ? "hp-phone-wide" : undefined}>
              <dt>{column.title}</dt>
              <dd>{column.render(row)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}

function phoneRowClass<T>(props: Props<T>, row: T, index: number): string | undefined {
  const names = [
    index === props.active || props.selection?.ids.has(props.rowId(row)) ? "hp-row-active" : "",
    props.selection ? "hp-row-choosing" : "",
  ].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}

export function ListTable<T>(props: Props<T>) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const box = useRef<HTMLDivElement>(null);
  const { active, rows } = props;

  useEffect(() => {
    if (active >= 0) box.current?.querySelector(".hp-row-active")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  if (props.loading) return <SkeletonRows />;
  return (
    <div
      ref={box}
      className={`hp-rows${props.updating ? " hp-rows-updating" : ""}`}
      aria-busy={props.updating}
    >
      {narrow ? (
        <ul className="hp-phone-rows">
          {rows.map((row, i) => (
            <li key={props.rowId(row)} className={phoneRowClass(props, row, i)}>
              {props.selection ? (
                <Checkbox
                  className="hp-phone-choose"
                  aria-label={t("list.chooseRow", { id: props.rowId(row) })}
                  checked={props.selection.ids.has(props.rowId(row))}
                  onChange={() => props.selection?.toggle(row)}
                />
              ) : null}
              {props.card ? (
                props.card(row, props.onOpen ? () => props.onOpen?.(row, i) : undefined)
              ) : (
                <PhoneRow
                  row={row}
                  columns={props.columns}
                  open={props.onOpen ? () => props.onOpen?.(row, i) : undefined}
                  commands={props.rowCommands?.(row) ?? []}
                />
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Wide {...(props as unknown as Props<object>)} />
      )}
    </div>
  );
}
