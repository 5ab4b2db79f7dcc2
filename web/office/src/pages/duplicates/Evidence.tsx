import { textFor } from "@shared/text/reason";
import "@shared/ui/ownValues.css";
import { useTranslation } from "react-i18next";

/** What two records have in common, in words. */
export function Evidence(props: { words: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <span className="hp-tags">
      {props.words.map((word) => (
        <span key={word} className="hp-tag" data-colour="grey">
          {textFor(t, `duplicates.evidence.${word}`, word)}
        </span>
      ))}
    </span>
  );
}
