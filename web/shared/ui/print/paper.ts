import { useState } from "react";

/** What the printer at this device takes: a roll of 80 or 58 mm, or sheets. */
export type Paper = 80 | 58 | "a4";

export const kPapers: readonly Paper[] = [80, 58, "a4"];
const kStorageKey = "homeport.receipt.width";

export function paperName(paper: Paper): string {
  return paper === "a4" ? "A4" : `${paper} mm`;
}

export function parsePaper(stored: string | null): Paper {
  return kPapers.find((paper) => String(paper) === stored) ?? 80;
}

/** Remembered per device: the printer stands beside it. */
export function paperHere(): Paper {
  return parsePaper(localStorage.getItem(kStorageKey));
}

export function usePaper(): [Paper, (paper: Paper) => void] {
  const [paper, setPaper] = useState(paperHere);
  return [
    paper,
    (next) => {
      localStorage.setItem(kStorageKey, String(next));
      setPaper(next);
    },
  ];
}

/** The page as CSS names it. A roll has no pages: its page is as long as the receipt, with some blank to tear at. */
export function pageRule(paper: Paper, heightMm: number): string {
  return paper === "a4"
    ? "@page { size: A4; margin: 14mm; }"
    : `@page { size: ${paper}mm ${heightMm}mm; margin: 0; }`;
}
