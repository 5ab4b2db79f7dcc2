import { onSignInRequired } from "@shared/api/client";
import { identity } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Me, SessionAnswer } from "@shared/api/types";
import { makeFormat } from "@shared/format/format";
import type { Language } from "@shared/format/time";
import { currentLanguage, isLanguage, switchLanguage } from "@shared/text/i18n";
import { FormatProvider } from "@shared/ui/FormatProvider";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { chooseTheme } from "../theme";

const kMe = ["me"] as const;

const Context = createContext<Me | undefined>(undefined);

/** Who is signed in; only below a RequireSession. */
export function useMe(): Me {
  const me = useContext(Context);
  if (!me) throw new Error("useMe needs a session");
  return me;
}

/** undefined while asking, null when nobody is signed in. */
export function useSession(): { me: Me | null | undefined; problem: Problem | undefined; retry: () => void } {
  const query = useQuery({
    queryKey: kMe,
    queryFn: async ({ signal }) => {
      try {
        return await identity.me(signal);
      } catch (error) {
        if (asProblem(error).status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
  return {
    me: query.data,
    problem: query.error ? asProblem(query.error) : undefined,
    retry: () => void query.refetch(),
  };
}

let languageAsked = false;

/** The language chosen before signing in is the one wanted now, whatever the account said until then. */
export function askLanguage(language: Language): void {
  languageAsked = true;
  void switchLanguage(language);
}

/** Starts a session that the server has just opened: the chain's and the person's choices become the screen's. */
export function useEnter(): (answer: SessionAnswer) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async ({ me }) => {
      queries.clear();
      const { language } = me.staff;
      if (languageAsked) void identity.saveMe({ language: currentLanguage() }).catch(() => undefined);
      else if (isLanguage(language) && language !== currentLanguage()) await switchLanguage(language);
      languageAsked = false;
      if (me.staff.theme) chooseTheme(me.staff.theme);
      queries.setQueryData(kMe, me);
    },
    [queries],
  );
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    await identity.signOut().catch(() => undefined);
    queries.clear();
    queries.setQueryData(kMe, null);
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith("homeport.")) sessionStorage.removeItem(key);
    await navigate("/sign-in");
  }, [queries, navigate]);
}

export function useRefreshMe(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: kMe }), [queries]);
}

/** Any answer that misses a session turns the screen to sign-in, wherever it was asked. */
export function useSessionWatch(): void {
  const queries = useQueryClient();
  useEffect(() => onSignInRequired(() => queries.setQueryData(kMe, null)), [queries]);
}

export function SessionProvider(props: { me: Me; children: ReactNode }) {
  const { me } = props;
  const { i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const { currency, currency_digits, time_zone } = me.chain;
  const format = useMemo(
    () => makeFormat({ currency, currencyDigits: currency_digits, zone: time_zone, language }),
    [currency, currency_digits, time_zone, language],
  );
  return (
    <Context.Provider value={me}>
      <FormatProvider value={format}>{props.children}</FormatProvider>
    </Context.Provider>
  );
}
