import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../api/client";
import type { Problem } from "../../api/problem";
import { reasonText } from "../../text/reason";
import type { BoundCommand, CommandHost } from "./command";
import { isTyping, type KeyBindings, KeyMap, keyToken } from "./keys";

const kUndoSeconds = 8;
/** While a dialog or a form is open, letters are not commands of what lies below it. */
const kBusy = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open .hp-form-foot";

interface Commands {
  host: CommandHost;
  keys: KeyMap;
  /** What the page in view offers, for the palette. */
  page: readonly BoundCommand[];
  setPage: (owner: symbol, commands: readonly BoundCommand[]) => void;
}

const Context = createContext<Commands | undefined>(undefined);

function useContextValue(): Commands {
  const value = useContext(Context);
  if (!value) throw new Error("CommandProvider is missing");
  return value;
}

function useHost(can: (permission: string) => boolean): CommandHost {
  const { t } = useTranslation();
  const { modal, notification, message } = App.useApp();
  const queries = useQueryClient();
  return useMemo<CommandHost>(
    () => ({
      t,
      can,
      newKey,
      confirm: ({ title, text, danger }) =>
        new Promise((resolve) => {
          modal.confirm({
            title,
            content: text,
            okText: t("action.confirm"),
            cancelText: t("action.cancel"),
            okButtonProps: { danger },
            autoFocusButton: danger ? "cancel" : "ok",
            onOk: () => resolve(true),
            onCancel: () => resolve(false),
          });
        }),
      refresh: (first) => void queries.invalidateQueries({ queryKey: [first] }),
      toast: (text, undo) => {
        if (!undo) {
          void message.success(text);
          return;
        }
        const key = newKey();
        notification.open({
          key,
          title: text,
          duration: kUndoSeconds,
          placement: "bottomLeft",
          showProgress: true,
          className: "hp-toast",
          actions: (
            <button
              type="button"
              className="hp-toast-undo"
              onClick={() => {
                notification.destroy(key);
                void undo().then(() => message.success(t("undone")));
              }}
            >
              {t("action.undo")}
            </button>
          ),
        });
      },
      fail: (problem: Problem) => void message.error(reasonText(t, problem), 5),
    }),
    [t, can, modal, notification, message, queries],
  );
}

/** Gives the screens below it the one way to run commands and bind keys. */
export function CommandProvider(props: { can: (permission: string) => boolean; children: ReactNode }) {
  const host = useHost(props.can);
  const [keys] = useState(() => new KeyMap());
  const [pages, setPages] = useState<ReadonlyMap<symbol, readonly BoundCommand[]>>(new Map());

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const token = keyToken(event);
      const chord = token.startsWith("mod+");
      if (!chord && (isTyping(event.target) || document.querySelector(kBusy))) return;
      // Enter on a button or link belongs to it.
      if (
        token === "Enter" &&
        event.target instanceof Element &&
        event.target.closest("a,button,[role=menuitem]")
      )
        return;
      if (keys.press(token, event.timeStamp)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [keys]);

  const setPage = useCallback((owner: symbol, commands: readonly BoundCommand[]) => {
    setPages((before) => {
      const after = new Map(before);
      if (commands.length > 0) after.set(owner, commands);
      else after.delete(owner);
      return after;
    });
  }, []);

  const page = useMemo(() => [...pages.values()].flat(), [pages]);
  const value = useMemo(() => ({ host, keys, page, setPage }), [host, keys, page, setPage]);
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

export function useCommandHost(): CommandHost {
  return useContextValue().host;
}

export function useCan(): (permission: string) => boolean {
  return useContextValue().host.can;
}

export function usePageCommandList(): readonly BoundCommand[] {
  return useContextValue().page;
}

/**
 * Binds keys while the component is mounted; undefined handlers are unbound. `isBelow`: for the frame around the pages,
 * whose keys yield to theirs whichever of them came first.
 */
export function useKeys(bindings: KeyBindings, isBelow = false): void {
  const { keys } = useContextValue();
  const latest = useRef(bindings);
  latest.current = bindings;
  const tokens = Object.keys(bindings)
    .filter((token) => bindings[token])
    .join("\n");
  useEffect(() => {
    const layer: KeyBindings = {};
    for (const token of tokens.split("\n").filter(Boolean)) layer[token] = () => latest.current[token]?.();
    return keys.push(layer, isBelow);
  }, [keys, tokens, isBelow]);
}

/** Offers commands in the palette and by their keys while the component is mounted. */
export function usePageCommands(commands: readonly BoundCommand[]): void {
  const { setPage, host } = useContextValue();
  const [owner] = useState(() => Symbol("page commands"));
  const shown = commands.filter((command) => command.available(host.can));
  const latest = useRef(shown);
  latest.current = shown;
  const identity = shown.map((command) => `${command.id}:${command.label(host.t)}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the identity says when the commands are other ones
  useEffect(() => {
    const offered = latest.current.map((command, i) => ({
      ...command,
      run: (h: CommandHost) => (latest.current[i] ?? command).run(h),
    }));
    setPage(owner, offered);
    return () => setPage(owner, []);
  }, [identity, owner, setPage]);
  const bindings: KeyBindings = {};
  for (const command of shown) if (command.keys) bindings[command.keys] = () => void command.run(host);
  useKeys(bindings);
}
