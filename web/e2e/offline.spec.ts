import { Arrange } from "./arrange";
import { expect, expectAccessible, hundredths, kStore, test, zh } from "./office";
import { addBySku, openTill, openTray, scan } from "./tillKeys";

const serum = { sku: "OF-SERUM", barcode: "6901028350017", name: "海盐修护精华", price: 168_00, cost: 70_00 };
const balm = { sku: "OF-BALM", name: "雪松护唇膏", price: 39_00, cost: 12_00 };
let storeId = "";
let balmId = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  storeId = await arrange.storeId(kStore);
  for (const { price, cost, ...product } of [serum, balm]) {
    const made = await arrange.product({ ...product, price_minor: price, cost_minor: cost });
    if (product.sku === balm.sku) balmId = made.id;
  }
});

test.describe.configure({ mode: "serial" });

async function countSales(page: import("@playwright/test").Page): Promise<number> {
  const answer = await page.request.get("/v1/sales?limit=1");
  return ((await answer.json()) as { total: number }).total;
}

test("a till without a network goes on, keeps its sales over a reload, and sends each once", async ({
  page,
  context,
}) => {
  await openTill(page);
  const before = await countSales(page);
  // The price list of this device is read while there is a network.
  await expect
    .poll(() =>
      page.evaluate(
        (sku) =>
          new Promise<boolean>((resolve) => {
            const opening = indexedDB.open("homeport.till");
            opening.onsuccess = () => {
              const asked = opening.result
                .transaction("products")
                .objectStore("products")
                .index("sku")
                .get(sku);
              asked.onsuccess = () => resolve(asked.result !== undefined);
            };
          }),
        serum.sku,
      ),
    )
    .toBe(true);

  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open("homeport-who")).keys()).length))
    .toBe(2);

  await context.setOffline(true);
  await expect(page.getByText(zh.till.offline)).toBeVisible();
  await expectAccessible(page);
  await scan(page, serum.barcode);
  await expect(page.locator(".hp-till-lines li")).toContainText(serum.name);
  expect(hundredths(await page.getByTestId("payable").innerText())).toBe(serum.price);
  await page.keyboard.press("F8");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: zh.till.kept.done })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.locator(".hp-scan input")).toBeFocused();

  // Without a network the page opens again, and the sale is still there.
  await page.reload();
  await expect(page.locator(".hp-scan input")).toBeFocused();
  await expect(page.getByText(zh.till.offline)).toBeVisible();
  await expect(await openTray(page)).toContainText(zh.till.kept.state.waiting);
  await page.keyboard.press("Escape");

  // Back on the network, but the server stays away: a reload finds the sale where it was left.
  let away = true;
  const keys: string[] = [];
  await page.route(/\/v1\/(sales|version)$/, async (route) => {
    if (away) return route.abort("connectionrefused");
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    // The first answer is lost on its way.
    if (keys.length === 1) {
      await route.fetch();
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await context.setOffline(false);
  await page.reload();
  await expect(page.locator(".hp-scan input")).toBeFocused();
  const tray = await openTray(page);
  await expect(tray).toContainText(zh.till.kept.state.waiting);
  await expectAccessible(page);
  away = false;
  await expect(tray.getByText(zh.till.kept.state.sent)).toBeVisible();
  await expectAccessible(page);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  expect(await countSales(page)).toBe(before + 1);
});

test("a kept sale the server refuses is shown with its reason and can be corrected", async ({
  page,
  context,
}) => {
  await openTill(page);
  const before = await countSales(page);
  await addBySku(page, balm.sku, 1);
  await context.setOffline(true);
  await expect(page.getByText(zh.till.offline)).toBeVisible();
  await page.keyboard.press("F8");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: zh.till.kept.done })).toBeVisible();
  await page.keyboard.press("Enter");
  // Meanwhile the sale became impossible for the server.
  await page.route(/\/v1\/sales$/, (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      json: { status: 422, reason: "sales.product_unknown", detail: `there is no product ${balmId}` },
    }),
  );
  await context.setOffline(false);
  const tray = await openTray(page);
  await expect(tray.getByText(zh.till.kept.state.refused)).toBeVisible();
  await expect(tray).toContainText(zh.reasons.sales.product_unknown);
  await expectAccessible(page);
  await page.unroute(/\/v1\/sales$/);
  await tray.getByRole("button", { name: zh.till.kept.correct }).click();
  await expect(page.locator(".hp-till-lines li")).toContainText(balm.name);
  await expect(page.locator(".hp-till-totals")).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("F8");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: zh.till.done })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator(".hp-scan input")).toBeFocused();
  await expect((await openTray(page)).getByText(zh.till.kept.state.corrected)).toBeVisible();
  expect(await countSales(page)).toBe(before + 1);
  expect(storeId).not.toBe("");
});
