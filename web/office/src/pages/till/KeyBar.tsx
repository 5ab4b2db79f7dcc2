import { Kbd } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import type { Till } from "./basket";

/** The keys that do something just now. */
export function KeyBar(props: { step: Till["step"]; hasLines: boolean; canRegister: boolean }) {
  const { t } = useTranslation();
  const { step, hasLines, canRegister } = props;
  const keys: [keys: string[], label: string][] =
    step === "done"
      ? [
          [["Enter"], t("till.keys.next")],
          [["P"], t("till.keys.print")],
        ]
      : step === "pay"
        ? [
            [["1", "6"], t("till.keys.kind")],
            [["Enter"], t("till.keys.complete")],
            [["Esc"], t("till.keys.back")],
          ]
        : [
            [["Enter"], t("till.keys.scan")],
            [["F2"], t("till.keys.member")],
            ...(canRegister ? [[["F3"], t("till.keys.register")] as [string[], string]] : []),
            ...(hasLines
              ? ([
                  [["F4"], t("till.keys.quantity")],
                  [["+", "−"], t("till.keys.plusMinus")],
                  [["↑", "↓"], t("till.keys.line")],
                  [["Del"], t("till.keys.remove")],
                  [["F8"], t("till.keys.pay")],
                  [["F9"], t("till.keys.clear")],
                ] as [string[], string][])
              : []),
          ];
  return (
    <footer className="hp-till-keys">
      {keys.map(([names, label]) => (
        <span key={label}>
          {names.map((name, i) => (
            <span key={name}>
              {i > 0 && name === "6" ? "–" : null}
              <Kbd>{name}</Kbd>
            </span>
          ))}
          {label}
        </span>
      ))}
      {step === "scan" ? <span className="hp-till-times">{t("till.keys.timesHint")}</span> : null}
    </footer>
  );
}
