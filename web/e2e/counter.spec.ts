import { Arrange } from "./arrange";
import { expect, expectAccessible, hundredths, kStore, said, test, zh } from "./office";
import { addBySku, openTill, openTray, scan } from "./tillKeys";

const lamp = { sku: "CN-LAMP", name: "夜灯香薰", price: 120_00, cost: 50_00 };
const oil = { sku: "CN-OIL", name: "橙花精油", price: 150_00, cost: 60_00 };
const member = { name: "何雨晴", phone: "13900030001" };
let receipt = "";
let oilId = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store = await arrange.storeId(kStore);
  const ids: string[] = [];
  for (const { price, cost, ...product } of [lamp, oil])
    ids.push((await arrange.product({ ...product, price_minor: price, cost_minor: cost })).id);
  const customer = await arrange.customer({ ...member, store_id: store });
  const { sale } = await arrange.sale(store, ids[0] ?? "", 2, customer.id);
  oilId = ids[1] ?? "";
  receipt = `${sale.customer_id}.${sale.sale_id}`;
});

test.describe.configure({ mode: "serial" });

test("a parked sale is held for a while, then it has to be priced anew", async ({ page }) => {
  // The shortest the server allows, so that the test sees the end of it.
  await page.route("**/v1/reservations", (route) =>
    route.continue({
      postData: JSON.stringify({ ...(route.request().postDataJSON() as object), hold_seconds: 30 }),
    }),
  );
  await openTill(page);
  await addBySku(page, lamp.sku, 1);
  await page.keyboard.press("F7");
  await expect(page.getByText(zh.till.park.done)).toBeVisible();
  await expect(page.getByText(zh.till.empty)).toBeVisible();

  let tray = await openTray(page);
  await expect(tray.getByRole("button", { name: zh.till.park.resume })).toBeVisible();
  await expectAccessible(page);
  await expect(tray.getByText(zh.till.park.expired)).toBeVisible({ timeout: 60_000 });
  await tray.getByRole("button", { name: zh.till.park.anew }).click();
  await expect(page.locator(".hp-till-lines li")).toContainText(lamp.name);
  await expect(page.locator(".hp-till-totals")).toHaveAttribute("aria-busy", "false");

  // Parked once more and taken up in time, it is completed as it was reserved.
  await page.keyboard.press("F7");
  await expect(page.getByText(zh.till.park.done)).toBeVisible();
  tray = await openTray(page);
  await tray.getByRole("button", { name: zh.till.park.resume }).click();
  await expect(page.getByRole("timer")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: zh.till.done })).toBeVisible();
});

test("a scanned receipt is exchanged, at the price that holds when it is done", async ({ page }) => {
  await openTill(page);
  // Scanned into the box of the till: no product is called that.
  await scan(page, receipt);
  const drawer = page.getByRole("dialog").first();
  await expect(drawer).toContainText(lamp.name);
  await expectAccessible(page);
  await drawer.getByRole("button", { name: zh.sales.exchange.command }).click();
  const form = page.getByRole("dialog").filter({ hasText: zh.sales.exchange.back });
  await expect(form).toContainText(zh.sales.exchange.chooseBoth);
  await form.getByRole("spinbutton", { name: new RegExp(lamp.name) }).fill("1");
  await form.getByPlaceholder(zh.sales.exchange.add).fill(oil.sku);
  await page.keyboard.press("Enter");
  await expect(form).toContainText(oil.name);
  await form.getByLabel(new RegExp(`^${zh.sales.exchange.reason}`)).fill("想换香味");
  const amount = async (id: string) => hundredths(await form.getByTestId(id).innerText());
  await expect(form.getByTestId("difference")).toBeVisible();
  const shown = {
    refund: await amount("refund"),
    goods: await amount("new-goods"),
    due: await amount("difference"),
  };
  expect(shown.due).toBe(shown.goods - shown.refund);
  expect(shown.due).toBeGreaterThan(0);
  await expectAccessible(page);

  // Dearer by the time the button is pressed: nothing is done, what changed is said, and what holds now is shown.
  await (await Arrange.asAdministrator()).reprice(oilId, oil.price + 30_00);
  const submit = form.getByRole("button", { name: zh.sales.exchange.submit });
  await submit.click();
  await expect(form.getByRole("alert").first()).toContainText(zh.reasons.sales.payable_changed);
  const price = (minor: number) => `¥${(minor / 100).toFixed(2)}`;
  await expect(form.getByRole("alert").first()).toContainText(
    said(zh.sales.exchange.changed.price, {
      name: oil.name,
      before: price(oil.price),
      after: price(oil.price + 30_00),
    }),
  );
  await expect.poll(() => amount("difference")).toBeGreaterThan(shown.due);
  const due = await amount("difference");
  expect(due).toBe((await amount("new-goods")) - shown.refund);
  await expectAccessible(page);
  await submit.click();
  await expect(page.getByText(said(zh.sales.exchange.done, { amount: price(due) }))).toBeVisible();
  await expect(drawer).toContainText("想换香味");
  await expect(drawer).toContainText(zh.sales.state.part);
});

test("a receipt opens its sale from the list of sales, scanned or typed", async ({ page }) => {
  await page.goto("/sales");
  await expect(page.locator(".hp-table tbody tr.ant-table-row").first()).toBeVisible();
  await scan(page, receipt);
  const drawer = page.getByRole("dialog").first();
  await expect(drawer).toContainText("想换香味");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("f");
  const box = page.getByRole("dialog").getByLabel(zh.sales.find.code);
  await box.fill("1.2");
  await box.press("Enter");
  await expect(page.getByRole("dialog").getByRole("alert")).toHaveText(zh.reasons.sales.not_found);
  await expectAccessible(page);
  // As a Chinese input method spells the point.
  await box.fill(receipt.replace(".", "。"));
  await box.press("Enter");
  await expect(drawer).toContainText("想换香味");
});
