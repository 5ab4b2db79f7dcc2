import { createContext, useContext, useEffect, useState } from "react";
import { type Format, makeFormat } from "../format/format";

const Context = createContext<Format>(
  makeFormat({ currency: "CNY", currencyDigits: 2, zone: "Asia/Shanghai", language: "zh" }),
);

export const FormatProvider = Context.Provider;

export function useFormat(): Format {
  return useContext(Context);
}

/** The present, again every minute, so that "3 minutes ago" stays true on an open screen. */
export function useNow(everyMs = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
