import type { Page } from "@playwright/test";
import { Arrange } from "./arrange";
import { expect, expectAccessible, field, hundredths, kStore, test, zh } from "./office";

const member = { name: "许明轩", phone: "13900020001", card: "86002001" };
const rose = { sku: "TL-ROSE", barcode: "6901028340018", name: "玫瑰保湿喷雾", price: 199_00, cost: 99_00 };
const mask = { sku: "TL-MASK", name: "烟酰胺面膜", price: 89_50, cost: 39_50 };

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  for (const { price, cost, ...product } of [rose, mask])
    await arrange.product({ ...product, price_minor: price, cost_minor: cost });
  const store_id = await arrange.storeId(kStore);
  const { name, phone, card } = member;
  await arrange.customer({ name, phone, store_id, card_number: card });
});

/** Types as a person does; Enter at the end. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 });
  await page.keyboard.press("Enter");
}

/** Types as a scanner does: all at once. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

async function openTill(page: Page): Promise<void> {
  await page.goto("/till");
  const store = page.locator(".hp-till-stores button, .hp-scan input").first();
  await store.waitFor();
  const picker = page.locator(".hp-till-stores button").first();
  if (await picker.isVisible()) await picker.click();
  await expect(page.locator(".hp-scan input")).toBeFocused();
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator(".hp-till-totals")).toHaveAttribute("aria-busy", "false");
}

test.describe.configure({ mode: "serial" });

test("a sale by keyboard: the benefit before, the points after", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      const sheet = document.querySelector<HTMLElement>(".hp-print-sheet")?.innerText ?? "";
      const styles = [...document.head.querySelectorAll("style")].map((style) => style.textContent);
      const size = styles.find((style) => style?.startsWith("@page")) ?? "";
      Object.assign(window, { printed: `${sheet}\n${size}` });
    };
  });
  await openTill(page);
  await expectAccessible(page);
  await scan(page, rose.barcode);
  await expect(page.locator(".hp-till-lines li")).toHaveCount(1);
  await type(page, `2*${mask.sku}`);
  await expect(page.locator(".hp-till-lines li")).toHaveCount(2);
  await settled(page);
  const list = rose.price + 2 * mask.price;
  expect(hundredths(await page.getByTestId("payable").innerText())).toBe(list);

  await type(page, member.phone);
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText(member.name);
  await settled(page);
  const payable = hundredths(await page.getByTestId("payable").innerText());
  expect(payable).toBeLessThanOrEqual(list);
  const earns = hundredths(await page.getByTestId("earns").innerText());
  expect(earns).toBeGreaterThan(0);
  await page.getByRole("button", { name: zh.till.why }).click();
  await expect(page.locator(".hp-explain-steps li").first()).toBeVisible();
  await page.getByRole("button", { name: zh.till.why }).click();
  await expectAccessible(page);

  await page.keyboard.press("F8");
  await expect(page.getByTestId("due")).toBeVisible();
  await page.keyboard.press("3");
  await type(page, "100");
  await page.keyboard.press("1");
  await type(page, "1000");
  expect(hundredths(await page.getByTestId("change").innerText())).toBe(100_00 + 1000_00 - payable);
  await expectAccessible(page);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: zh.till.done })).toBeVisible();
  const before = hundredths(await page.getByTestId("points-before").innerText());
  const after = hundredths(await page.getByTestId("points-after").innerText());
  expect(after - before).toBe(earns);
  await expectAccessible(page);
  await page.keyboard.press("p");
  // The server counts the print before the sheet is made.
  const printed = () => page.evaluate(() => (window as unknown as { printed?: string }).printed ?? "");
  await expect.poll(printed).toContain(mask.name);
  const receipt = await printed();
  expect(receipt).toContain(zh.sales.receipt.change);
  expect(receipt).toContain("@page { size: 80mm");
  await page.keyboard.press("Enter");
  await expect(page.locator(".hp-scan input")).toBeFocused();
});

test("a scanner is read under a Chinese input method, a swiped card finds its member", async ({ page }) => {
  await openTill(page);
  // What the browser reports while an input method is on: the key unknown, the place of the key known.
  const press = (text: string) =>
    page.evaluate((typed) => {
      const target = document.activeElement ?? document.body;
      let at = performance.now();
      const send = (init: KeyboardEventInit) => {
        const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
        // A scanner's pace, however busy the machine of this test is.
        at += 8;
        Object.defineProperty(event, "timeStamp", { value: at });
        target.dispatchEvent(event);
      };
      const codes: Record<string, [string, boolean]> = {
        ";": ["Semicolon", false],
        "=": ["Equal", false],
        "?": ["Slash", true],
      };
      for (const char of typed) {
        const [code, shiftKey] = codes[char] ?? [`Digit${char}`, false];
        send({ key: "Process", code, shiftKey });
      }
      send({ key: "Enter", code: "Enter" });
    }, text);
  await press(rose.barcode);
  await expect(page.locator(".hp-till-lines li")).toContainText(rose.name);
  await press(`;${member.card}=2912?`);
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText(member.name);
  await page.keyboard.press("F9");
  await page.getByRole("button", { name: zh.till.clear, exact: true }).last().click();
  await expect(page.getByText(zh.till.empty)).toBeVisible();
});

test("a lost answer is asked for again and the sale counts once", async ({ page }) => {
  // Of the till alone: what other journeys imported is more than a list counts exactly.
  const sold = "/sales?source=till";
  await page.goto(sold);
  await expect(page.locator(".hp-pager-total")).not.toBeEmpty();
  const count = async () =>
    Number(/^\D*(\d+)\D*$/.exec(await page.locator(".hp-pager-total").innerText())?.[1]);
  const soldBefore = await count();

  await openTill(page);
  await scan(page, rose.sku);
  await settled(page);
  const keys: string[] = [];
  let answersLost = true;
  await page.route("**/v1/sales", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    const response = await route.fetch();
    return answersLost ? route.abort("connectionreset") : route.fulfill({ response });
  });
  await page.keyboard.press("F8");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByText(zh.till.unsureTitle)).toBeVisible();
  await expectAccessible(page);
  answersLost = false;
  await page.getByRole("button", { name: zh.till.tryAgain }).click();
  await expect(page.getByRole("heading", { name: zh.till.done })).toBeVisible();
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);

  await page.goto(sold);
  await expect.poll(count).toBe(soldBefore + 1);
});

test("a new member is registered on the way, by keyboard", async ({ page }) => {
  await openTill(page);
  await type(page, "13900019999");
  await expect(page.getByRole("button", { name: zh.till.registerNow })).toBeVisible();
  await page.keyboard.press("F3");
  await expect(field(page, zh.till.registerPhone)).toHaveValue("13900019999");
  await type(page, "郑诗琪");
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText("郑诗琪");
});

test("a line taken back takes its points back", async ({ page }) => {
  await page.goto("/sales");
  const row = page.locator(".hp-table tbody tr").filter({ hasText: member.name }).first();
  // Beside the name: that leads to the customer.
  await row.locator("td").first().click();
  await expect(page.getByRole("dialog")).toContainText(mask.name);
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.sales.return.command, exact: true }).click();
  const quantity = page.getByRole("spinbutton", { name: new RegExp(mask.name) });
  await quantity.fill("1");
  await field(page, zh.sales.return.reason).fill("包装破损");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: zh.sales.return.submit }).click();
  await expect(page.getByText(/已退货，退款/)).toBeVisible();
  await expect(page.getByRole("dialog").first()).toContainText("包装破损");
  await expect(page.getByRole("dialog").first()).toContainText(zh.sales.state.part);
});
