import { CommandProvider, useKeys } from "@shared/ui/command/CommandProvider";
import type { KeyBindings } from "@shared/ui/command/keys";
import { useLeaveQuestion } from "@shared/ui/form/useLeaveGuard";
import { focusPage, returnFocus } from "@shared/ui/returnFocus";
import { useNarrow } from "@shared/ui/useNarrow";
import { Drawer, Spin } from "antd";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Route, Routes, useLocation, useNavigate } from "react-router";
import { CrashGuard } from "../Crashed";
import { lacking, type PageRoute } from "../module";
import { entriesFor, routes } from "../modules";
import { setNavigate } from "../navigate";
import { useMe } from "../session/session";
import { chooseTheme, useDark } from "../theme";
import { BottomBar } from "./BottomBar";
import { Header } from "./Header";
import { NotAllowed, NotFound } from "./NoPage";
import { SideMenu } from "./SideMenu";
import { useLiveNews } from "./useLiveNews";
import { useMemberScan } from "./useMemberScan";
import "../styles/shell.css";
import "../styles/list.css";
import "../styles/record.css";

const Palette = lazy(() => import("./Palette"));
const KeyHelp = lazy(() => import("./KeyHelp"));

const kCollapsedKey = "homeport.menu.collapsed";

function Loading() {
  return (
    <div className="hp-waiting">
      <Spin />
    </div>
  );
}

const pages = routes.map((route) => ({ ...route, Component: lazy(route.load) }));

function PageAt(props: { route: (typeof pages)[number] }) {
  const { permissions } = useMe();
  const { permission, Component }: PageRoute & { Component: (typeof pages)[number]["Component"] } =
    props.route;
  const missing = lacking(permission, permissions);
  if (missing.length > 0) return <NotAllowed permissions={missing} />;
  return <Component />;
}

function Pages() {
  const location = useLocation();
  return (
    <CrashGuard where={location.pathname}>
      <Suspense fallback={<Loading />}>
        <Routes>
          {pages.map((route) => (
            <Route key={route.path} path={`/${route.path}`} element={<PageAt route={route} />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </CrashGuard>
  );
}

function useFullScreen(): boolean {
  const { pathname } = useLocation();
  return routes.some(
    (route) => route.fullScreen && (pathname === `/${route.path}` || pathname.startsWith(`/${route.path}/`)),
  );
}

/** A link or button that leads elsewhere leaves with its page. */
function useFocusOfPage(path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    focusPage();
  }, [path]);
}

function Frame() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const location = useLocation();
  const dark = useDark();
  const fullScreen = useFullScreen();
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(kCollapsedKey) === "1");
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const heard = useLiveNews();
  useMemberScan();
  useLeaveQuestion();
  useEffect(returnFocus, []);
  useEffect(() => setNavigate((path) => void navigate(path)), [navigate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another page opens
  useEffect(() => setDrawer(false), [location.pathname]);
  useFocusOfPage(location.pathname);

  const bindings: KeyBindings = {
    "mod+k": () => setPalette((open) => !open),
    "?": () => setHelp(true),
    "g d": () => chooseTheme(dark ? "light" : "dark"),
    "/": () => setPalette(true),
  };
  for (const { go, path } of entriesFor(permissions)) {
    if (go) bindings[`g ${go}`] = () => void navigate(path);
  }
  useKeys(bindings, true);

  const toggle = useCallback(() => {
    setCollapsed((before) => {
      localStorage.setItem(kCollapsedKey, before ? "0" : "1");
      return !before;
    });
  }, []);
  const overlays = (
    <Suspense fallback={null}>
      {palette ? <Palette onClose={() => setPalette(false)} onHelp={() => setHelp(true)} /> : null}
      {help ? <KeyHelp onClose={() => setHelp(false)} /> : null}
    </Suspense>
  );
  if (fullScreen) {
    return (
      <>
        <main className="hp-full" id="hp-main" tabIndex={-1}>
          <Pages />
        </main>
        {overlays}
      </>
    );
  }
  return (
    <div className={`hp-shell${collapsed ? " hp-shell-collapsed" : ""}`}>
      <a className="hp-skip" href="#hp-main">
        {t("shell.skip")}
      </a>
      {narrow ? null : <SideMenu collapsed={collapsed} onToggle={toggle} />}
      <div className="hp-shell-right">
        <Header
          onMenu={() => setDrawer(true)}
          onPalette={() => setPalette(true)}
          onHelp={() => setHelp(true)}
        />
        {heard ? null : (
          <div className="hp-offline" role="status">
            {t("shell.offline")}
          </div>
        )}
        <main className="hp-main" id="hp-main" tabIndex={-1}>
          <Pages />
        </main>
      </div>
      {narrow ? (
        <>
          <BottomBar onMore={() => setDrawer(true)} onPalette={() => setPalette(true)} />
          <Drawer
            open={drawer}
            onClose={() => setDrawer(false)}
            placement="left"
            size={280}
            className="hp-menu-drawer"
            closable={false}
          >
            <SideMenu collapsed={false} />
          </Drawer>
        </>
      ) : null}
      {overlays}
    </div>
  );
}

export default function Shell() {
  const { permissions } = useMe();
  const held = useMemo(() => new Set(permissions), [permissions]);
  const can = useCallback((permission: string) => held.has(permission), [held]);
  return (
    <CommandProvider can={can}>
      <Frame />
    </CommandProvider>
  );
}
