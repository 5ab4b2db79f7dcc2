import { customers } from "@shared/api/endpoints";
import { profiles } from "@shared/api/profileCalls";
import type { Customer } from "@shared/api/types";
import { TagMarks, useOwnFields } from "@shared/ui/OwnValues";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { movedValues } from "./mergeMoves";

const kParts = ["addresses", "contacts", "channels", "vehicles", "devices"] as const;

/** What of the record of one who is merged goes to the other: said before anybody confirms. */
export function MergeMoves(props: { from: string; into: Customer }) {
  const { t } = useTranslation();
  const { from, into } = props;
  const fields = useOwnFields();
  const goes = useQuery({
    queryKey: ["customer", from],
    queryFn: ({ signal }) => customers.get(from, signal),
  }).data;
  const counts = useQuery({
    queryKey: ["customer", from, "moves"],
    queryFn: ({ signal }) =>
      Promise.all(kParts.map(async (kind) => (await profiles[kind].list(from, signal)).items.length)),
  }).data;
  if (!goes || !counts) return null;
  const tags = goes.tag_ids.filter((id) => !into.tag_ids.includes(id));
  const values = movedValues(goes, into).map((key) => fields.find((field) => field.key === key)?.name ?? key);
  const lines: string[] = kParts
    .map((kind, at) => ({ kind, n: counts[at] ?? 0 }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => t("customers.moves.part", { what: t(`profiles.${kind}`), n }));
  if (values.length > 0)
    lines.push(t("customers.moves.values", { names: values.join(t("customers.moves.and")) }));
  return (
    <section className="hp-form-note" aria-label={t("customers.moves.title")} aria-live="polite">
      <h3 className="hp-form-section">{t("customers.moves.title")}</h3>
      {lines.length === 0 && tags.length === 0 ? (
        <p className="hp-faint">{t("customers.moves.nothing")}</p>
      ) : null}
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {tags.length > 0 ? <TagMarks ids={tags} /> : null}
    </section>
  );
}
