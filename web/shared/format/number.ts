/** Amounts travel as integers (minor units, hundredths of a point, parts per million); nothing here uses fractions. */

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Writes `value` / 10^`digits` with thousands separators, exactly. */
export function decimal(value: number, digits: number): string {
  const negative = value < 0;
  const text = String(Math.abs(value)).padStart(digits + 1, "0");
  const whole = digits === 0 ? text : text.slice(0, -digits);
  const fraction = digits === 0 ? "" : `.${text.slice(-digits)}`;
  return `${negative ? "−" : ""}${group(whole)}${fraction}`;
}

/**
 * Reads what a person typed into an integer of 10^-`digits`.
 * Accepts full-width digits, thousands separators, a leading currency sign.
 * Answers undefined for anything else: more decimals than `digits`, letters, beyond 2^53.
 */
export function parseDecimal(text: string, digits: number): number | undefined {
  const half = text
    .replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\uff0e\u3002]/g, ".")
    .replace(/[\uff0c,\s]/g, "")
    .replace(/\u2212/g, "-");
  const found = /^(-?)[^\d\w.-]?(\d*)(?:\.(\d*))?$/.exec(half);
  if (!found) return undefined;
  const [, sign = "", whole = "", fraction = ""] = found;
  if (whole === "" && fraction === "") return undefined;
  const trimmed = fraction.replace(/0+$/, "");
  if (trimmed.length > digits) return undefined;
  const value = Number(`${whole}${trimmed.padEnd(digits, "0")}`);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign && value !== 0 ? -value : value;
}

/** The plain form an input starts from: no separators, no superfluous zeros beyond `keep` decimals. */
export function decimalInput(value: number | undefined | null, digits: number, keep = 0): string {
  if (value === undefined || value === null) return "";
  const plain = decimal(value, digits).replace(/,/g, "").replace("−", "-");
  if (digits === 0) return plain;
  const [whole = "0", fraction = ""] = plain.split(".");
  let end = fraction.length;
  while (end > keep && fraction[end - 1] === "0") end -= 1;
  return end === 0 ? whole : `${whole}.${fraction.slice(0, end)}`;
}

export const kPointsDigits = 2;
/** A rate of 1,000,000 ppm is 100 %: as a percentage it has four decimals. */
export const kPercentDigits = 4;

export function points(hundredths: number): string {
  return decimal(hundredths, kPointsDigits);
}

export function percent(ppm: number): string {
  const text = decimalInput(ppm, kPercentDigits);
  return `${text.replace("-", "−")}%`;
}

export function integer(value: number): string {
  return decimal(value, 0);
}

/** A count the server stopped counting at 1,000 is written "1,000+". */
export function count(total: number, exact: boolean): string {
  return `${integer(total)}${exact ? "" : "+"}`;
}

const kSymbols: Record<string, string> = {
  CNY: "¥",
  JPY: "¥",
  USD: "$",
  EUR: "€",
  GBP: "£",
  HKD: "HK$",
  TWD: "NT$",
  KRW: "₩",
  SGD: "S$",
  MYR: "RM",
  THB: "฿",
  VND: "₫",
  AUD: "A$",
  CAD: "C$",
  INR: "₹",
  PHP: "₱",
  IDR: "Rp",
  RUB: "₽",
};

export function currencySymbol(currency: string): string {
  return kSymbols[currency] ?? `${currency} `;
}

export function money(minor: number, currency: string, digits: number): string {
  const text = decimal(Math.abs(minor), digits);
  return `${minor < 0 ? "−" : ""}${currencySymbol(currency)}${text}`;
}
