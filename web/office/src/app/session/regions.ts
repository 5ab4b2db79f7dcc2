/** Currencies and time zones by name, as the browser knows them; the likely ones first. */

const kCommonCurrencies = [
  "CNY",
  "HKD",
  "TWD",
  "MOP",
  "USD",
  "EUR",
  "JPY",
  "KRW",
  "SGD",
  "MYR",
  "THB",
  "VND",
  "GBP",
  "AUD",
];
const kCommonZones = [
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Hong_Kong",
  "Asia/Taipei",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
];

export interface Choice {
  value: string;
  label: string;
}

function supported(kind: "currency" | "timeZone", common: readonly string[]): string[] {
  const all = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf(kind) : [];
  return [...common, ...all.filter((code) => !common.includes(code))];
}

export function currencyChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language === "zh" ? "zh-CN" : "en"], { type: "currency" });
  return supported("currency", kCommonCurrencies).map((code) => {
    const name = names.of(code);
    return { value: code, label: name && name !== code ? `${name} (${code})` : code };
  });
}

function offsetOf(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

export function zoneChoices(language: string): Choice[] {
  return supported("timeZone", kCommonZones).map((zone) => ({
    value: zone,
    label: `${zone.replaceAll("_", " ")} (${offsetOf(zone, language)})`,
  }));
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai";
}
