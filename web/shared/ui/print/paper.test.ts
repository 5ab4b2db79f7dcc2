import { expect, test } from "vitest";
import { kPapers, pageRule, paperName, parsePaper } from "./paper";

test("the paper is remembered as it is named, anything else is a wide roll", () => {
  for (const paper of kPapers) expect(parsePaper(String(paper))).toBe(paper);
  expect(parsePaper(null)).toBe(80);
  expect(parsePaper("letter")).toBe(80);
  expect(kPapers.map(paperName)).toEqual(["80 mm", "58 mm", "A4"]);
});

test("a roll's page is as long as the receipt, a sheet is a sheet", () => {
  expect(pageRule(58, 143)).toBe("@page { size: 58mm 143mm; margin: 0; }");
  expect(pageRule("a4", 143)).toContain("size: A4");
});
