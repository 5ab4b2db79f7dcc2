import { customers } from "@shared/api/endpoints";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface Who {
  id: string;
  name: string;
}

const kFound = 10;

/** Finds one customer by name, phone or card, on the server. */
export function CustomerChoice(props: { value: Who | undefined; onChange: (who: Who) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const found = useQuery({
    queryKey: ["customers", "choice", typed],
    queryFn: ({ signal }) => customers.list({ q: typed, limit: kFound }, signal),
    enabled: typed.trim() !== "",
  });
  const known = found.data?.items.map(({ id, name }) => ({ id, name })) ?? [];
  const shown =
    props.value && !known.some((one) => one.id === props.value?.id) ? [props.value, ...known] : known;
  return (
    <Select
      id="hp-choose-customer"
      style={{ width: "100%" }}
      autoFocus
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t("followUps.search")}
      notFoundContent={typed && found.isFetching ? t("loading") : undefined}
      value={props.value?.id}
      options={shown.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id: string) => {
        const one = shown.find((other) => other.id === id);
        if (one) props.onChange(one);
      }}
    />
  );
}
