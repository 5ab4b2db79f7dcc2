import { Arrange } from "./arrange";
import { expect, expectAccessible, kStore, said, test, zh } from "./office";
import { openTill, type } from "./tillKeys";

const stays = { name: "苏念慈", phone: "13900071001" };
const goes = { name: "苏女士", phone: "13900071002" };
let staysId = "";
let goesId = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store = await arrange.storeId(kStore);
  staysId = (await arrange.customer({ ...stays, store_id: store })).id;
  goesId = (await arrange.customer({ ...goes, store_id: store })).id;
  await arrange.post(`/v1/customers/${goesId}/grants`, { points: 5_00, reason: "生日" });
});

test("two records of one person become one, and either phone finds her", async ({ page }) => {
  await page.goto(`/customers/${staysId}`);
  await expect(page.getByRole("heading", { name: stays.name })).toBeVisible();
  await page.getByRole("button", { name: zh.action.more }).first().click();
  await page.getByRole("menuitem", { name: zh.customers.merge.command }).click();
  const form = page.getByRole("dialog");
  await expect(form).toContainText(said(zh.customers.merge.text, { name: stays.name }));
  await form.getByRole("combobox").click();
  await page.keyboard.type(goes.phone);
  await page.getByRole("option").or(page.locator(".hp-customer-option")).getByText(goes.name).click();
  await form.getByLabel(new RegExp(`^${zh.customers.merge.reason}`)).fill("同一手机用户，重复建档");
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.customers.merge.submit, exact: true }).click();
  await expect(page.getByText(said(zh.customers.merge.done, { name: stays.name }))).toBeVisible();
  await expect(page.getByText(zh.customers.merge.merged)).toBeVisible();
  await expect(page.getByText(said(zh.customers.timeline.merged, { name: goes.name }))).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: goes.name }).click();
  await expect(page.getByRole("heading", { name: goes.name })).toBeVisible();
  await page.getByRole("link", { name: stays.name }).click();
  await expect(page.getByRole("heading", { name: stays.name })).toBeVisible();

  await openTill(page);
  await type(page, goes.phone);
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText(stays.name);
});
