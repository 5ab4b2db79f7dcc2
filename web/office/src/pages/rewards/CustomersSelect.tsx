import { customers } from "@shared/api/endpoints";
import { phone } from "@shared/format/mask";
import { useQuery } from "@tanstack/react-query";
import { Select, Spin } from "antd";
import { useRef, useState } from "react";
import { useSettled } from "../sales/useSettled";

const kShown = 12;
const kMost = 1000;

/** Several customers, found on the server one after the other. */
export function CustomersSelect(props: {
  value?: string[];
  onChange?: (ids: string[]) => void;
  id?: string;
  label: string;
}) {
  const { value, onChange, id, label } = props;
  const [typed, setTyped] = useState("");
  const names = useRef(new Map<string, string>());
  const q = useSettled(typed.trim(), 250);
  const found = useQuery({
    queryKey: ["customers", "pick", q],
    queryFn: ({ signal }) => customers.list({ q, limit: kShown }, signal),
    enabled: q !== "",
    staleTime: 30_000,
  });
  const items = q === "" ? [] : (found.data?.items ?? []);
  for (const one of items) names.current.set(one.id, one.name);
  const shown = new Set(items.map((one) => one.id));
  const options = [
    ...items.map((one) => ({
      value: one.id,
      label: one.name,
      detail: one.phone ? phone(one.phone) : "",
    })),
    ...(value ?? [])
      .filter((chosen) => !shown.has(chosen))
      .map((chosen) => ({ value: chosen, label: names.current.get(chosen) ?? chosen, detail: "" })),
  ];
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      maxCount={kMost}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? []}
      options={options}
      optionRender={(option) => (
        <span className="hp-customer-option">
          {option.data.label}
          <small className="hp-faint hp-num">{option.data.detail}</small>
        </span>
      )}
      notFoundContent={found.isFetching ? <Spin size="small" /> : null}
      onChange={(next: string[]) => onChange?.(next)}
    />
  );
}
