import { en, expect, expectAccessible, expectNoSidewaysScroll, test, zh } from "./office";

const kPages = [
  "/",
  "/customers",
  "/own_fields",
  "/own_fields?tab=tags",
  "/products",
  "/service_types",
  "/sales",
  "/offline_sales",
  "/imports",
  "/imports/new",
  "/customer-imports",
  "/customer-imports/new",
  "/duplicates",
  "/till",
  "/tiers",
  "/strategies",
  "/adjustments",
  "/expiries",
  "/ledger_digests",
  "/gifts",
  "/vouchers",
  "/voucher",
  "/redemptions",
  "/behaviour",
  "/behaviour_rules",
  "/lab",
  "/lab/new",
  "/pool",
  "/pool/mine",
  "/pool/stages",
  "/pool/board",
  "/pool/all",
  "/pool/requests",
  "/pool/fairness",
  "/pool/hand_over",
  "/pools",
  "/tasks",
  "/calendar",
  "/analysis",
  "/selections",
  "/grading",
  "/incentives",
  "/staff",
  "/roles",
  "/stores",
  "/audit",
  "/recycle_bin",
  "/reveals",
  "/privacy",
  "/settings",
  "/account",
];

test("language and colours change at once and stay", async ({ page }) => {
  await page.goto("/sales");
  await expect(page.getByRole("heading", { name: zh.sales.title })).toBeVisible();
  await page.getByRole("button", { name: zh.shell.language, exact: true }).click();
  await expect(page.getByRole("heading", { name: en.sales.title })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: en.sales.title })).toBeVisible();

  await page.getByRole("button", { name: en.shell.switchTheme }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);
  await page.getByRole("button", { name: en.shell.switchTheme }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: en.shell.language, exact: true }).click();
  await expect(page.getByRole("heading", { name: zh.sales.title })).toBeVisible();
});

for (const language of ["zh", "en"] as const) {
  test(`nothing runs over the edge of a phone (${language})`, async ({ page }) => {
    test.setTimeout(480_000);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.addInitScript((chosen) => localStorage.setItem("homeport.language", chosen), language);
    for (const path of kPages) {
      await page.goto(path);
      await expect(page.locator("h1").first()).toBeVisible();
      await expect(page.locator(".ant-skeleton, .hp-waiting")).toHaveCount(0);
      await expectNoSidewaysScroll(page);
    }
  });
}

test("every main page is free of barriers, in both colours", async ({ page }) => {
  test.setTimeout(600_000);
  const html = page.locator("html");
  await page.addInitScript(() => localStorage.setItem("homeport.theme", "system"));
  for (const path of kPages) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await expect(page.locator(".ant-skeleton, .hp-waiting")).toHaveCount(0);
    await expect(html).toHaveAttribute("data-theme", "light");
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(html).toHaveAttribute("data-theme", "dark");
    await expectAccessible(page);
  }
});
