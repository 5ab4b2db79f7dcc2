import { Arrange } from "./arrange";
import { expect, expectAccessible, expectNoSidewaysScroll, said, test, zh } from "./office";

// A chain decides how long it keeps leads nobody ever talked to.

const text = zh.privacy.settings;

interface Setting {
  version: number;
  lead_months?: number;
}

test.afterAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const { lead_months } = await arrange.get<Setting>("/v1/privacy_settings");
  // What is counted by the nights must not go on in the journeys that follow.
  expect(lead_months).toBeUndefined();
});

test("leads nobody contacted are kept for so many months once somebody says so", async ({ page }) => {
  await page.goto("/privacy");
  const rule = page.getByRole("switch", { name: text.leads });
  const months = page.getByLabel(text.leadMonths);
  const save = async () => {
    await page.getByRole("button", { name: zh.action.save }).click();
    await expect(page.getByText(text.saved)).toBeVisible();
  };
  await expect(rule).not.toBeChecked();
  await expect(months).toHaveCount(0);

  await rule.click();
  await expect(months).toHaveValue("24");
  await expect(page.getByText(text.leadsNobody)).toBeVisible();
  // A chain this young has no such leads; the number is the server's otherwise, and the screen only says it.
  await page.route("**/lead_preview?lead_months=7", (route) =>
    route.fulfill({ json: { customers: 3, is_exact: true } }),
  );
  await months.fill("7");
  await expect(page.getByText(said(text.leadsNow, { n: 3 }))).toBeVisible();
  await expectAccessible(page);
  await save();

  await page.reload();
  await expect(rule).toBeChecked();
  await expect(months).toHaveValue("7");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 860 });

  await page.goto("/audit");
  const entry = page.getByRole("row", { name: new RegExp(zh.audit.did.privacy.edit_setting) }).first();
  await entry.click();
  const change = page.getByRole("dialog").getByRole("row", { name: new RegExp(zh.audit.field.lead_months) });
  await expect(change).toContainText("7");
  await expectAccessible(page);

  await page.goto("/privacy");
  await rule.click();
  await expect(months).toHaveCount(0);
  await save();
  await page.reload();
  await expect(rule).not.toBeChecked();
});
