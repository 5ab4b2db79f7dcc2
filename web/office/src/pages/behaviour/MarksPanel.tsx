import { behaviour } from "@shared/api/endpoints";
import { Panel } from "@shared/ui/Page";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import "./behaviour.css";

/** What a customer's behaviour adds up to, by dimension; nothing at all while there is none. */
export default function MarksPanel(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const marks = useQuery({
    queryKey: ["customer", customerId, "marks"],
    queryFn: ({ signal }) => behaviour.marks(customerId, signal),
  }).data?.items;
  if (!marks || marks.length === 0) return null;
  const most = Math.max(1, ...marks.map((one) => Math.abs(one.marks)));
  return (
    <Panel title={t("behaviour.marks.title")}>
      <ul className="hp-marks">
        {marks.map((one) => (
          <li key={one.dimension}>
            <span>{one.dimension}</span>
            <b className={`hp-num${one.marks < 0 ? " hp-negative" : ""}`}>
              {one.marks < 0 ? "−" : ""}
              {Math.abs(one.marks)}
            </b>
            <div className="hp-marks-bar" data-negative={one.marks < 0}>
              <i style={{ width: `${(Math.abs(one.marks) / most) * 100}%` }} />
            </div>
            <small className="hp-faint hp-num">
              {t("behaviour.marks.detail", {
                n: one.event_count,
                plus: one.plus_marks,
                minus: one.minus_marks === 0 ? "0" : `−${Math.abs(one.minus_marks)}`,
              })}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
