import { grading, type Selection, type SelectionConditions } from "@shared/api/grading";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Time } from "@shared/ui/Values";
import { Plus, Share2, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePools } from "../pool/choices";
import { Selected } from "./Selected";
import { SelectionForm } from "./SelectionForm";
import { ShareOut } from "./ShareOut";
import "./grading.css";

const rowId = (row: Selection) => row.id;
const kNone: [] = [];

const removeSelection: Command<Selection> = {
  id: "selections.remove",
  label: (t) => t("grading.sel.remove"),
  icon: Trash2,
  permission: "grading.write",
  danger: true,
  confirm: (t, { name }) => ({
    title: t("grading.sel.removeTitle", { name }),
    text: t("grading.sel.removeText"),
    danger: true,
  }),
  run: (row, key) => grading.removeSelection(row.id, { key }),
  done: (t, { name }) => t("grading.sel.removed", { name }),
  refresh: ["selections"],
};

function shareOut(open: (row: Selection) => void): Command<Selection> {
  return {
    id: "selections.assign",
    label: (t) => t("grading.sel.assign"),
    icon: Share2,
    permission: "pool.assign",
    keys: "a",
    when: (row) => row.remaining > 0,
    run: open,
  };
}

/** Conditions in words: only those that are set. */
function useConditionText() {
  const { t } = useTranslation();
  const pools = usePools();
  return (one: SelectionConditions): string => {
    const parts = [
      one.pool_id ? (pools.find((pool) => pool.id === one.pool_id)?.name ?? "") : "",
      one.state ? t(`pool.state.${one.state as "public"}`) : "",
      one.stage ? t(`pool.stage.${one.stage as "fresh"}`) : "",
      one.grade ? `${t("pool.filter.grade")} ${one.grade}` : "",
      one.source ?? "",
      one.region ?? "",
      one.interest ?? "",
      one.entered_from ? `≥ ${one.entered_from.slice(0, 10)}` : "",
      one.entered_before ? `< ${one.entered_before.slice(0, 10)}` : "",
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" · ") : t("grading.sel.any");
  };
}

/** Lists of customers picked by condition, to be shared out among people. */
export default function SelectionsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const words = useConditionText();
  const [creating, setCreating] = useState(false);
  const [sharing, setSharing] = useState<Selection>();
  const [shown, setShown] = useState<Selection>();
  const create = useMemo<Command>(
    () => ({
      id: "selections.new",
      label: (text) => text("grading.sel.create"),
      icon: Plus,
      permission: "grading.write",
      keys: "n",
      run: () => setCreating(true),
    }),
    [],
  );
  const columns = useMemo<ListColumn<Selection>[]>(
    () => [
      {
        key: "name",
        title: t("grading.sel.name"),
        fixed: true,
        phone: "title",
        render: (row) => <strong>{row.name}</strong>,
      },
      {
        key: "conditions",
        title: t("grading.sel.conditions"),
        render: (row) => <span className="hp-why">{words(row.conditions)}</span>,
      },
      {
        key: "size",
        title: t("pool.column.name"),
        align: "right",
        phone: "side",
        render: (row) => t("grading.sel.size", { n: row.size }),
      },
      {
        key: "remaining",
        title: t("grading.sel.assign"),
        render: (row) =>
          row.remaining > 0 ? (
            <span className="hp-selection-share">
              {t("grading.sel.remaining", { n: row.remaining })}
              {can("pool.assign") ? (
                // biome-ignore lint/a11y/noStaticElementInteractions: a click on the button is not one on the row
                // biome-ignore lint/a11y/useKeyWithClickEvents: the button within has its keys
                <span onClick={(event) => event.stopPropagation()}>
                  <CommandButton command={bind(shareOut(setSharing), row)} size="small" />
                </span>
              ) : null}
            </span>
          ) : (
            <span className="hp-faint">{t("action.done")}</span>
          ),
      },
      { key: "by", title: t("grading.sel.by"), phone: "none", render: (row) => row.created_by_name },
      { key: "at", title: t("grading.sel.at"), render: (row) => <Time at={row.created_at} /> },
    ],
    [t, words, can],
  );
  const rowCommands = useCallback(
    (row: Selection) => [bind(shareOut(setSharing), row), bind(removeSelection, row)],
    [],
  );
  return (
    <ListPage<Selection>
      id="selections"
      title={t("grading.selections")}
      sub={t("grading.selectionsSub")}
      queryKey="selections"
      load={grading.selections}
      filters={kNone}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      commands={[bind(create, undefined)]}
      onOpen={(row) => setShown(row)}
      empty={{ title: t("grading.sel.emptyTitle"), text: t("grading.sel.emptyText") }}
    >
      {() => (
        <>
          <SelectionForm open={creating} onClose={() => setCreating(false)} />
          {sharing ? <ShareOut selection={sharing} onClose={() => setSharing(undefined)} /> : null}
          {shown ? <Selected selection={shown} onClose={() => setShown(undefined)} /> : null}
        </>
      )}
    </ListPage>
  );
}
