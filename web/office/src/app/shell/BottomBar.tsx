import { LayoutGrid, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { entriesFor } from "../modules";
import { useMe } from "../session/session";

/** The few places a thumb needs; everything else is behind the menu. */
export function BottomBar(props: { onMore: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const entries = entriesFor(permissions)
    .filter((entry) => entry.bottomBar)
    .slice(0, 3);
  return (
    <nav className="hp-bottom" aria-label={t("shell.menu")}>
      {entries.map((entry) => {
        const Icon = entry.bottomBar ?? LayoutGrid;
        return (
          <NavLink key={entry.path} to={entry.path} end={entry.path === "/"}>
            <Icon size={20} />
            <span>{entry.label(t)}</span>
          </NavLink>
        );
      })}
      <button type="button" onClick={props.onPalette}>
        <Search size={20} />
        <span>{t("action.search")}</span>
      </button>
      <button type="button" onClick={props.onMore}>
        <LayoutGrid size={20} />
        <span>{t("action.more")}</span>
      </button>
    </nav>
  );
}
