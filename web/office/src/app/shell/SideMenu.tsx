import { Mark } from "@shared/ui/Mark";
import { Menu, type MenuProps, Tooltip } from "antd";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { entriesFor, entryAt, navGroups } from "../modules";
import { useMe } from "../session/session";
import { groupIcons, groupKeys } from "./navIcons";

const kClosedKey = "homeport.menu.closed";

function readClosed(): string[] {
  return (localStorage.getItem(kClosedKey) ?? "").split(",").filter(Boolean);
}

/** Groups with their pages; only what the person may open, and no group without pages. */
export function useVisibleNav() {
  const { permissions } = useMe();
  return useMemo(() => {
    const visible = entriesFor(permissions);
    return navGroups
      .map((group) => ({ group, entries: visible.filter((entry) => entry.group === group) }))
      .filter(({ entries }) => entries.length > 0);
  }, [permissions]);
}

export function SideMenu(props: { collapsed: boolean; onToggle?: () => void }) {
  const { t } = useTranslation();
  const { chain } = useMe();
  const { pathname } = useLocation();
  const { collapsed, onToggle } = props;
  const nav = useVisibleNav();
  const [closed, setClosed] = useState(readClosed);
  const here = entryAt(pathname);

  // A long menu begins at its head; where one is may lie below.
  const menu = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for when the page is another one
  useEffect(() => {
    menu.current?.querySelector(".ant-menu-item-selected")?.scrollIntoView({ block: "nearest" });
  }, [here?.path]);

  const items: MenuProps["items"] = nav.map(({ group, entries }) => {
    const Icon = groupIcons[group];
    return {
      key: group,
      icon: <Icon size={17} />,
      label: t(groupKeys[group]),
      children: entries.map((entry) => ({
        key: entry.path,
        label: <Link to={entry.path}>{entry.label(t)}</Link>,
      })),
    };
  });
  const open = nav.map(({ group }) => group as string).filter((group) => !closed.includes(group));

  return (
    <nav ref={menu} className="hp-side" aria-label={t("shell.menu")}>
      <Link to="/" className="hp-wordmark hp-side-brand" aria-label={`Homeport · ${chain.chain_name}`}>
        <Mark size={28} />
        {collapsed ? null : (
          <>
            <b>Homeport</b>
            <span>归港</span>
          </>
        )}
      </Link>
      <Menu
        mode="inline"
        inlineCollapsed={collapsed}
        inlineIndent={14}
        items={items}
        selectedKeys={here ? [here.path] : []}
        {...(collapsed ? {} : { openKeys: open })}
        onOpenChange={(keys) => {
          if (collapsed) return;
          const nowClosed = nav.map(({ group }) => group as string).filter((group) => !keys.includes(group));
          localStorage.setItem(kClosedKey, nowClosed.join(","));
          setClosed(nowClosed);
        }}
      />
      {onToggle ? (
        <Tooltip title={collapsed ? t("shell.expandMenu") : undefined} placement="right">
          <button
            type="button"
            className="hp-side-toggle"
            onClick={onToggle}
            aria-label={collapsed ? t("shell.expandMenu") : t("shell.collapseMenu")}
          >
            {collapsed ? <PanelLeftOpen size={17} /> : <PanelLeftClose size={17} />}
            {collapsed ? null : <span>{t("shell.collapseMenu")}</span>}
          </button>
        </Tooltip>
      ) : null}
    </nav>
  );
}
