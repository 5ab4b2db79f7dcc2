import { identity } from "@shared/api/endpoints";
import type { LanguageCode, ThemeChoice } from "@shared/api/types";
import { switchLanguage } from "@shared/text/i18n";
import { Mark } from "@shared/ui/Mark";
import { Avatar, Kbd } from "@shared/ui/Values";
import { Button, Dropdown, type MenuProps, Tooltip } from "antd";
import {
  CircleHelp,
  Languages,
  LogOut,
  MapPin,
  Menu as MenuIcon,
  Monitor,
  Moon,
  Search,
  Sun,
  UserRound,
} from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { modules } from "../modules";
import { useMe, useSignOut } from "../session/session";
import { chooseTheme, useDark, useThemeChoice } from "../theme";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The choice is this browser's at once and the account's by the way: a lost request must not undo it. */
export function useChoices() {
  return {
    language: (language: LanguageCode) => {
      void switchLanguage(language);
      void identity.saveMe({ language }).catch(() => undefined);
    },
    theme: (theme: ThemeChoice) => {
      chooseTheme(theme);
      void identity.saveMe({ theme }).catch(() => undefined);
    },
  };
}

const tools = modules.flatMap(({ header }) =>
  header ? [{ permission: header.permission, Tool: lazy(header.load) }] : [],
);

/** What modules put into the header, for those who may have it. */
function ModuleTools() {
  const { permissions } = useMe();
  return (
    <Suspense fallback={null}>
      {tools.map(({ permission, Tool }) =>
        permissions.includes(permission) ? <Tool key={permission} /> : null,
      )}
    </Suspense>
  );
}

function UserMenu() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const choose = useChoices();
  const choice = useThemeChoice();
  const items: MenuProps["items"] = [
    { key: "account", icon: <UserRound size={15} />, label: t("shell.account") },
    {
      key: "language",
      icon: <Languages size={15} />,
      label: t("shell.language"),
      children: [
        { key: "zh", label: t("shell.chinese") },
        { key: "en", label: t("shell.english") },
      ],
    },
    {
      key: "theme",
      icon: <Sun size={15} />,
      label: t("shell.theme"),
      children: [
        { key: "system", icon: <Monitor size={15} />, label: t("shell.themeSystem") },
        { key: "light", icon: <Sun size={15} />, label: t("shell.themeLight") },
        { key: "dark", icon: <Moon size={15} />, label: t("shell.themeDark") },
      ],
    },
    { type: "divider" },
    { key: "signOut", icon: <LogOut size={15} />, label: t("action.signOut") },
  ];
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items,
        selectedKeys: [i18n.language, choice],
        onClick: ({ key }) => {
          if (key === "account") void navigate("/account");
          else if (key === "signOut") void signOut();
          else if (key === "zh" || key === "en") choose.language(key);
          else choose.theme(key as ThemeChoice);
        },
      }}
    >
      <button type="button" className="hp-user" aria-label={`${t("shell.userMenu")}: ${me.staff.name}`}>
        <Avatar name={me.staff.name} size={28} />
        <span className="hp-user-name">{me.staff.name}</span>
      </button>
    </Dropdown>
  );
}

export function Header(props: { onMenu: () => void; onPalette: () => void; onHelp: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const dark = useDark();
  const choose = useChoices();
  const other: LanguageCode = i18n.language === "zh" ? "en" : "zh";
  return (
    <header className="hp-header">
      <Button
        className="hp-phone-only"
        type="text"
        icon={<MenuIcon size={18} />}
        aria-label={t("shell.menu")}
        onClick={props.onMenu}
      />
      <span className="hp-phone-only hp-header-mark">
        <Mark size={24} />
      </span>
      <button
        type="button"
        className="hp-search-trigger"
        onClick={props.onPalette}
        aria-keyshortcuts="Control+K"
      >
        <Search size={15} aria-hidden="true" />
        <span>{t("shell.searchAnything")}</span>
        <span className="hp-search-keys">
          <Kbd>{isApple ? "⌘" : "Ctrl"}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <div className="hp-header-right">
        <Tooltip title={me.chain.chain_name}>
          <span className="hp-where">
            <MapPin size={14} aria-hidden="true" />
            <span>{me.org_unit_name}</span>
          </span>
        </Tooltip>
        <Button
          className="hp-wide-only"
          type="text"
          aria-label={t("shell.language")}
          onClick={() => choose.language(other)}
        >
          {other === "en" ? "EN" : "中"}
        </Button>
        <Button
          className="hp-wide-only"
          type="text"
          icon={dark ? <Sun size={17} /> : <Moon size={17} />}
          aria-label={t("shell.switchTheme")}
          onClick={() => choose.theme(dark ? "light" : "dark")}
        />
        <Tooltip title={`${t("shell.help")}  ?`}>
          <Button
            className="hp-wide-only"
            type="text"
            icon={<CircleHelp size={17} />}
            aria-label={t("shell.help")}
            onClick={props.onHelp}
          />
        </Tooltip>
        <ModuleTools />
        <UserMenu />
      </div>
    </header>
  );
}
