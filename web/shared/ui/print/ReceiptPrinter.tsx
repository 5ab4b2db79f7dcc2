import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { type PaperWidth, Receipt, type ReceiptData } from "./Receipt";
import "./receipt.css";

const kStorageKey = "homeport.receipt.width";
const kPixelsPerMm = 96 / 25.4;
/** Blank paper below the last line, so that it can be torn off. */
const kTailMm = 8;

/** Which paper the printer at this device has. */
export function paperWidth(): PaperWidth {
  return localStorage.getItem(kStorageKey) === "58" ? 58 : 80;
}

export function usePaperWidth(): [PaperWidth, (width: PaperWidth) => void] {
  const [width, setWidth] = useState(paperWidth);
  return [
    width,
    (next) => {
      localStorage.setItem(kStorageKey, String(next));
      setWidth(next);
    },
  ];
}

/** Prints while it is mounted with a receipt: everything else stays off the paper. */
export function ReceiptPrinter(props: { receipt: ReceiptData | undefined; onDone: () => void }) {
  const { receipt, onDone } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const width = paperWidth();

  useLayoutEffect(() => {
    if (!receipt || !sheet.current) return;
    const heightMm = Math.ceil(sheet.current.scrollHeight / kPixelsPerMm) + kTailMm;
    // The page is as long as the receipt: a roll has no pages.
    const style = document.createElement("style");
    style.textContent = `@page { size: ${width}mm ${heightMm}mm; margin: 0; }`;
    document.head.append(style);
    const frame = requestAnimationFrame(() => {
      window.print();
      done.current();
    });
    return () => {
      cancelAnimationFrame(frame);
      style.remove();
    };
  }, [receipt, width]);

  if (!receipt) return null;
  return createPortal(
    <div className="hp-print-sheet" ref={sheet} aria-hidden="true">
      <Receipt data={receipt} width={width} />
    </div>,
    document.body,
  );
}
