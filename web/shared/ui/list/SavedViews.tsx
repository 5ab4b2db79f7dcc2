import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Switch, Tooltip } from "antd";
import { BookmarkPlus, RotateCcw, Save, Share2, Star, StarOff, Trash2, Users } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type SavedView, type SavedViewWrite, views } from "../../api/views";
import { CommandMenu } from "../command/CommandButtons";
import { useCan } from "../command/CommandProvider";
import { bind, type Command } from "../command/command";
import { changed } from "../form/changes";
import { FormDrawer } from "../form/FormDrawer";
import { atMost, needed } from "../form/rules";
import type { ColumnChoice } from "./columnChoice";
import { type ListState, restart, writeListState } from "./listState";
import { choiceOf, differs, filtersOf, kept } from "./viewChoice";
import "./savedViews.css";

interface Keyed {
  key: string;
  initiallyHidden?: boolean;
}

interface Options {
  list: string;
  /** Whoever is signed in; without him the list has no views. */
  viewer: string | undefined;
  filterNames: readonly string[];
  state: ListState;
  columns: readonly Keyed[];
  /** The columns a person chose for the plain list. */
  ownChoice: ColumnChoice;
}

export interface ViewState extends Options {
  all: readonly SavedView[];
  active: SavedView | undefined;
  /** The one the list begins with. */
  first: SavedView | undefined;
  choice: ColumnChoice;
  isChanged: boolean;
  /** Under a view the columns are its own until they are saved with it. */
  setChoice: (choice: ColumnChoice | undefined) => void;
  use: (view: SavedView | undefined) => void;
}

const kParameter = "view";

