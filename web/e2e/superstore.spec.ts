import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { choose, expect, expectAccessible, figures, kStore, test, zh } from "./office";

/** Real sales stand beside the checkout, never in it. */
const kFile = fileURLToPath(
  new URL("../../../shared/data/superstore/superstore_us_9994.csv.gz", import.meta.url),
);
const kLines = 9_994;
const kImportMs = 240_000;

test("four years of a real shop come in whole", async ({ page }) => {
  test.skip(!existsSync(kFile), `notice: ${kFile} is absent, so the real file is not imported`);
  test.setTimeout(kImportMs + 60_000);
  await page.goto("/imports/new");
  await page.locator("input[type=file]").setInputFiles({
    name: "superstore.csv",
    mimeType: "text/csv",
    buffer: gunzipSync(readFileSync(kFile)),
  });
  await expect(page.getByRole("heading", { name: zh.imports.map.title })).toBeVisible();
  const dates = page.getByLabel(zh.imports.map.dateFormat);
  await choose(page, dates, "11/21/2026");
  await choose(page, page.getByLabel(zh.imports.map.store), kStore);
  await page.getByRole("button", { name: zh.imports.map.next }).click();
  await expect(page.getByRole("heading", { name: zh.imports.check.title })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(zh.imports.check.noErrors)).toBeVisible();
  expect(await figures(page)).toEqual({
    [zh.imports.check.sales]: "5,009",
    [zh.imports.check.customers]: "793",
    [zh.imports.check.products]: "1,862",
  });
  await page.getByRole("button", { name: zh.imports.check.start }).click();
  await expect(page.getByRole("heading", { name: zh.imports.result.done })).toBeVisible({
    timeout: kImportMs,
  });
  expect(await figures(page)).toMatchObject({
    [zh.imports.result.sales]: "5,009",
    [zh.imports.result.rowsOk]: kLines.toLocaleString("en"),
  });

  await page.goto("/customers");
  await page.getByRole("textbox", { name: zh.customers.filter.q }).fill("Claire Gute");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Claire Gute" }).click();
  await expect(page.getByText("CG-12520")).toBeVisible();
  await page.getByRole("tab", { name: zh.customers.record.purchases }).click();
  await expect(page.locator(".hp-sale-head").first()).toContainText(kStore);
  await expectAccessible(page);
});
