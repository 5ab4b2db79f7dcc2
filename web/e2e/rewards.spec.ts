import { Arrange } from "./arrange";
import { choose, expect, expectAccessible, field, hundredths, kStore, test, zh } from "./office";
import { addBySku, openTill, settled, type } from "./tillKeys";

const cream = { sku: "RW-CREAM", name: "月见草面霜", price: 260_00, cost: 110_00 };
const member = { name: "沈知夏", phone: "13900040001" };
const series = "满一百减二十";
const gift = "帆布随行袋";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store = await arrange.storeId(kStore);
  const { price, cost, ...product } = cream;
  await arrange.product({ ...product, price_minor: price, cost_minor: cost });
  const { id } = await arrange.customer({ ...member, store_id: store });
  // Points to spend, without a purchase.
  const kinds = await arrange.get<{ items: { id: string; code: string }[] }>("/v1/behaviour_kinds");
  const [kind] = kinds.items;
  await arrange.post("/v1/behaviour_rules", {
    code: "welcome",
    kind_id: kind?.id,
    name: "到店礼",
    points: 500_00,
  });
  await arrange.post("/v1/behaviour_events", { customer_id: id, kind: kind?.code });
  const made = await arrange.post<{ id: string }>("/v1/voucher_series", {
    name: series,
    kind: "money_off",
    value_minor: 20_00,
    minimum_minor: 100_00,
    valid_days: 30,
  });
  await arrange.post(`/v1/customers/${id}/vouchers`, { series_id: made.id });
  const bag = await arrange.post<{ id: string }>("/v1/gifts", {
    name: gift,
    price_points: 100_00,
    stock_keeping: "per_store",
  });
  await arrange.post(`/v1/gifts/${bag.id}/stock`, { store_id: store, kind: "received", quantity: 5 });
});

test.describe.configure({ mode: "serial" });

test("a sale is paid with a voucher, with points, and the rest in cash", async ({ page }) => {
  await openTill(page);
  await addBySku(page, cream.sku, 1);
  await type(page, member.phone);
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText(member.name);
  await settled(page);
  const payable = hundredths(await page.getByTestId("payable").innerText());
  await page.keyboard.press("F6");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(series);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: zh.till.rewards.useOne }).click();
  await dialog.getByLabel(zh.till.rewards.howMany).fill("15");
  await dialog.getByRole("button", { name: zh.action.done }).click();
  await settled(page);
  expect(hundredths(await page.getByTestId("payable").innerText())).toBe(payable - 20_00 - 15_00);
  await expectAccessible(page);
  await page.keyboard.press("F8");
  await expect(page.getByRole("timer")).toBeVisible();
  expect(hundredths(await page.getByTestId("due").innerText())).toBe(payable - 35_00);
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: zh.till.done })).toBeVisible();
  await page.getByRole("link", { name: zh.till.openSale }).click();
  await expect(page.getByText(series)).toBeVisible();
  await expect(page.getByText(zh.sales.payment.points)).toBeVisible();
  await expectAccessible(page);
});

test("a gift is redeemed for points, and the stock knows", async ({ page }) => {
  await page.goto("/redemptions");
  await page.getByRole("button", { name: zh.rewards.redemption.create }).first().click();
  const form = page.getByRole("dialog");
  const customer = form.getByRole("combobox", { name: zh.rewards.redemption.customer });
  await customer.click();
  await customer.fill(member.phone);
  await page.locator(".ant-select-dropdown .ant-select-item-option").filter({ hasText: member.name }).click();
  await choose(page, field(form, zh.rewards.redemption.gift), gift);
  await choose(page, field(form, zh.rewards.redemption.store), kStore);
  await expect(form).toContainText("100.00");
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.rewards.redemption.submit }).click();
  await expect(page.locator(".hp-table tbody")).toContainText(gift);
  await page.goto("/gifts");
  await page.locator(".hp-table tbody tr").filter({ hasText: gift }).locator("td").first().click();
  await expect(page.getByRole("dialog")).toContainText(zh.rewards.stock.kinds.redeemed);
  await expect(page.locator(".hp-stock")).toContainText("4");
  await expectAccessible(page);
});

/** Three bright pixels by two, as a camera would never make them; the browser reads it all the same. */
const kPicture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR42mP4ECUHQQxwFgBZYAhxHtPpuwAAAABJRU5ErkJggg==",
  "base64",
);

test("a gift is given a picture, which is shown and taken away again", async ({ page }) => {
  await page.goto("/gifts");
  await page.locator(".hp-table tbody tr").filter({ hasText: gift }).locator("td").first().click();
  const drawer = page.getByRole("dialog");
  const picture = drawer.locator("img[src*='/picture']");
  await expect(drawer.getByRole("button", { name: zh.rewards.picture.choose })).toBeVisible();
  const input = drawer.locator("input[type=file]");
  await input.setInputFiles({
    name: "notes.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("no picture at all"),
  });
  await expect(page.getByText(zh.rewards.picture.unreadable)).toBeVisible();
  await expect(picture).toHaveCount(0);
  await input.setInputFiles({ name: "bag.png", mimeType: "image/png", buffer: kPicture });
  await expect(drawer.getByRole("button", { name: zh.rewards.picture.change })).toBeVisible();
  // Not only there: the browser could read what it was sent.
  await expect
    .poll(() => picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
  await expect(page.locator(".ant-message-notice")).toHaveCount(0);
  await expectAccessible(page);
  await drawer.getByRole("button", { name: zh.action.remove }).click();
  await expect(picture).toHaveCount(0);
  await expect(drawer.getByRole("button", { name: zh.rewards.picture.choose })).toBeVisible();
});
