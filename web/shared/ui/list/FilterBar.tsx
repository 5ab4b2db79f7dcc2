import { Button, Input, type InputRef, Select } from "antd";
import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../command/CommandProvider";
import { DayInput } from "../form/dates";

export interface ListFilter {
  /** The query parameter of the API, and of the address. */
  name: string;
  label: string;
  kind: "text" | "select" | "day" | "own";
  /** Of kind "own": its field, such as one that searches on the server. */
  field?: (value: string | undefined, choose: (value: string | undefined) => void) => ReactNode;
  options?: readonly { value: string; label: ReactNode; search?: string }[];
  /** Only behind 展开. */
  rare?: boolean;
}

interface FilterBarProps {
  filters: readonly ListFilter[];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

function Field(props: {
  filter: ListFilter;
  value: string | undefined;
  set: (value: string | undefined) => void;
  commit: (value?: string) => void;
}) {
  const { filter, value, set, commit } = props;
  if (filter.kind === "own") {
    return filter.field?.(value, (next) => {
      set(next);
      commit(next ?? "");
    });
  }
  if (filter.kind === "select") {
    return (
      <Select
        className="hp-filter-field"
        aria-label={filter.label}
        placeholder={filter.label}
        allowClear
        value={value}
        options={filter.options?.map((option) => ({ ...option }))}
        showSearch={
          (filter.options?.length ?? 0) > 8
            ? {
                filterOption: (typed, option) =>
                  String(option?.search ?? option?.label)
                    .toLowerCase()
                    .includes(typed.toLowerCase()),
              }
            : false
        }
        onChange={(next: string | undefined) => {
          set(next);
          commit(next ?? "");
        }}
      />
    );
  }
  if (filter.kind === "day") {
    return (
      <DayInput
        className="hp-filter-field"
        aria-label={filter.label}
        placeholder={filter.label}
        value={value}
        onChange={(next) => {
          set(next);
          commit(next ?? "");
        }}
      />
    );
  }
  return (
    <Input
      className="hp-filter-field"
      aria-label={filter.label}
      placeholder={filter.label}
      allowClear
      maxLength={200}
      value={value ?? ""}
      onChange={(event) => set(event.target.value)}
      onPressEnter={() => commit()}
      onClear={() => commit("")}
    />
  );
}

/** Two or three inputs, the rest behind 展开; Enter or 查询 asks, 重置 forgets. "/" jumps to the first. */
export function FilterBar(props: FilterBarProps) {
  const { t } = useTranslation();
  const { filters, values, onChange } = props;
  const [draft, setDraft] = useState(values);
  const rareInUse = filters.some((filter) => filter.rare && values[filter.name]);
  const [expanded, setExpanded] = useState(rareInUse);
  const searchBox = useRef<InputRef>(null);
  const [first, ...others] = filters;

  useEffect(() => setDraft(values), [values]);
  useKeys({ "/": first?.kind === "text" ? () => searchBox.current?.focus({ cursor: "all" }) : undefined });

  const ask = (change: Record<string, string> = {}) => {
    const merged: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...draft, ...change }))
      if (value.trim()) merged[name] = value.trim();
    onChange(merged);
  };
  const set = (name: string, value: string | undefined) =>
    setDraft((before) => ({ ...before, [name]: value ?? "" }));
  const shown = others.filter((filter) => expanded || !filter.rare);
  const hasRare = others.some((filter) => filter.rare);

  return (
    <search className={`hp-filters${expanded ? " hp-filters-expanded" : ""}`}>
      {first?.kind === "text" ? (
        <Input
          ref={searchBox}
          className="hp-filter-search"
          aria-label={first.label}
          placeholder={first.label}
          prefix={<Search size={15} className="hp-faint" />}
          allowClear
          maxLength={200}
          value={draft[first.name] ?? ""}
          onChange={(event) => set(first.name, event.target.value)}
          onPressEnter={() => ask()}
          onClear={() => ask({ [first.name]: "" })}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      ) : null}
      {(first?.kind === "text" ? shown : first ? [first, ...shown] : shown).map((filter) => (
        <Field
          key={filter.name}
          filter={filter}
          value={draft[filter.name] || undefined}
          set={(value) => set(filter.name, value)}
          commit={(value) => ask(value === undefined ? {} : { [filter.name]: value })}
        />
      ))}
      <div className="hp-filter-buttons">
        <Button className="hp-query" onClick={() => ask()}>
          {t("action.query")}
        </Button>
        <Button
          onClick={() => {
            setDraft({});
            onChange({});
          }}
        >
          {t("action.reset")}
        </Button>
        {others.length > 0 ? (
          <Button
            type="text"
            className={hasRare ? "hp-filter-more" : "hp-filter-more hp-filter-more-phone"}
            icon={expanded ? <ChevronUp size={15} /> : <ChevronDown size={15} />}
            iconPlacement="end"
            aria-expanded={expanded}
            onClick={() => setExpanded(!expanded)}
          >
            {expanded ? t("action.collapse") : t("action.expand")}
          </Button>
        ) : null}
      </div>
    </search>
  );
}
