import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { texts as enTexts } from "../shared/text/en";
import { laterTexts as enLater } from "../shared/text/en/later";
import { texts } from "../shared/text/zh";
import { laterTexts } from "../shared/text/zh/later";
import { running } from "./server";

export { expect };

/** Both parts of a language as the screens have them: a subject may have texts in either. */
function together<A extends object, B extends object>(first: A, later: B): A & B {
  const made = { ...first } as Record<string, unknown>;
  for (const [key, value] of Object.entries(later)) {
    const there = made[key];
    made[key] =
      typeof there === "object" && there !== null && typeof value === "object" && value !== null
        ? together(there, value)
        : value;
  }
  return made as A & B;
}
export const zh = together(texts, laterTexts);
export const en = together(enTexts, enLater);

export const kChain = "海棠美妆";
export const kStore = "人民路店";
export const kAdmin = { name: "林晓帆", signInName: "lin", password: "harbour lamp over water" };

export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a pattern
  baseURL: async ({}, use) => {
    await use(running().url);
  },
});

/** Fills the {{…}} of a text. */
export function said(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? `{{${name}}}`));
}

export async function signIn(page: Page, signInName: string, password: string): Promise<void> {
  await page.getByLabel(zh.signIn.name, { exact: true }).fill(signInName);
  await page.getByLabel(zh.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: zh.signIn.submit }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${zh.shell.userMenu}`) }).click();
  await page.getByRole("menuitem", { name: zh.action.signOut }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** The field of that label; the label of one that may stay empty says so behind its name. */
export function field(page: Page | Locator, label: string): Locator {
  const plain = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return page.getByLabel(new RegExp(`^${plain}\\s*(${zh.optional})?$`));
}

/** Chooses from a drop-down by what a person reads there. */
export async function choose(page: Page, control: Locator, option: string): Promise<void> {
  await control.click();
  const list = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  const wanted = list
    .locator(".ant-select-item-option, .ant-select-tree-treenode")
    .filter({ hasText: option });
  await wanted.first().click();
}

interface Violation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** No barrier that axe can find on what is on the screen just now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Nothing is no page.
  await expect(page.locator("h1, [role=dialog]").first()).toBeVisible();
  // A colour half-way through a transition is no colour of ours.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished.catch(() => undefined)),
    ),
  );
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    const result = await axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
    });
    return result.violations;
  });
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(" ")} ${node.failureSummary ?? ""}`).join("\n")}`,
  );
  expect(told, `barriers on ${page.url()}`).toEqual([]);
}

/** Nothing may stand out to the right of the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** Counts of an import by their labels, as the result page shows them. */
export async function figures(page: Page): Promise<Record<string, string>> {
  const tiles = page.locator(".hp-import-tiles .hp-tile");
  const found: Record<string, string> = {};
  for (const tile of await tiles.all())
    found[await tile.locator("span").first().innerText()] = await tile.locator("strong").innerText();
  return found;
}

/** "1,234.56" and "¥1,234.56" as hundredths: what the screen says, exactly. */
export function hundredths(text: string): number {
  const found = /([−-]?)[^\d−-]*([\d,]+)\.(\d{2})/.exec(text);
  if (!found) throw new Error(`no amount in "${text}"`);
  const value = Number(`${(found[2] ?? "").replaceAll(",", "")}${found[3]}`);
  return found[1] ? -value : value;
}
