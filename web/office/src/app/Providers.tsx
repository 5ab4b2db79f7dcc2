import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntdApp, ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import dayjs from "dayjs";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { antdTheme, useDark, useStill } from "./theme";

const kFresh = 10_000;

/** Writes repeat in the client with their key; reads have their own repeats there too, so none are added here. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: kFresh,
      retry: false,
      refetchOnWindowFocus: true,
      throwOnError: false,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

const locales: Record<string, () => Promise<Locale>> = {
  zh: async () => {
    await import("dayjs/locale/zh-cn");
    return (await import("antd/es/locale/zh_CN")).default;
  },
  en: async () => (await import("antd/es/locale/en_US")).default,
};

function useLocale(): Locale | undefined {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => {
    let gone = false;
    const language = i18n.language === "en" ? "en" : "zh";
    void locales[language]?.().then((loaded) => {
      if (gone) return;
      dayjs.locale(language === "zh" ? "zh-cn" : "en");
      setLocale(loaded);
    });
    return () => {
      gone = true;
    };
  }, [i18n.language]);
  return locale;
}

export function Providers(props: { children: ReactNode }) {
  const dark = useDark();
  const still = useStill();
  const locale = useLocale();
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={antdTheme(dark, still)}
        locale={locale}
        button={{ autoInsertSpace: false }}
        form={{ validateMessages: {} }}
      >
        <AntdApp notification={{ placement: "bottomLeft" }} message={{ maxCount: 3 }}>
          {props.children}
        </AntdApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
