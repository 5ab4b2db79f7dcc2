import { App } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

/** Keeps unsaved input from being lost to a link, the back button or a closed tab. Answers a way to let go of it at once. */
export function useLeaveGuard(dirty: boolean): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const guarded = useRef(dirty);
  guarded.current = dirty;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      guarded.current && currentLocation.pathname !== nextLocation.pathname,
  );
  const asked = useRef(false);

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

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

  return () => {
    guarded.current = false;
  };
}
