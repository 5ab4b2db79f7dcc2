import { useFormat } from "@shared/ui/FormatProvider";

export type Figure = readonly [label: string, value: number | undefined, bad?: boolean];

/** Counts as tiles; `four` stand in one row. */
export function Figures(props: { figures: readonly Figure[]; four?: boolean }) {
  const format = useFormat();
  return (
    <div className={`hp-tiles hp-import-tiles${props.four ? " hp-import-four" : ""}`}>
      {props.figures.map(([label, value, bad]) => (
        <div key={label} className="hp-tile">
          <span>{label}</span>
          <strong className={`hp-num${bad && value ? " hp-tone-bad" : ""}`}>
            {format.integer(value ?? 0)}
          </strong>
        </div>
      ))}
    </div>
  );
}
