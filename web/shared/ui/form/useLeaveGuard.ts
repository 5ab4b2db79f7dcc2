import { App } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

/** Forms with unsaved input. A router asks one blocker only, and a page may hold several forms. */
const guards = new Set<{ dirty: boolean }>();

/** Keeps unsaved input from being lost to a link, the back button or a closed tab. Answers a way to let go of it at once. */
export function useLeaveGuard(dirty: boolean): () => void {
  const guard = useRef({ dirty }).current;
  guard.dirty = dirty;
  useEffect(() => {
    guards.add(guard);
    return () => void guards.delete(guard);
  }, [guard]);

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

  return () => {
    guard.dirty = false;
  };
}

/** Asks before a page with unsaved input is left; once in the frame around all pages. */
export function useLeaveQuestion(): void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && [...guards].some((guard) => guard.dirty),
  );
  const asked = useRef(false);

  useEffect(() => {
    if (blocker.state !== "blocked" || asked.current) return;
    asked.current = true;
    modal.confirm({
      title: t("form.leaveTitle"),
      content: t("form.leaveText"),
      okText: t("action.discard"),
      cancelText: t("action.keepEditing"),
      okButtonProps: { danger: true },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
      afterClose: () => {
        asked.current = false;
      },
    });
  }, [blocker, modal, t]);
}
