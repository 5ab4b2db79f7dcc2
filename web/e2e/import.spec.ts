import type { Page } from "@playwright/test";
import { journal, kGoods, kPeople } from "./journal";
import { choose, expect, expectAccessible, figures, hundredths, kStore, test, zh } from "./office";

const kFile = "九月流水.csv";

async function bring(page: Page, name: string, csv: string): Promise<void> {
  await page.goto("/imports/new");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("heading", { name: zh.imports.map.title })).toBeVisible();
  await choose(page, page.getByLabel(zh.imports.map.store), kStore);
  await expect(page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")).toHaveCount(0);
}

test.describe.configure({ mode: "serial" });

test("a file of sales is mapped, checked and imported", async ({ page }) => {
  const made = journal();
  await page.goto("/imports");
  await expectAccessible(page);
  await bring(page, kFile, made.csv);
  await expect(page.getByRole("combobox", { name: /订单号/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.imports.map.next }).click();

  await expect(page.getByRole("heading", { name: zh.imports.check.title })).toBeVisible();
  expect(await figures(page)).toEqual({
    [zh.imports.check.sales]: String(made.orders),
    [zh.imports.check.customers]: String(kPeople.length),
    [zh.imports.check.products]: String(kGoods.length),
  });
  await expect(page.getByText(zh.reasons.imports.date_unreadable)).toBeVisible();
  await expect(page.getByText("32.13.2026")).toBeVisible();
  await expect(page.getByText(kStore).last()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.imports.check.startWithErrors }).click();

  await expect(page.getByRole("heading", { name: zh.imports.result.done })).toBeVisible({ timeout: 60_000 });
  expect(await figures(page)).toMatchObject({
    [zh.imports.result.sales]: String(made.orders),
    [zh.imports.result.rowsOk]: String(made.rows - made.bad),
    [zh.imports.result.rowsRefused]: String(made.bad),
  });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: zh.imports.check.download }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expectAccessible(page);
});

test("the same file again is known and counts nothing twice", async ({ page }) => {
  const made = journal();
  await bring(page, kFile, made.csv);
  await expect(page.getByText(zh.imports.same)).toBeVisible();
  await page.getByRole("button", { name: zh.imports.map.next }).click();
  await expect(page.getByRole("heading", { name: zh.imports.check.title })).toBeVisible();
  expect(await figures(page)).toMatchObject({ [zh.imports.check.sales]: "0" });
  await page.getByRole("button", { name: zh.imports.check.startWithErrors }).click();
  await expect(page.getByRole("heading", { name: zh.imports.result.done })).toBeVisible({ timeout: 60_000 });
  expect(await figures(page)).toMatchObject({
    [zh.imports.result.sales]: "0",
    [zh.imports.result.rowsSkipped]: String(made.rows - made.bad),
  });
});

test("the customer is found by phone, with purchases, points and why", async ({ page }) => {
  const [person] = kPeople;
  await page.goto("/customers");
  await page.getByRole("textbox", { name: zh.customers.filter.q }).fill(person.phone);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: person.name }).click();
  await expect(page.getByRole("heading", { name: person.name })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("tab", { name: zh.customers.record.purchases }).click();
  await expect(page.locator(".hp-sale-head")).toHaveCount(kGoods.length);
  await page.locator(".hp-sale-head").first().click();
  await expect(page.getByText(/SK-|MK-/).first()).toBeVisible();

  await page.getByRole("tab", { name: zh.customers.record.entries }).click();
  const entries = page.locator(".hp-entries tbody tr");
  await expect(entries).toHaveCount(kGoods.length);
  expect(hundredths(await entries.first().locator("td").nth(2).innerText())).toBeGreaterThan(0);
  await entries.first().getByRole("button").click();
  await expect(page.locator(".hp-explain-steps li").first()).toBeVisible();
  await expectAccessible(page);
});

test("a file that is no table of sales is refused with a reason", async ({ page }) => {
  await page.goto("/imports/new");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") });
  await expect(page.getByText(zh.imports.upload.empty)).toBeVisible();
});
