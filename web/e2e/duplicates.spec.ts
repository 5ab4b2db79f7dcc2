import { Arrange } from "./arrange";
import {
  en,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  field,
  kStore,
  said,
  test,
  zh,
} from "./office";

// Two records of one person: said while the second is entered, listed, looked at beside each other, merged with a
// choice of each field; and two namesakes who are not one person and are not shown again.

const stays = { name: "欧阳清岚", phone: "13900091001", birthday_on: "1990-11-24" };
const goes = { name: "欧阳清兰", phone: "13900091002", birthday_on: "1990-11-24" };
/** As phones are shown. */
const shown = (phone: string) => phone.replace(/^(\d{3})(\d{4})/, "$1 $2 ");
const namesakes = ["司徒望舒", "司徒望书"];

test.describe.configure({ mode: "serial" });

let storeId = "";
let staysId = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  storeId = await arrange.storeId(kStore);
  staysId = (await arrange.customer({ ...stays, store_id: storeId })).id;
  for (const name of namesakes)
    await arrange.customer({ name, birthday_on: "1985-02-03", store_id: storeId });
});

test("while a customer is entered it says who may be meant", async ({ page }) => {
  await page.goto("/customers?new=1");
  const form = page.getByRole("dialog");
  await field(form, zh.customers.field.name).fill(goes.name);
  await expect(form.getByText(zh.duplicates.perhaps)).toHaveCount(0);
  await field(form, zh.customers.field.phone).fill(stays.phone);
  await expect(form.getByText(zh.duplicates.perhaps)).toBeVisible();
  await expect(form.getByRole("link", { name: stays.name })).toBeVisible();
  await expect(form.getByText(zh.duplicates.evidence.same_phone)).toBeVisible();
  await expectAccessible(page);
  await field(form, zh.customers.field.phone).fill("");
  await expect(form.getByText(zh.duplicates.perhaps)).toHaveCount(0);
});

test("the two are listed, laid beside each other and merged, with the name of one and the phone of the other", async ({
  page,
}) => {
  const arrange = await Arrange.asAdministrator();
  await arrange.customer({ ...goes, store_id: storeId });
  // They are found a moment after the second is there.
  await expect(async () => {
    await page.goto("/duplicates");
    await expect(page.getByRole("link", { name: stays.name })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: stays.name }).click();
  await expect(
    page.getByRole("heading", { name: said(zh.duplicates.pair, { one: stays.name, other: goes.name }) }),
  ).toBeVisible();
  await expectAccessible(page);
  const keep = (label: string, name: string) =>
    page.getByRole("radio", { name: said(zh.duplicates.keepFrom, { field: label, name }) });
  await expect(keep(zh.customers.field.name, stays.name)).toBeChecked();
  await keep(zh.customers.field.phone, goes.name).check();
  await page.getByLabel(zh.customers.merge.reason).fill("同一位客户换了手机");
  await page.getByRole("button", { name: said(zh.duplicates.mergeInto, { name: stays.name }) }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${staysId}$`));
  await expect(page.getByRole("heading", { name: stays.name })).toBeVisible();
  await expect(page.getByText(zh.customers.merge.merged)).toBeVisible();
  await expect(page.locator("#hp-main").getByText(shown(goes.phone)).first()).toBeVisible();
  await page.goto("/duplicates?state=merged");
  await expect(page.getByRole("link", { name: stays.name })).toBeVisible();
});

test("they turn out to be two after all, and each has his own again", async ({ page }) => {
  await page.goto(`/customers/${staysId}`);
  await page.getByRole("button", { name: said(zh.customers.unmerge.title, { name: goes.name }) }).click();
  const form = page.getByRole("dialog");
  await field(form, zh.customers.unmerge.reason).fill("原来是姐妹俩");
  await expectAccessible(page);
  // The points of the merge may still be on their way.
  await expect(async () => {
    if (await form.isVisible())
      await form.getByRole("button", { name: zh.customers.unmerge.submit }).click({ timeout: 1_000 });
    await expect(form).toBeHidden({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText(zh.customers.merge.merged)).toHaveCount(0);
  await expect(page.locator("#hp-main").getByText(shown(stays.phone)).first()).toBeVisible();
});

test("on a phone, in English, two namesakes are told apart and stay so", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("homeport.language", "en"));
  const [one = "", other = ""] = namesakes;
  await page.goto("/duplicates");
  await page.getByRole("link", { name: one }).click();
  await expect(page.getByRole("heading", { name: said(en.duplicates.pair, { one, other }) })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: en.duplicates.dismiss }).click();
  await expect(page).toHaveURL(/\/duplicates$/);
  await expect(page.getByRole("link", { name: one })).toHaveCount(0);
  await expect(page.locator(".ant-message-notice")).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await page.goto("/duplicates?state=dismissed");
  await expect(page.getByRole("link", { name: one })).toBeVisible();
  await expectAccessible(page);
});
