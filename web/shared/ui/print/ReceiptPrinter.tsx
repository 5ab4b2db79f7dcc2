import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { pageRule, paperHere } from "./paper";
import { Receipt, type ReceiptData } from "./Receipt";
import { ReceiptSheet } from "./ReceiptSheet";
import "./receipt.css";

const kPixelsPerMm = 96 / 25.4;
/** Blank paper below the last line, so that it can be torn off. */
const kTailMm = 8;

/** Prints while it is mounted with a receipt: everything else stays off the paper. */
export function ReceiptPrinter(props: { receipt: ReceiptData | undefined; onDone: () => void }) {
  const { receipt, onDone } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const paper = paperHere();

  useLayoutEffect(() => {
    if (!receipt || !sheet.current) return;
    const paperSheet = sheet.current;
    const style = document.createElement("style");
    let frame = 0;
    let over = false;
    // A code that isn't drawn yet would be missing on the paper.
    const codes = [...paperSheet.querySelectorAll("img")].map((image) =>
      image.decode().catch(() => undefined),
    );
    void Promise.all(codes).then(() => {
      if (over) return;
      const heightMm = Math.ceil(paperSheet.scrollHeight / kPixelsPerMm) + kTailMm;
      style.textContent = pageRule(paper, heightMm);
      document.head.append(style);
      frame = requestAnimationFrame(() => {
        window.print();
        done.current();
      });
    });
    return () => {
      over = true;
      cancelAnimationFrame(frame);
      style.remove();
    };
  }, [receipt, paper]);

  if (!receipt) return null;
  return createPortal(
    <div className="hp-print-sheet" data-paper={paper} ref={sheet} aria-hidden="true">
      {paper === "a4" ? <ReceiptSheet data={receipt} /> : <Receipt data={receipt} width={paper} />}
    </div>,
    document.body,
  );
}
