import type { VoucherSeries } from "@shared/api/types";
import type { Format } from "@shared/format/format";
import type { Text } from "@shared/text/i18n";

/** The value of a voucher in one word: "¥20.00 off", "10% off", "a gift". */
function seriesValue(
  t: Text,
  format: Format,
  series: Pick<VoucherSeries, "kind" | "value_minor" | "rate_ppm" | "cap_minor">,
): string {
  if (series.kind === "money_off")
    return t("rewards.terms.moneyOff", { amount: format.money(series.value_minor ?? 0) });
  if (series.kind === "percent_off") {
    const off = t("rewards.terms.percentOff", { percent: format.percent(series.rate_ppm ?? 0) });
    return series.cap_minor
      ? t("rewards.terms.capped", { off, amount: format.money(series.cap_minor) })
      : off;
  }
  return t("rewards.terms.gift");
}

/** What it is worth and from what amount on. */
export function seriesTerms(t: Text, format: Format, series: VoucherSeries): string[] {
  const terms = [seriesValue(t, format, series)];
  if (series.minimum_minor > 0)
    terms.push(t("rewards.terms.from", { amount: format.money(series.minimum_minor) }));
  if (series.new_members_only) terms.push(t("rewards.terms.newMembers"));
  if (series.may_combine) terms.push(t("rewards.terms.combines"));
  return terms;
}
