import type { Birthday } from "@shared/api/profiles";
import type { Text } from "@shared/text/i18n";

const kMonths = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const kDigits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** 初一 … 初十, 十一 … 二十, 廿一 … 三十 */
function chineseDay(day: number): string {
  if (day <= 10) return `初${kDigits[day]}`;
  if (day < 20) return `十${kDigits[day - 10]}`;
  if (day === 20) return "二十";
  return day === 30 ? "三十" : `廿${kDigits[day - 20]}`;
}

/** "腊月初八", "month 12, day 8"; undefined where no lunar day is known. */
export function lunarText(t: Text, language: string, birthday: Birthday): string | undefined {
  const { lunar_month: month, lunar_day: day, is_leap_month: leap } = birthday;
  if (!month || !day) return undefined;
  const words =
    language === "zh"
      ? { month: kMonths[month - 1] ?? "", day: chineseDay(day) }
      : { month: String(month), day: String(day) };
  return t(leap ? "profiles.birthday.lunarLeapDay" : "profiles.birthday.lunarDay", words);
}
