import { readFileSync } from "node:fs";
import { Arrange } from "./arrange";
import { expect, expectAccessible, kStore, said, test, zh } from "./office";

// A customer asks what is held of her, is given it, and wants it gone; what was sold stays in the books.

const who = { name: "裴听澜", phone: "13900093001" };
const tea = { sku: "PD-TEA", name: "白茶护手霜", price_minor: 86_00, cost_minor: 30_00 };
let id = "";
let arrange: Arrange;

interface Books {
  items: { customer_name?: string; payable_minor: number }[];
}
const books = () => arrange.get<Books>(`/v1/sales?customer_id=${id}`);

test.beforeAll(async () => {
  arrange = await Arrange.asAdministrator();
  const store = await arrange.storeId(kStore);
  const product = await arrange.product(tea);
  id = (await arrange.customer({ ...who, store_id: store })).id;
  await arrange.sale(store, product.id, 2, id);
});

test("all that is held of a person is handed out, then erased; the sums stay", async ({ page }) => {
  await page.goto(`/customers/${id}`);
  const save = async (form: string) => {
    await page.getByRole("button", { name: zh.action.more }).first().click();
    await page.getByRole("menuitem", { name: zh.privacy.export.command }).click();
    const dialog = page.getByRole("dialog", { name: zh.privacy.export.title });
    await dialog.getByRole("radio", { name: form }).click();
    await expectAccessible(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: zh.privacy.export.save }).click(),
    ]);
    await expect(dialog).toBeHidden();
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const json = await save(zh.privacy.export.file.json);
  expect(json.name).toBe(`personal-data-${id}.json`);
  const held = JSON.stringify(JSON.parse(json.bytes.toString()));
  for (const known of [who.name, who.phone, tea.name]) expect(held).toContain(known);
  expect(held).not.toContain("cost");
  const pdf = await save(zh.privacy.export.file.zh);
  expect(pdf.name).toBe(`personal-data-${id}.pdf`);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.bytes.subarray(-8).toString()).toContain("%%EOF");

  const before = (await books()).items;
  expect(before.map((sale) => [sale.customer_name, sale.payable_minor])).toEqual([
    [who.name, 2 * tea.price_minor],
  ]);
  await arrange.post(`/v1/customers/${id}/delete`, { reason: "本人要求", even_with_points: true });
  await page.goto("/recycle_bin");
  const row = page.getByRole("row", { name: new RegExp(who.name) });
  await row.getByRole("button", { name: zh.action.more }).click();
  await page.getByRole("menuitem", { name: zh.recycleBin.erase }).click();
  const dialog = page.getByRole("dialog", { name: said(zh.recycleBin.eraseTitle, { name: who.name }) });
  await expect(dialog).toContainText(zh.recycleBin.eraseText);
  await dialog.getByLabel(zh.recycleBin.eraseReason).fill("本人要求");
  await dialog.getByLabel(said(zh.recycleBin.typeName, { name: who.name })).fill(who.name);
  await dialog.getByRole("button", { name: zh.recycleBin.erase }).click();
  await expect(row).toHaveCount(0);

  expect((await books()).items).toEqual(before.map(({ customer_name: _, ...sale }) => sale));
  await page.goto(`/sales?customer_id=${id}`);
  await expect(page.getByRole("row").filter({ hasText: "172.00" })).toHaveCount(1);
  await expect(page.locator("#hp-main")).not.toContainText(who.name);
  await expectAccessible(page);
});
