import { profiles } from "@shared/api/profileCalls";
import type { Division } from "@shared/api/profiles";
import { DayInput } from "@shared/ui/form/dates";
import { useQueryClient } from "@tanstack/react-query";
import { Cascader, Form, Input } from "antd";
import { useEffect, useState } from "react";

export function TextItem(props: { name: string; label?: string; max: number; extra?: string }) {
  const { name, label, max, extra } = props;
  return (
    <Form.Item name={name} label={label} extra={extra} rules={[{ max }]}>
      <Input autoComplete="off" />
    </Form.Item>
  );
}

export function DayItem(props: { name: string; label?: string }) {
  return (
    <Form.Item name={props.name} label={props.label}>
      <DayInput />
    </Form.Item>
  );
}

export function NoteItem(props: { label?: string }) {
  return (
    <Form.Item name="note" label={props.label} rules={[{ max: 500 }]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
    </Form.Item>
  );
}

interface Option {
  value: string;
  label: string;
  isLeaf: boolean;
  children?: Option[];
}

const optionOf = ({ code, name, has_children }: Division): Option => ({
  value: code,
  label: name,
  isLeaf: !has_children,
});

/** The codes from the province down to this one: "440305" → 440000, 440300, 440305. */
export function codesAbove(code: string): string[] {
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  return [...new Set([province, city, code])];
}

/** Province, city and district, each level asked for when the one above is chosen. */
export function DivisionInput(props: {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
}) {
  const { value, onChange, id } = props;
  const queries = useQueryClient();
  const [options, setOptions] = useState<Option[]>([]);
  const below = async (code: string): Promise<Option[]> => {
    const page = await queries.fetchQuery({
      queryKey: ["divisions", code],
      queryFn: ({ signal }) => profiles.divisions({ below: code || undefined }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    });
    return page.items.map(optionOf);
  };
  // What the value stands for must be there before it can be shown in words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once for the value the form opened with
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const top = await below("");
      let level: Option[] | undefined = top;
      for (const code of value ? codesAbove(value) : []) {
        const found: Option | undefined = level?.find((option) => option.value === code);
        if (!found) continue;
        if (!found.isLeaf) found.children = await below(code);
        level = found.children;
      }
      if (!gone) setOptions(top);
    };
    void open();
    return () => {
      gone = true;
    };
  }, []);
  const path: string[] = [];
  let level: readonly Option[] | undefined = options;
  for (const code of value ? codesAbove(value) : []) {
    const found: Option | undefined = level?.find((option) => option.value === code);
    if (!found) continue;
    path.push(code);
    level = found.children;
  }
  return (
    <Cascader
      id={id}
      options={options}
      value={path}
      changeOnSelect
      allowClear
      loadData={(chosen) => {
        const last = chosen[chosen.length - 1] as Option | undefined;
        if (!last || last.children) return;
        void below(last.value).then((children) => {
          last.children = children;
          setOptions((before) => [...before]);
        });
      }}
      onChange={(codes) => {
        const last = codes?.[codes.length - 1];
        onChange?.(last === undefined ? undefined : String(last));
      }}
    />
  );
}
