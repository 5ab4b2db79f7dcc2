import { customers } from "@shared/api/endpoints";
import { phone } from "@shared/format/mask";
import { useQuery } from "@tanstack/react-query";
import { Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSettled } from "./useSettled";

const kShown = 10;
const kPauseMs = 250;

/** Finds a customer on the server by name, phone or card; the value is the id. */
export function CustomerSelect(props: {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  label: string;
}) {
  const { t } = useTranslation();
  const { value, onChange, label } = props;
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim(), kPauseMs);
  const found = useQuery({
    queryKey: ["customers", "pick", q],
    queryFn: ({ signal }) => customers.list({ q, limit: kShown }, signal),
    enabled: q !== "",
    staleTime: 30_000,
  });
  const chosen = useQuery({
    queryKey: ["customer", value],
    queryFn: ({ signal }) => customers.get(value ?? "", signal),
    enabled: value !== undefined,
  }).data;
  const options = (q === "" ? [] : (found.data?.items ?? [])).map((customer) => ({
    value: customer.id,
    label: customer.name,
    detail: customer.phone ? phone(customer.phone) : "",
  }));
  if (chosen && value === chosen.id && !options.some((option) => option.value === value))
    options.unshift({
      value: chosen.id,
      label: chosen.name,
      detail: chosen.phone ? phone(chosen.phone) : "",
    });
  return (
    <Select
      className="hp-filter-field hp-customer-select"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      optionRender={(option) => (
        <span className="hp-customer-option">
          {option.data.label}
          <small className="hp-faint hp-num">{option.data.detail}</small>
        </span>
      )}
      notFoundContent={
        found.isFetching || q !== typed.trim() ? (
          <Spin size="small" />
        ) : q === "" ? null : (
          t("empty.notFoundTitle")
        )
      }
      onChange={(id: string | undefined) => {
        setTyped("");
        onChange(id);
      }}
    />
  );
}
