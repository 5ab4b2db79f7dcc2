import { expect, expectAccessible, kAdmin, signIn, signOut, test, zh } from "./office";

// These come and go with sessions of their own: the one the other journeys share stays.
test.use({ storageState: { cookies: [], origins: [] } });

test("a wrong password is refused and a right one leads to where one wanted to go", async ({ page }) => {
  await page.goto("/customers?q=wang");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);

  await signIn(page, kAdmin.signInName, "not the password");
  await expect(page.getByText(zh.reasons.identity.wrong_credentials)).toBeVisible();

  await signIn(page, kAdmin.signInName, kAdmin.password);
  await expect(page).toHaveURL(/\/customers\?q=wang/);
  await expect(page.getByRole("heading", { name: zh.customers.title })).toBeVisible();
});

test("who signs out is out on every page", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, kAdmin.signInName, kAdmin.password);
  await expect(page.getByRole("heading", { name: new RegExp(kAdmin.name) })).toBeVisible();
  await signOut(page);
  await page.goto("/staff");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("set-up cannot be done again", async ({ page }) => {
  await page.goto("/setup");
  await expect(page.getByText(zh.setup.alreadyTitle)).toBeVisible();
});
