import { expect, expectAccessible, field, kAdmin, kChain, kStore, said, test, zh } from "./office";
import { kSignedInFile, running } from "./server";

test("a wrong code sets nothing up", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup/);
  await page.goto("/setup?code=wrong-code");
  await page.getByRole("button", { name: zh.action.next }).click();
  await field(page, zh.setup.chainName).fill(kChain);
  await page.getByRole("button", { name: zh.action.next }).click();
  await field(page, zh.setup.storeName).fill(kStore);
  await page.getByRole("button", { name: zh.action.next }).click();
  await field(page, zh.setup.adminName).fill(kAdmin.name);
  await field(page, zh.setup.signInName).fill(kAdmin.signInName);
  await field(page, zh.setup.password).fill(kAdmin.password);
  await field(page, zh.setup.passwordAgain).fill(kAdmin.password);
  await page.getByRole("button", { name: zh.setup.finish }).click();
  await expect(page.getByText(zh.reasons.identity.wrong_setup_code).first()).toBeVisible();
  await expect(field(page, zh.setup.code)).toBeVisible();
});

test("the wizard sets the chain up and signs the administrator in", async ({ page, context }) => {
  await page.goto(`/setup?code=${running().setupCode}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.action.next }).click();

  await page.getByRole("button", { name: zh.action.next }).click();
  await expect(page.getByText(said(zh.form.required, { label: zh.setup.chainName }))).toBeVisible();
  await field(page, zh.setup.chainName).fill(kChain);
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.action.next }).click();

  await field(page, zh.setup.storeName).fill(kStore);
  await page.getByRole("button", { name: zh.action.next }).click();

  await field(page, zh.setup.adminName).fill(kAdmin.name);
  await field(page, zh.setup.signInName).fill(kAdmin.signInName);
  await field(page, zh.setup.password).fill(kAdmin.password);
  await field(page, zh.setup.passwordAgain).fill("something else");
  await page.getByRole("button", { name: zh.setup.finish }).click();
  await expect(page.getByText(zh.setup.passwordMismatch)).toBeVisible();
  await field(page, zh.setup.passwordAgain).fill(kAdmin.password);
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.setup.finish }).click();

  await expect(page.getByText(kAdmin.name).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: new RegExp(kAdmin.name) })).toBeVisible();
  await expectAccessible(page);
  await context.storageState({ path: kSignedInFile });
});
