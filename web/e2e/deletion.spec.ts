import { Arrange } from "./arrange";
import { expect, expectAccessible, expectNoSidewaysScroll, kStore, said, test, zh } from "./office";

// A customer says no to calls, is deleted by mistake, comes back, is deleted for good and erased.

const who = { name: "顾南星", phone: "13900091001" };
let id = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  id = (await arrange.customer({ ...who, store_id: await arrange.storeId(kStore) })).id;
});

test("deleted, taken back, restored from the recycle bin, and erased", async ({ page }) => {
  await page.goto(`/customers/${id}`);
  await page
    .getByRole("button", {
      name: said(zh.privacy.consents.change, { purpose: zh.privacy.purpose.phone_call }),
    })
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: zh.privacy.consents.refuses }).click();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByText(zh.privacy.reveal.noCalls)).toBeVisible();

  const remove = async () => {
    await page.getByRole("button", { name: zh.action.more }).first().click();
    await page.getByRole("menuitem", { name: zh.recycleBin.delete, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: said(zh.recycleBin.deleteTitle, { name: who.name }) });
    await expect(dialog.getByLabel(zh.recycleBin.reasonHint)).toBeFocused();
    await dialog.getByLabel(zh.recycleBin.reasonHint).fill("重复建档");
    await dialog.getByRole("button", { name: zh.recycleBin.delete }).click();
    await expect(page).toHaveURL(/\/customers$/);
  };
  await remove();
  await page.getByRole("button", { name: zh.action.undo }).click();
  await expect(page.getByText(zh.undone)).toBeVisible();
  await page.goto(`/customers/${id}`);
  await expect(page.getByRole("heading", { name: who.name })).toBeVisible();

  await remove();
  await page.goto(`/customers/${id}`);
  await expect(page.getByRole("heading", { name: zh.reasons.customers.in_recycle_bin })).toBeVisible();
  await page.getByRole("link", { name: zh.recycleBin.open }).click();
  const row = page.getByRole("row", { name: new RegExp(who.name) });
  await expect(row).toContainText("重复建档");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await row.getByRole("button", { name: zh.action.more }).click();
  await page.getByRole("menuitem", { name: zh.recycleBin.erase }).click();
  const dialog = page.getByRole("dialog", { name: said(zh.recycleBin.eraseTitle, { name: who.name }) });
  const erase = dialog.getByRole("button", { name: zh.recycleBin.erase });
  await dialog.getByLabel(zh.recycleBin.eraseReason).fill("本人要求");
  await expect(erase).toBeDisabled();
  await dialog.getByLabel(said(zh.recycleBin.typeName, { name: who.name })).fill(who.name);
  await expectAccessible(page);
  await erase.click();
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);
  await page.goto(`/customers/${id}`);
  await expect(page.getByRole("heading", { name: zh.reasons.customers.erased })).toBeVisible();
});
