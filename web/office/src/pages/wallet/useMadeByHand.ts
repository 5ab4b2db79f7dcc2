import type { Adjustment } from "@shared/api/types";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { kWalletRefresh } from "./useWallet";

/** What follows points given or taken by hand: said to be done, or to wait for a second person; then the form goes. */
export function useMadeByHand(sayDone: (made: Adjustment) => string, onClose: () => void) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  return (made: Adjustment) => {
    for (const first of kWalletRefresh) void queries.invalidateQueries({ queryKey: [first] });
    if (made.state === "waiting")
      modal.info({ title: t("wallet.adjust.waiting"), content: t("wallet.adjust.waitingText") });
    else void message.success(sayDone(made));
    onClose();
  };
}
