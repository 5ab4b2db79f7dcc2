import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ownFields, tags } from "../api/ownFieldCalls";
import type { CustomerTag, OwnField, OwnValue } from "../api/ownFields";
import "./ownValues.css";

const kFresh = 60_000;

/** Every definition, disabled ones too, in their order; `ready` once it is known which there are, or that they can't be had. */
export function useOwnFieldsQuery(enabled = true): { fields: readonly OwnField[]; ready: boolean } {
  const query = useQuery({
    queryKey: ["own_fields", "all"],
    queryFn: ({ signal }) => ownFields.list({}, signal),
    staleTime: kFresh,
    enabled,
  });
  return { fields: query.data?.items ?? [], ready: !query.isPending };
}

export function useOwnFields(enabled = true): readonly OwnField[] {
  return useOwnFieldsQuery(enabled).fields;
}

export function useTags(enabled = true): readonly CustomerTag[] {
  return (
    useQuery({
      queryKey: ["tags", "all"],
      queryFn: ({ signal }) => tags.list({}, signal),
      staleTime: kFresh,
      enabled,
    }).data?.items ?? []
  );
}

export function TagMark(props: { tag: Pick<CustomerTag, "name" | "colour"> }) {
  return (
    <span className="hp-tag" data-colour={props.tag.colour}>
      {props.tag.name}
    </span>
  );
}

/** At most `most` of them, the others as a number. */
export function TagMarks(props: { ids: readonly string[] | undefined; most?: number }) {
  const all = useTags();
  const { ids = [], most = 50 } = props;
  const named = ids.flatMap((id) => all.find((tag) => tag.id === id) ?? []);
  if (named.length === 0) return null;
  return (
    <span className="hp-tags">
      {named.slice(0, most).map((tag) => (
        <TagMark key={tag.id} tag={tag} />
      ))}
      {named.length > most ? <span className="hp-faint hp-num">+{named.length - most}</span> : null}
    </span>
  );
}

export function ownValueOf(values: readonly OwnValue[] | undefined, field: OwnField): string | undefined {
  return values?.find((value) => value.field === field.key)?.value;
}

/** A value as people read it: the label of a choice, yes or no in words, a number with its unit. */
export function useOwnText() {
  const { t } = useTranslation();
  return (field: OwnField, value: string | undefined): string | undefined => {
    if (value === undefined || value === "") return undefined;
    if (field.kind === "choice") return field.options.find((option) => option.key === value)?.label ?? value;
    if (field.kind === "yes_no") return t(value === "yes" ? "ownFields.yes" : "ownFields.no");
    if (field.kind === "number" && field.unit) return `${value} ${field.unit}`;
    return value;
  };
}