/** Opened by its plain address, the list begins with the view chosen for that. */
function useFirst(list: string, viewer: string | undefined, all: readonly SavedView[]) {
  const query = useQuery({
    queryKey: ["first_views"],
    queryFn: ({ signal }) => views.first({}, signal),
    enabled: viewer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const chosen = query.data?.items.find((one) => one.list === list)?.saved_view_id;
  return all.find((view) => view.id === chosen);
}

/** The view in the address, and what the list shows under it. */
export function useSavedViews(options: Options): ViewState {
  const { list, viewer, filterNames, state, columns, ownChoice } = options;
  const [search, setSearch] = useSearchParams();
  const query = useQuery({
    queryKey: ["views", list],
    queryFn: ({ signal }) => views.list({ list }, signal),
    enabled: viewer !== undefined,
    staleTime: 60_000,
  });
  const all = query.data?.items ?? [];
  const active = all.find((view) => view.id === search.get(kParameter));
  const [edited, setEdited] = useState<{ view: string; version: number; choice: ColumnChoice }>();
  const isEdited = active && edited?.view === active.id && edited.version === active.version;
  const choice = !active ? ownChoice : isEdited ? edited.choice : choiceOf(active, columns);
  const { filters, sort } = state;
  const use = (view: SavedView | undefined, replace = false) => {
    setEdited(undefined);
    setSearch(
      (before) => {
        const asked = view
          ? { filters: filtersOf(view, filterNames), sort: view.sort }
          : { filters: {}, sort: undefined };
        const after = writeListState(before, restart(state, { ...asked, open: undefined }), filterNames);
        if (view) after.set(kParameter, view.id);
        else after.delete(kParameter);
        return after;
      },
      { replace },
    );
  };
  const first = useFirst(list, viewer, all);
  // Once, when the list is opened: afterwards its plain address is what somebody chose.
  const isPlain = useRef(search.size === 0);
  useEffect(() => {
    if (search.size > 0) isPlain.current = false;
    if (!first || !isPlain.current) return;
    isPlain.current = false;
    use(first, true);
  });
  return {
    ...options,
    all,
    active,
    first,
    choice,
    isChanged: active !== undefined && differs(active, { filters, sort, choice }, filterNames, columns),
    setChoice: (next) =>
      setEdited(active && next ? { view: active.id, version: active.version, choice: next } : undefined),
    use,
  };
}

/** Name and sharing; a new view also keeps what the list shows. */
function ViewForm(props: {
  mode: "new" | "edit" | undefined;
  view: SavedView | undefined;
  asked: () => SavedViewWrite;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { mode, view, asked, onClose, onSaved } = props;
  const isNew = mode === "new";
  const labels = { name: t("views.name"), is_shared: t("views.share") };
  return (
    <FormDrawer<SavedViewWrite, SavedView>
      open={mode !== undefined}
      title={t(isNew ? "views.saveTitle" : "views.editTitle")}
      initial={isNew || !view ? { is_shared: false } : { name: view.name, is_shared: view.is_shared }}
      version={isNew ? undefined : view?.version}
      labels={labels}
      width={420}
      submit={(values, { key, version, base }) =>
        isNew || !view
          ? views.create({ ...asked(), ...values }, { key })
          : views.update(view.id, changed(base, values), { key, version })
      }
      onClose={onClose}
      onDone={onSaved}
    >
      {isNew ? <p className="hp-faint">{t("views.saveHint")}</p> : null}
      <Form.Item name="name" label={labels.name} rules={[needed(t, labels.name), atMost(t, 60)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      {can("views.share") ? (
        <Form.Item
          name="is_shared"
          label={labels.is_shared}
          valuePropName="checked"
          extra={t("views.shareHint")}
          required
        >
          <Switch />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}

/** The views of a list as a row above it: one press asks the list what the view says. */
export function SavedViews(props: { state: ViewState }) {
  const { t } = useTranslation();
  const can = useCan();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { list, viewer, state, columns, all, active, first, choice, isChanged, use } = props.state;
  const [form, setForm] = useState<"new" | "edit">();
  const { filters, sort } = state;
  const asked = () => ({ list, ...kept({ filters, sort, choice }, columns) });
  const keeps = active && (active.owner_staff_id === viewer || (active.is_shared && can("views.share")));
  const isAsking = Object.keys(filters).length > 0 || sort !== undefined;

  const commands: Command<SavedView>[] = [
    {
      id: "views.save",
      label: () => t("views.saveChanges"),
      icon: Save,
      when: () => isChanged && keeps === true,
      run: (view, key) => {
        const { list: _, ...change } = asked();
        return views.update(view.id, change, { key, version: view.version });
      },
      done: (_, view) => t("views.saved", { name: view.name }),
      refresh: ["views"],
    },
    {
      id: "views.reset",
      label: () => t("views.reset"),
      icon: RotateCcw,
      when: () => isChanged,
      run: (view) => use(view),
    },
    { id: "views.new", label: () => t("views.saveAs"), icon: BookmarkPlus, run: () => setForm("new") },
    {
      id: "views.first",
      label: () => t(active === first ? "views.notFirst" : "views.first"),
      icon: active === first ? StarOff : Star,
      run: (view, key) =>
        views.putFirst({ list, ...(view === first ? {} : { saved_view_id: view.id }) }, { key }),
      done: (_, view) => t(view === first ? "views.firstGone" : "views.firstSet", { name: view.name }),
      refresh: ["first_views"],
    },
    {
      id: "views.rename",
      label: () => t("views.rename"),
      icon: Share2,
      when: () => keeps === true,
      run: () => setForm("edit"),
    },
    {
      id: "views.remove",
      label: () => t("views.remove"),
      icon: Trash2,
      danger: true,
      when: () => keeps === true,
      confirm: (_, view) => ({
        title: t("views.removeTitle", { name: view.name }),
        text: t(view.is_shared ? "views.removeTextShared" : "views.removeText"),
        danger: true,
      }),
      run: async (view, key) => {
        await views.remove(view.id, { key });
        use(undefined);
      },
      done: (_, view) => t("views.removed", { name: view.name }),
      refresh: ["views"],
    },
  ];

  if (all.length === 0 && !isAsking && !form) return null;
  return (
    <nav className="hp-views" aria-label={t("views.label")}>
      <div className="hp-views-all">
        <button
          type="button"
          className="hp-view"
          aria-current={active ? undefined : "true"}
          onClick={() => use(undefined)}
        >
          {t("views.all")}
        </button>
        {all.map((view) => (
          <button
            key={view.id}
            type="button"
            className="hp-view"
            aria-current={view === active ? "true" : undefined}
            onClick={() => use(view)}
          >
            {view.is_shared ? (
              <Tooltip title={t("views.shared")}>
                <Users size={13} aria-label={t("views.shared")} />
              </Tooltip>
            ) : null}
            {view === first ? (
              <Tooltip title={t("views.isFirst")}>
                <Star size={13} className="hp-view-first" aria-label={t("views.isFirst")} />
              </Tooltip>
            ) : null}
            <span>{view.name}</span>
            {view === active && isChanged ? (
              <i
                className="hp-view-changed"
                role="img"
                aria-label={t("views.changed")}
                title={t("views.changed")}
              />
            ) : null}
          </button>
        ))}
      </div>
      {active ? (
        <CommandMenu commands={commands.map((command) => bind(command, active))} size="middle" />
      ) : isAsking ? (
        <Button type="text" size="small" icon={<BookmarkPlus size={15} />} onClick={() => setForm("new")}>
          {t("views.save")}
        </Button>
      ) : null}
      <ViewForm
        mode={form}
        view={active}
        asked={asked}
        onClose={() => setForm(undefined)}
        onSaved={async (view) => {
          setForm(undefined);
          await queries.invalidateQueries({ queryKey: ["views"] });
          void message.success(t("views.saved", { name: view.name }));
          if (form === "new") use(view);
        }}
      />
    </nav>
  );
}
