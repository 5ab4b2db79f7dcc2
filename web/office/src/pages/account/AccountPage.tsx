import { ChangePasswordForm } from "@app/session/ChangePasswordForm";
import { useMe } from "@app/session/session";
import { useChoices } from "@app/shell/Header";
import { useThemeChoice } from "@app/theme";
import type { LanguageCode, ThemeChoice } from "@shared/api/types";
import { Facts, Page, Panel } from "@shared/ui/Page";
import { Avatar, Blank } from "@shared/ui/Values";
import { App, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Sessions } from "./Sessions";
import { Totp } from "./Totp";
import "./account.css";

function Profile() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Panel title={t("account.profile")}>
      <div className="hp-account-who">
        <Avatar name={me.staff.name} size={48} />
        <strong>{me.staff.name}</strong>
      </div>
      <Facts
        items={[
          [t("account.signInName"), me.staff.sign_in_name],
          [t("account.store"), me.org_unit_name],
          [t("account.scope"), t(`scope.${me.data_scope}`)],
          [t("account.guideNumber"), me.staff.guide_number || <Blank />],
        ]}
      />
    </Panel>
  );
}

function Preferences() {
  const { t, i18n } = useTranslation();
  const choose = useChoices();
  const theme = useThemeChoice();
  return (
    <Panel title={t("account.preferences")}>
      <Facts
        items={[
          [
            t("shell.language"),
            <Segmented
              key="language"
              value={i18n.language}
              options={[
                { value: "zh", label: t("shell.chinese") },
                { value: "en", label: t("shell.english") },
              ]}
              onChange={(language) => choose.language(language as LanguageCode)}
            />,
          ],
          [
            t("shell.theme"),
            <Segmented
              key="theme"
              value={theme}
              options={[
                { value: "system", label: t("shell.themeSystem") },
                { value: "light", label: t("shell.themeLight") },
                { value: "dark", label: t("shell.themeDark") },
              ]}
              onChange={(choice) => choose.theme(choice as ThemeChoice)}
            />,
          ],
        ]}
      />
    </Panel>
  );
}

export default function AccountPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <Page title={t("account.title")} narrow>
      <div className="hp-account">
        <div>
          <Profile />
          <Preferences />
        </div>
        <div>
          <Panel title={t("account.changePassword")}>
            <ChangePasswordForm onDone={() => void message.success(t("account.passwordChanged"))} />
          </Panel>
          <Totp />
          <Sessions />
        </div>
      </div>
    </Page>
  );
}
