import { Kbd } from "@shared/ui/Values";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { hintsOf, type Situation } from "./keys";

/** The keys that do something just now. */
export function KeyBar(props: { situation: Situation }) {
  const { t } = useTranslation();
  const { situation } = props;
  return (
    <footer className="hp-till-keys">
      {hintsOf(situation).map(({ keys, word, range }) => (
        <span key={word}>
          {keys.map((name, i) => (
            <Fragment key={name}>
              {i > 0 && range ? "–" : null}
              <Kbd>{name}</Kbd>
            </Fragment>
          ))}
          {t(`till.keys.${word}`)}
        </span>
      ))}
      {situation.step === "scan" && !situation.hasLines ? (
        <span className="hp-till-times">{t("till.keys.timesHint")}</span>
      ) : null}
    </footer>
  );
}
