import * as number from "./number";
import type { Language } from "./time";
import * as time from "./time";

export interface FormatContext {
  currency: string;
  currencyDigits: number;
  zone: string;
  language: Language;
}

/** Everything a screen writes about money, points and time, bound to the chain's currency, zone and the reader's language. */
export function makeFormat(context: FormatContext) {
  const { currency, currencyDigits, zone, language } = context;
  return {
    ...context,
    money: (minor: number) => number.money(minor, currency, currencyDigits),
    moneyInput: (minor: number | null | undefined) =>
      number.decimalInput(minor, currencyDigits, currencyDigits),
    parseMoney: (text: string) => number.parseDecimal(text, currencyDigits),
    symbol: number.currencySymbol(currency).trim(),
    points: number.points,
    parsePoints: (text: string) => number.parseDecimal(text, number.kPointsDigits),
    percent: number.percent,
    parsePercent: (text: string) => number.parseDecimal(text.replace(/[%％]\s*$/, ""), number.kPercentDigits),
    integer: number.integer,
    dateTime: (at: string) => time.dateTime(at, zone),
    dateTimeSeconds: (at: string) => time.dateTimeSeconds(at, zone),
    date: (at: string) => time.dateOf(at, zone),
    relative: (at: string, now = Date.now()) => time.relativeTime(at, now, zone, language),
    month: (on: string) => time.monthOf(on, language),
    instantOf: (wall: string) => time.instantOf(wall, zone),
    startOfDay: (on: string) => time.startOfDay(on, zone),
    today: () => time.dateOf(new Date().toISOString(), zone),
  };
}

export type Format = ReturnType<typeof makeFormat>;
