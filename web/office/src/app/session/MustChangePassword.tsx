import { useTitle } from "@shared/ui/useTitle";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ChangePasswordForm } from "./ChangePasswordForm";
import { EntryFrame } from "./EntryFrame";
import { useRefreshMe, useSignOut } from "./session";

/** A temporary password opens nothing but this. */
export default function MustChangePassword() {
  const { t } = useTranslation();
  useTitle(t("account.mustChangeTitle"));
  const refreshMe = useRefreshMe();
  const signOut = useSignOut();
  return (
    <EntryFrame>
      <h1>{t("account.mustChangeTitle")}</h1>
      <p className="hp-entry-sub">{t("account.mustChangeText")}</p>
      <ChangePasswordForm large onDone={() => void refreshMe()} />
      <Button type="link" block onClick={() => void signOut()}>
        {t("action.signOut")}
      </Button>
    </EntryFrame>
  );
}
