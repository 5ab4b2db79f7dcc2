import { expect, test } from "vitest";
import { holdScanner, isScannerHeld } from "./scanHolders";

test("the scanner is free again when the last page that held it lets go, once each", () => {
  expect(isScannerHeld()).toBe(false);
  const one = holdScanner();
  const other = holdScanner();
  one();
  one();
  expect(isScannerHeld()).toBe(true);
  other();
  expect(isScannerHeld()).toBe(false);
});
