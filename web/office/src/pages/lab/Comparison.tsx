import type { BacktestResult } from "@shared/api/lab";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Blank } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import { comparison, difference, type Row, toneOf } from "./figures";

type Totals = BacktestResult["totals"];

function useShow() {
  const format = useFormat();
  return (row: Row, value: number, signed = false) => {
    const text =
      row.kind === "money"
        ? format.money(value)
        : row.kind === "points"
          ? format.points(value)
          : format.integer(value);
    return signed && value > 0 ? `+${text}` : text;
  };
}

const kHeadlines = ["margin_minor", "rebate_minor", "combined_points", "liability_minor"];

/** Four figures that decide, each with what the change does to it. */
export function Headlines(props: { totals: Totals }) {
  const { t } = useTranslation();
  const show = useShow();
  const rows = comparison(props.totals);
  return (
    <div className="hp-lab-tiles">
      {kHeadlines.map((key) => {
        const row = rows.find((one) => one.key === key);
        if (!row) return null;
        return (
          <div key={key} className="hp-lab-tile">
            <span>{t(`lab.figure.${key}` as "lab.figure.margin_minor")}</span>
            <strong className="hp-num">{show(row, row.changed)}</strong>
            <small className={`hp-num hp-lab-${toneOf(row)}`}>
              {t("lab.against", { difference: show(row, difference(row), true) })}
            </small>
          </div>
        );
      })}
    </div>
  );
}

export function ComparisonTable(props: { totals: Totals }) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <Panel title={t("lab.comparison")} flush>
      <ScrollX label={t("lab.comparison")}>
        <table className="hp-lines hp-lab-table hp-lab-compared">
          <thead>
            <tr>
              <th>{t("lab.figureTitle")}</th>
              <th className="hp-right">{t("lab.side.recorded")}</th>
              <th className="hp-right">{t("lab.side.present")}</th>
              <th className="hp-right">{t("lab.side.changed")}</th>
              <th className="hp-right">{t("lab.difference")}</th>
            </tr>
          </thead>
          <tbody>
            {comparison(props.totals).map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {t(`lab.figure.${row.key}` as "lab.figure.margin_minor")}
                  {row.recorded === undefined ? null : (
                    <small className="hp-lab-narrow hp-num">
                      {t("lab.side.recorded")} {show(row, row.recorded)}
                    </small>
                  )}
                </th>
                <td className="hp-right hp-num">
                  {row.recorded === undefined ? <Blank /> : show(row, row.recorded)}
                </td>
                <td className="hp-right hp-num">{show(row, row.present)}</td>
                <td className="hp-right hp-num hp-strong">
                  {show(row, row.changed)}
                  <small className={`hp-lab-narrow hp-lab-${toneOf(row)}`}>
                    {show(row, difference(row), true)}
                  </small>
                </td>
                <td className={`hp-right hp-num hp-lab-${toneOf(row)}`}>
                  {show(row, difference(row), true)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </Panel>
  );
}
