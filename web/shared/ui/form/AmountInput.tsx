import { Input } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { decimalInput, kPercentDigits, kPointsDigits, parseDecimal } from "../../format/number";
import { useFormat } from "../FormatProvider";

/** What an amount field holds while its text can't be read; validation refuses it. */
const kUnreadable = Number.NaN;

interface AmountProps {
  value?: number | null;
  onChange?: (value: number | undefined) => void;
  id?: string;
  disabled?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  "aria-label"?: string;
}

/** Text on the screen, an integer of 10^-digits in the form: no fraction ever exists in between. */
function AmountInput(
  props: AmountProps & { digits: number; keep: number; prefix?: ReactNode; suffix?: ReactNode },
) {
  const { value, onChange, digits, keep, prefix, suffix, ...rest } = props;
  const [text, setText] = useState(() => decimalInput(value, digits, keep));
  useEffect(() => {
    // A value set from outside replaces the text; one that the text already says leaves the cursor alone.
    if (Number.isNaN(value)) return;
    setText((before) =>
      (parseDecimal(before, digits) ?? null) === (value ?? null) ? before : decimalInput(value, digits, keep),
    );
  }, [value, digits, keep]);
  return (
    <Input
      {...rest}
      className="hp-amount-input"
      inputMode="decimal"
      autoComplete="off"
      prefix={prefix}
      suffix={suffix}
      value={text}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        if (typed.trim() === "") onChange?.(undefined);
        else onChange?.(parseDecimal(typed, digits) ?? kUnreadable);
      }}
      onBlur={() => {
        const read = parseDecimal(text, digits);
        if (read !== undefined) setText(decimalInput(read, digits, keep));
      }}
    />
  );
}

export function MoneyInput(props: AmountProps) {
  const { currencyDigits, symbol } = useFormat();
  return (
    <AmountInput
      {...props}
      digits={currencyDigits}
      keep={currencyDigits}
      prefix={<span className="hp-faint">{symbol}</span>}
    />
  );
}

export function PointsInput(props: AmountProps) {
  return <AmountInput {...props} digits={kPointsDigits} keep={kPointsDigits} />;
}

/** Shows per cent, holds parts per million. */
export function PercentInput(props: AmountProps) {
  return (
    <AmountInput {...props} digits={kPercentDigits} keep={0} suffix={<span className="hp-faint">%</span>} />
  );
}
