import { DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useFormat } from "../FormatProvider";
import { isOutside, kDay, kWall, type Only, setCalendarZone, toCalendar } from "./wallClock";

interface PickerProps {
  value?: string | null;
  id?: string;
  placeholder?: string;
  className?: string;
  "aria-label"?: string;
  allowClear?: boolean;
  /** Chosen on the calendar only: no keyboard comes up on a telephone. */
  inputReadOnly?: boolean;
  only?: Only;
}

function useChainCalendar(only: Only | undefined) {
  const format = useFormat();
  setCalendarZone(format.zone);
  return only ? isOutside(only, format.today()) : undefined;
}

/** A day as the API writes it. */
export function DayInput(props: PickerProps & { onChange?: (on: string | undefined) => void }) {
  const { value, onChange, only, ...rest } = props;
  const disabledDate = useChainCalendar(only);
  return (
    <DatePicker
      {...rest}
      style={rest.className ? undefined : { width: "100%" }}
      value={toCalendar(value)}
      disabledDate={disabledDate}
      onChange={(day) => onChange?.(day?.format(kDay))}
    />
  );
}

/** "YYYY-MM-DD HH:mm" on the chain's clock. */
export function WallInput(
  props: PickerProps & {
    onChange?: (wall: string | undefined) => void;
    minuteStep?: 1 | 5 | 15;
    needConfirm?: boolean;
  },
) {
  const { value, onChange, only, minuteStep, ...rest } = props;
  const disabledDate = useChainCalendar(only);
  return (
    <DatePicker
      {...rest}
      style={rest.className ? undefined : { width: "100%" }}
      showTime={{ format: "HH:mm", minuteStep }}
      format={kWall}
      value={toCalendar(value)}
      disabledDate={disabledDate}
      onChange={(at) => onChange?.(at?.format(kWall))}
    />
  );
}

/** A moment as the API writes it, chosen on a calendar with a clock. */
export function InstantInput(props: PickerProps & { onChange?: (at: string | undefined) => void }) {
  const { value, onChange, ...rest } = props;
  const format = useFormat();
  return (
    <WallInput
      placeholder=""
      {...rest}
      value={value ? format.dateTime(value) : undefined}
      onChange={(wall) => onChange?.(wall ? format.instantOf(wall) : undefined)}
    />
  );
}

/** From one day to another, both included. */
export function DayRangeInput(props: {
  value?: [string, string];
  onChange?: (days: [string, string] | undefined) => void;
  id?: string;
  only?: Only;
  presets?: readonly { label: string; value: [string, string] }[];
}) {
  const { value, onChange, id, only, presets } = props;
  const disabledDate = useChainCalendar(only);
  const pair = ([from, to]: [string, string]): [Dayjs | null, Dayjs | null] => [
    toCalendar(from),
    toCalendar(to),
  ];
  return (
    <DatePicker.RangePicker
      id={id}
      style={{ width: "100%" }}
      value={value ? pair(value) : null}
      disabledDate={disabledDate}
      presets={presets?.map((preset) => ({
        label: preset.label,
        value: pair(preset.value) as [Dayjs, Dayjs],
      }))}
      onChange={(days) => {
        const [from, to] = days ?? [];
        const chosen = from && to ? [from.format(kDay), to.format(kDay)].sort() : undefined;
        onChange?.(chosen as [string, string] | undefined);
      }}
    />
  );
}
