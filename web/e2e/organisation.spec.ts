import { choose, expect, expectAccessible, field, kChain, said, signIn, test, zh } from "./office";

const kNewStore = "西湖银泰店";
const kRole = "早班导购";
const kGuide = { name: "陈静怡", signInName: "jingyi", password: "quiet morning by the lake" };

test("a store, a role and a person with it; the person sees only what the role allows", async ({
  page,
  browser,
  baseURL,
}) => {
  const form = page.getByRole("dialog");
  await page.goto("/stores");
  await page.getByRole("button", { name: zh.stores.create }).first().click();
  await field(form, zh.stores.field.name).fill(kNewStore);
  await field(form, zh.stores.field.code).fill("S002");
  await choose(page, field(form, zh.stores.field.parent), kChain);
  await page.getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByText(said(zh.stores.created, { name: kNewStore }))).toBeVisible();
  await expectAccessible(page);

  await page.goto("/roles");
  await page.getByRole("button", { name: zh.roles.create }).click();
  await field(form, zh.roles.name).fill(kRole);
  await page.getByRole("radio", { name: new RegExp(zh.scope.store) }).check();
  for (const module of [zh.roles.module.customers, zh.roles.module.catalogue])
    await page.getByRole("checkbox", { name: module, exact: true }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByText(said(zh.roles.created, { name: kRole }))).toBeVisible();

  await page.goto("/staff");
  await page.getByRole("button", { name: zh.staff.create }).click();
  await field(form, zh.staff.name).fill(kGuide.name);
  await field(form, zh.staff.signInName).fill(kGuide.signInName);
  await choose(page, field(form, zh.staff.store), kNewStore);
  await choose(page, field(form, zh.staff.roles), kRole);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByText(zh.staff.temporaryTitle)).toBeVisible();
  const temporary = await page.locator(".hp-secret code").innerText();
  await page.getByRole("button", { name: zh.action.done }).click();

  const guide = await browser.newContext({
    baseURL,
    locale: "zh-CN",
    storageState: { cookies: [], origins: [] },
  });
  const own = await guide.newPage();
  await own.goto("/sign-in");
  await signIn(own, kGuide.signInName, temporary);
  await expect(own.getByText(zh.account.mustChangeTitle)).toBeVisible();
  await field(own, zh.account.currentPassword).fill(temporary);
  await field(own, zh.account.newPassword).fill(kGuide.password);
  await field(own, zh.account.newPasswordAgain).fill(kGuide.password);
  await own.getByRole("button", { name: zh.account.changePassword }).click();
  await expect(own.getByRole("heading", { name: new RegExp(kGuide.name) })).toBeVisible();

  const menu = own.getByRole("navigation", { name: zh.shell.menu });
  await expect(menu.getByRole("link", { name: zh.nav.customers })).toBeVisible();
  await expect(menu.getByRole("link", { name: zh.imports.title, exact: true })).toHaveCount(0);
  await expect(menu.getByRole("link", { name: zh.nav.staff })).toHaveCount(0);
  await own.goto("/till");
  await expect(own.getByText(zh.empty.notAllowedTitle)).toBeVisible();
  await guide.close();
});
