import type { Locator, Page } from "@playwright/test";
import { Arrange } from "./arrange";
import { expect, kStore, said, test, zh } from "./office";

// Somebody without a mouse goes on where he was when a dialog closes.

const stays = { name: "温知夏", phone: "13900092001" };
const goes = { name: "程以墨", phone: "13900092002" };
let goesTo = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store_id = await arrange.storeId(kStore);
  await arrange.customer({ ...stays, store_id });
  goesTo = `/customers/${(await arrange.customer({ ...goes, store_id })).id}`;
});

const more = (within: Page | Locator) =>
  within.getByRole("button", { name: zh.action.more, exact: true }).first();

async function closes(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // A sheet on a phone holds the keyboard itself, so that no keys cover it.
  await expect(page.locator("[role=dialog] :focus, .ant-drawer:focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

for (const [width, height] of [
  [1280, 860],
  [390, 844],
] as const) {
  test(`what opened a dialog has the keyboard when it is closed, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`/customers?q=${encodeURIComponent(stays.name)}`);
    await expect(page.getByRole("link", { name: stays.name })).toBeVisible();
    const create = page.getByRole("button", { name: zh.customers.create });
    await create.press("Enter");
    await closes(page);
    await expect(create).toBeFocused();

    const row = page.locator("tr, li", { has: page.getByRole("link", { name: stays.name }) });
    await more(row).click();
    await page.getByRole("menuitem", { name: zh.recycleBin.delete, exact: true }).click();
    await closes(page);
    await expect(more(row)).toBeFocused();

    await page.goto(goesTo);
    await more(page.locator("#hp-main")).click();
    await page.getByRole("menuitem", { name: zh.privacy.export.command }).click();
    await closes(page);
    await expect(more(page.locator("#hp-main"))).toBeFocused();
    await page.keyboard.press("Control+k");
    await closes(page);
    await expect(more(page.locator("#hp-main"))).toBeFocused();
  });
}

test("where nothing is left of what opened it, the page has the keyboard, and no field left before", async ({
  page,
}) => {
  await page.goto("/customers");
  await expect(page.getByRole("link", { name: stays.name })).toBeVisible();
  await page.keyboard.press("/");
  const search = page.getByRole("search").getByRole("textbox").first();
  await expect(search).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await closes(page);
  await expect(page.locator("#hp-main")).toBeFocused();

  await page.goto(goesTo);
  await more(page.locator("#hp-main")).click();
  await page.getByRole("menuitem", { name: zh.recycleBin.delete, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: said(zh.recycleBin.deleteTitle, { name: goes.name }) });
  await dialog.getByLabel(zh.recycleBin.reasonHint).fill("重复建档");
  await dialog.getByRole("button", { name: zh.recycleBin.delete }).press("Enter");
  await expect(page).toHaveURL(/\/customers$/);
  await expect(dialog).toBeHidden();
  await expect(page.locator("#hp-main")).toBeFocused();
});
