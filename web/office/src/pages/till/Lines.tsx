import type { Quote } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { Minus, Plus, ScanBarcode, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { kMostQuantity, type TillLine } from "./basket";
import type { TillDesk } from "./useTill";

function Line(props: {
  line: TillLine;
  index: number;
  current: boolean;
  amount: number;
  unitPrice: number;
  desk: TillDesk;
  locked: boolean;
  wrong: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { line, index, current, amount, unitPrice, desk, locked, wrong } = props;
  const { name, sku } = line.product;
  const row = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another quantity, or a member beside it, brings the line back into view, too
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current, line.quantity, desk.till.member]);
  return (
    <li
      ref={row}
      className={`${current ? "hp-till-line-current" : ""}${wrong ? " hp-till-line-wrong" : ""}`}
      aria-current={current ? "true" : undefined}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys choose a line, wherever the focus is */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the thumb; everything in it has its button */}
      <div className="hp-till-line" onClick={() => desk.act({ do: "current", index })}>
        <span className="hp-till-no hp-num">{index + 1}</span>
        <div className="hp-till-what">
          {name}
          <small className="hp-num">
            {sku} · {format.money(unitPrice)}
          </small>
        </div>
        <div className="hp-till-quantity">
          <button
            type="button"
            disabled={locked}
            aria-label={t("till.less", { name })}
            onClick={() => desk.act({ do: "quantity", index, quantity: line.quantity - 1 })}
          >
            <Minus size={16} />
          </button>
          <output className="hp-num">{line.quantity}</output>
          <button
            type="button"
            disabled={locked || line.quantity >= kMostQuantity}
            aria-label={t("till.more", { name })}
            onClick={() => desk.act({ do: "quantity", index, quantity: line.quantity + 1 })}
          >
            <Plus size={16} />
          </button>
        </div>
        <strong className="hp-till-amount hp-num">{format.money(amount)}</strong>
        <button
          type="button"
          className="hp-till-remove"
          disabled={locked}
          aria-label={t("till.remove", { name })}
          onClick={(event) => {
            event.stopPropagation();
            desk.act({ do: "remove", index });
          }}
        >
          <X size={16} />
        </button>
      </div>
    </li>
  );
}

/** Which line of the basket a refusal is about. */
function wrongLine(field: string | undefined): number {
  const found = /^lines\[(\d+)\]/.exec(field ?? "");
  return found ? Number(found[1]) : -1;
}

export function Lines(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const { desk } = props;
  const { till, live } = desk;
  if (till.lines.length === 0) {
    return (
      <div className="hp-till-empty">
        <ScanBarcode size={56} strokeWidth={1.2} aria-hidden="true" />
        <strong>{t("till.empty")}</strong>
        <p>{t("till.emptyText")}</p>
      </div>
    );
  }
  const quoted = new Map(
    (live.current ? (live.quote as Quote).lines : []).map((line) => [line.line_no, line]),
  );
  const wrong = wrongLine((live.problem ?? desk.refusal)?.field);
  const locked = till.step !== "scan" || till.attempt !== undefined;
  return (
    <ul className="hp-till-lines" aria-label={t("till.lines")}>
      {till.lines.map((line, i) => {
        const priced = quoted.get(i + 1);
        const unitPrice = priced?.unit_price_minor ?? line.product.price_minor;
        return (
          <Line
            key={line.product.id}
            line={line}
            index={i}
            current={i === till.current}
            unitPrice={unitPrice}
            amount={priced?.amount_minor ?? unitPrice * line.quantity}
            desk={desk}
            locked={locked}
            wrong={i === wrong}
          />
        );
      })}
    </ul>
  );
}
