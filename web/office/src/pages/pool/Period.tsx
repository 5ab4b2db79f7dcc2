import { addDays } from "@shared/format/time";
import { useFormat } from "@shared/ui/FormatProvider";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

const kDays = [7, 30, 90] as const;
const kDefault = 30;

/** The days up to today that a report covers; lives in the address. */
export function usePeriod() {
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get("days"));
  const days = (kDays as readonly number[]).includes(asked) ? asked : kDefault;
  const to = format.today();
  const setDays = (next: number) => {
    const after = new URLSearchParams(search);
    if (next === kDefault) after.delete("days");
    else after.set("days", String(next));
    setSearch(after, { replace: true });
  };
  return { from: addDays(to, 1 - days), to, days, setDays };
}

export function PeriodChoice(props: { days: number; onChange: (days: number) => void }) {
  const { t } = useTranslation();
  return (
    <Segmented<number>
      aria-label={t("pool.fair.period")}
      value={props.days}
      onChange={props.onChange}
      options={kDays.map((n) => ({ value: n, label: t("pool.fair.days", { n }) }))}
    />
  );
}
