import type { Page } from "@playwright/test";
import { expect } from "./office";

/** Types as a person does; Enter at the end. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 });
  await page.keyboard.press("Enter");
}

/** Types as a scanner does: all at once. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

export async function openTill(page: Page): Promise<void> {
  await page.goto("/till");
  await page.locator(".hp-till-stores button, .hp-scan input").first().waitFor();
  const picker = page.locator(".hp-till-stores button").first();
  if (await picker.isVisible()) await picker.click();
  await expect(page.locator(".hp-scan input")).toBeFocused();
}

/** The price belongs to what is in the basket. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".hp-till-totals")).toHaveAttribute("aria-busy", "false");
}

export async function addBySku(page: Page, sku: string, lines: number): Promise<void> {
  await scan(page, sku);
  await expect(page.locator(".hp-till-lines li")).toHaveCount(lines);
  await settled(page);
}

/** The tray of parked and kept sales. */
export async function openTray(page: Page) {
  await page.keyboard.press("F10");
  const tray = page.getByRole("dialog");
  await expect(tray).toBeVisible();
  return tray;
}
