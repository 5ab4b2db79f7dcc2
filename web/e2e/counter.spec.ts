import { Arrange } from "./arrange";
import { expect, expectAccessible, hundredths, kStore, test, zh } from "./office";
import { addBySku, openTill, openTray } from "./tillKeys";

const lamp = { sku: "CN-LAMP", name: "夜灯香薰", price: 120_00, cost: 50_00 };
const oil = { sku: "CN-OIL", name: "橙花精油", price: 150_00, cost: 60_00 };
const member = { name: "何雨晴", phone: "13900030001" };
let receipt = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store = await arrange.storeId(kStore);
  const ids: string[] = [];
  for (const { price, cost, ...product } of [lamp, oil])
    ids.push((await arrange.product({ ...product, price_minor: price, cost_minor: cost })).id);
  const customer = await arrange.customer({ ...member, store_id: store });
  const { sale } = await arrange.sale(store, ids[0] ?? "", 2, customer.id);
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

test("goods are exchanged at the till by the number on the receipt", async ({ page }) => {
  await openTill(page);
  await page.keyboard.press("F1");
  const drawer = page.getByRole("dialog").first();
  await drawer.getByLabel(zh.till.takeBack.number).fill(receipt);
  await expect(drawer).toContainText(lamp.name);
  await expectAccessible(page);
  await drawer.getByRole("button", { name: zh.sales.exchange.command }).click();
  const form = page.getByRole("dialog").filter({ hasText: zh.sales.exchange.back });
  await form.getByRole("spinbutton", { name: new RegExp(lamp.name) }).fill("1");
  await form.getByPlaceholder(zh.sales.exchange.add).fill(oil.sku);
  await page.keyboard.press("Enter");
  await expect(form).toContainText(oil.name);
  await form.getByLabel(new RegExp(`^${zh.sales.exchange.reason}`)).fill("想换香味");
  await expect(form.getByTestId("difference")).not.toHaveText("…");
  expect(hundredths(await form.getByTestId("difference").innerText())).toBeGreaterThan(0);
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.sales.exchange.submit }).click();
  await expect(page.getByText(/已换货，收款/)).toBeVisible();
  await expect(drawer).toContainText("想换香味");
});
