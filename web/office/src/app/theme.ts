import type { ThemeChoice } from "@shared/api/types";
import { type ThemeConfig, theme } from "antd";
import { useSyncExternalStore } from "react";

const kStorageKey = "homeport.theme";
const kDark = "(prefers-color-scheme: dark)";
const kStill = "(prefers-reduced-motion: reduce)";
const listeners = new Set<() => void>();

function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(kStorageKey);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function isDark(): boolean {
  const choice = themeChoice();
  return choice === "dark" || (choice === "system" && window.matchMedia(kDark).matches);
}

function apply(): void {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function startTheme(): void {
  window.matchMedia(kDark).addEventListener("change", apply);
  apply();
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(kStorageKey);
  else localStorage.setItem(kStorageKey, choice);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function subscribeToStill(listener: () => void): () => void {
  const asked = window.matchMedia(kStill);
  asked.addEventListener("change", listener);
  return () => asked.removeEventListener("change", listener);
}

/** Whether the person asked the system to keep things from moving. */
export function useStill(): boolean {
  return useSyncExternalStore(subscribeToStill, () => window.matchMedia(kStill).matches);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice);
}

const kFont =
  'Inter, "Segoe UI", "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

const shared = {
  fontFamily: kFont,
  fontSize: 14,
  borderRadius: 8,
  borderRadiusLG: 12,
  borderRadiusSM: 6,
  controlHeight: 34,
  wireframe: false,
  motionDurationMid: "0.14s",
  motionDurationSlow: "0.2s",
};

/** One accent, quiet surfaces: the colours of a harbour early in the day, and at night. */
const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#0b6b74",
    colorInfo: "#0b6b74",
    colorLink: "#0b6b74",
    colorLinkHover: "#07525a",
    colorSuccess: "#23794b",
    colorWarning: "#a15c00",
    colorError: "#b93a2b",
    colorTextBase: "#17211f",
    colorText: "#1a2523",
    colorTextSecondary: "#4d5a57",
    colorTextTertiary: "#5f6b67",
    colorTextPlaceholder: "#68746f",
    colorBgLayout: "#f4f6f5",
    colorBgContainer: "#ffffff",
    colorBorder: "#d5dcd9",
    colorBorderSecondary: "#e7ebe9",
    colorFillAlter: "#f8faf9",
    // The algorithm greys the paler shades of colours as dark as these.
    colorPrimaryBg: "#e3f0f0",
    colorPrimaryBgHover: "#d3e7e8",
    colorPrimaryBorder: "#a9d0d2",
    colorInfoBg: "#e8f3f3",
    colorInfoBorder: "#b3d5d6",
    colorSuccessBg: "#e8f4ec",
    colorSuccessBorder: "#b5d9c2",
    colorWarningBg: "#fcf3e3",
    colorWarningBorder: "#ebd0a3",
    colorErrorBg: "#fcedea",
    colorErrorBorder: "#efc4bc",
  },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#1f8a8f",
    colorInfo: "#3aa6a8",
    colorLink: "#62c3c3",
    colorLinkHover: "#86d6d5",
    colorSuccess: "#4cae79",
    colorWarning: "#d79a3c",
    colorError: "#e0705f",
    colorText: "#e2e9e7",
    colorTextSecondary: "#a9b6b2",
    colorTextTertiary: "#8d9b97",
    colorTextPlaceholder: "#8d9b97",
    colorBgLayout: "#0e1413",
    colorBgContainer: "#151d1b",
    colorBgElevated: "#1c2624",
    colorBorder: "#31403c",
    colorBorderSecondary: "#25312e",
    colorFillAlter: "#1a2321",
    // The algorithm makes it so dark that bars and outlines of it are lost on the surface.
    colorPrimaryBorder: "#8fc0c1",
  },
};

const components: ThemeConfig["components"] = {
  Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
  Table: {
    headerBorderRadius: 0,
    cellPaddingBlockMD: 10,
    cellPaddingInlineMD: 14,
    cellPaddingBlockSM: 6,
    cellPaddingInlineSM: 12,
  },
  Form: { itemMarginBottom: 18, verticalLabelPadding: "0 0 4px" },
  Menu: {
    itemBorderRadius: 8,
    itemHeight: 32,
    itemMarginBlock: 1,
    itemMarginInline: 8,
    activeBarBorderWidth: 0,
    subMenuItemBg: "transparent",
    itemBg: "transparent",
  },
  Drawer: { paddingLG: 20 },
  Checkbox: { borderRadiusSM: 4 },
  Tabs: { titleFontSize: 14, horizontalMargin: "0" },
};

export function antdTheme(isDarkNow: boolean, isStill: boolean): ThemeConfig {
  const base = isDarkNow ? dark : light;
  const header = isDarkNow ? "#18211f" : "#fafbfa";
  const selected = isDarkNow ? "rgba(58,166,168,.16)" : "rgba(11,107,116,.09)";
  return {
    ...base,
    token: { ...base.token, motion: !isStill },
    components: {
      ...components,
      Table: {
        ...components?.Table,
        headerBg: header,
        headerSplitColor: "transparent",
        bodySortBg: "transparent",
        headerSortActiveBg: header,
        headerSortHoverBg: isDarkNow ? "#1d2725" : "#f1f5f3",
        fixedHeaderSortActiveBg: header,
        rowHoverBg: isDarkNow ? "#1a2422" : "#f6f9f8",
        // A shade darker, quiet words on it would be hard to read.
        ...(isDarkNow ? {} : { rowSelectedHoverBg: "#dbebec" }),
      },
      Menu: {
        ...components?.Menu,
        itemSelectedBg: selected,
        itemSelectedColor: isDarkNow ? "#7ed0cf" : "#0b6b74",
        subMenuItemSelectedColor: isDarkNow ? "#7ed0cf" : "#0b6b74",
      },
      Tabs: {
        ...components?.Tabs,
        itemSelectedColor: isDarkNow ? "#7ed0cf" : "#0b6b74",
        inkBarColor: isDarkNow ? "#62c3c3" : "#0b6b74",
      },
      Dropdown: isDarkNow ? { colorPrimary: "#62c3c3" } : {},
      Tree: { nodeSelectedBg: selected, nodeHoverBg: isDarkNow ? "#1d2725" : "#f1f5f3", titleHeight: 32 },
      Segmented: { itemSelectedBg: isDarkNow ? "#2a3734" : "#ffffff" },
    },
  };
}
