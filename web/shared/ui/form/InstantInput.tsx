import { DatePicker } from "antd";
import dayjs from "dayjs";

/** A moment as the API writes it, chosen on a calendar with a clock. */
export function InstantInput(props: {
  value?: string | null;
  onChange?: (at: string | undefined) => void;
  id?: string;
  placeholder?: string;
  /** Nothing before today. */
  future?: boolean;
}) {
  const { value, onChange, id, placeholder, future } = props;
  return (
    <DatePicker
      id={id}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      placeholder={placeholder ?? ""}
      style={{ width: "100%" }}
      value={value ? dayjs(value) : null}
      disabledDate={future ? (day) => day.isBefore(dayjs(), "day") : undefined}
      onChange={(day) => onChange?.(day ? day.second(0).millisecond(0).toISOString() : undefined)}
    />
  );
}
