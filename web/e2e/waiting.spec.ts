import type { Browser, Page } from "@playwright/test";
import { walletReasons } from "../shared/text/zh/wallet";
import { Arrange } from "./arrange";
import { choose, expect, expectAccessible, field, kStore, said, signIn, test, zh } from "./office";
import { running } from "./server";

// What waits for somebody stands on his first page, leads to where it is done, and is gone when it is done.

const kPassword = "a lantern over the harbour";
const kDayMs = 86_400_000;

interface Named {
  id: string;
  name: string;
}

let arrange: Arrange;
let storeId: string;
let poolId: string;
let attempt = 0;
let phones = 0;
const staff = new Map<string, string>();

/** Of each attempt its own. */
const leaver = () => `段青${attempt}`;
const taker = () => `唐小满${attempt}`;

const inDays = (days: number) => new Date(Date.now() + days * kDayMs).toISOString();
const phone = () => `1350000${attempt % 10}${String(++phones).padStart(3, "0")}`;
const card = (page: Page, text: string) => page.getByRole("link", { name: new RegExp(`^${text}`) });
const row = (page: Page, text: string) => page.locator("tr.ant-table-row").filter({ hasText: text });

/** A worker that begins anew after a failure finds the people the one before it hired. */
async function employ(name: string, signInName: string, role: RegExp): Promise<void> {
  const roles = await arrange.get<{ items: Named[] }>("/v1/roles?limit=200");
  const found = roles.items.find((one) => role.test(one.name));
  if (!found) throw new Error(`no role is called ${role}`);
  const id = await arrange.employ(name, signInName + attempt, kPassword, storeId, found.id);
  staff.set(signInName, id);
}

/** Customers in this person's hands. */
async function give(signInName: string, ...names: string[]): Promise<string[]> {
  const { items } = await arrange.post<{ items: { customer_id: string }[] }>(`/v1/pools/${poolId}/leads`, {
    items: names.map((name) => ({
      name,
      phone: phone(),
      source: `street${attempt}`,
      store_id: storeId,
    })),
  });
  const ids = items.map((one) => one.customer_id);
  for (const id of ids)
    await arrange.post(`/v1/pool/customers/${id}/assign`, { staff_id: staff.get(signInName) });
  return ids;
}

async function open(browser: Browser, signInName: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: running().url,
    locale: "zh-CN",
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, signInName + attempt, kPassword);
  await expect(page.locator(".hp-todo, .hp-clear").first()).toBeVisible();
  return page;
}

test.beforeAll(async () => {
  attempt = test.info().workerIndex;
  arrange = await Arrange.asAdministrator();
  storeId = await arrange.storeId(kStore);
  const pool = await arrange.post<Named>("/v1/pools", {
    name: `街访线索 ${attempt}`,
    match_sources: [`street${attempt}`],
  });
  poolId = pool.id;
  await arrange.post(`/v1/pools/${poolId}/members`, { items: [{ kind: "org_unit", ref_id: storeId }] });
  await arrange.post(`/v1/pools/${poolId}/rules`, { follow_up_days: 2 });
  await employ(taker(), "xiaoman", /导购/);
  await employ(leaver(), "duanqing", /导购/);
  await employ("罗店长", "luodian", /店长/);
});

test("points about to expire stand on the first page, in a list, and lead to the member", async ({
  page,
}) => {
  const { id } = await arrange.customer({ name: "顾星河", phone: phone(), store_id: storeId });
  await arrange.post(`/v1/customers/${id}/grants`, {
    points: 50_00,
    reason: "生日快乐",
    expires_at: inDays(3),
  });
  await page.goto("/");
  await expectAccessible(page);
  await card(page, zh.home.todo.points_expiring).click();
  await expect(page).toHaveURL(/\/expiries\?/);
  await expect(row(page, "顾星河")).toContainText("50.00");
  await expect(row(page, "顾星河")).toContainText(zh.wallet.expiries.nobody);
  await expectAccessible(page);
  await row(page, "顾星河").getByRole("link", { name: "顾星河" }).click();
  await expect(page.getByTestId("wallet-available")).toHaveText("50.00");
});

test("what one of the staff may give on a day has an end", async ({ browser }) => {
  const giver = `sang${attempt}`;
  await arrange.hire(`桑榆${attempt}`, giver, kPassword, [
    "customers.read",
    "identity.org_units.read",
    "points.grant",
    "points.read",
  ]);
  const members: string[] = [];
  for (let i = 0; i < 11; ++i)
    members.push((await arrange.customer({ name: `员工赠送${i}`, phone: phone(), store_id: storeId })).id);
  const own = await Arrange.as(giver, kPassword);
  for (const id of members.slice(0, 10))
    await own.post(`/v1/customers/${id}/grants`, { points: 1_000_00, reason: "周年庆" });

  const page = await open(browser, "sang");
  await page.goto(`/customers/${members[10]}`);
  const available = page.getByTestId("wallet-available");
  await expect(available).toHaveText("0.00");
  await page
    .locator(".hp-panel")
    .filter({ has: available })
    .getByRole("button", { name: zh.action.more })
    .click();
  await page.getByRole("menuitem", { name: zh.wallet.grant.command }).click();
  const form = page.getByRole("dialog");
  await field(form, zh.wallet.grant.points).fill("1");
  await field(form, zh.wallet.grant.reason).fill("周年庆");
  await form.getByRole("button", { name: zh.wallet.grant.command }).click();
  await expect(form.getByText(walletReasons.staff_daily_limit)).toBeVisible();
  await expectAccessible(page);
  await expect(available).toHaveText("0.00");
  await page.context().close();
});

test("who goes back soon and what waits for an answer stand on the first page until it is done", async ({
  browser,
}) => {
  await give("xiaoman", "程一舟");
  const seller = await open(browser, "xiaoman");
  await expectAccessible(seller);
  await card(seller, zh.home.todo.going_back).click();
  await expect(seller).toHaveURL(/\/pool\/mine\?due_on=/);
  await row(seller, "程一舟").getByRole("button", { name: zh.action.more }).click();
  await seller.getByRole("menuitem", { name: zh.pool.extend }).click();
  const ask = seller.getByRole("dialog");
  await ask.locator("#hp-time-note").fill("客户出差，下周三回来看样品");
  await ask.getByRole("button", { name: zh.pool.extendDialog.submit }).click();
  await expect(ask).toHaveCount(0);

  const manager = await open(browser, "luodian");
  await expectAccessible(manager);
  await card(manager, zh.home.todo.pool_requests).click();
  await expect(manager).toHaveURL(/\/pool\/requests/);
  await row(manager, "程一舟").getByRole("button", { name: zh.pool.requestsPage.approve }).click();
  const answer = manager.getByRole("dialog");
  await expect(answer).toContainText("客户出差");
  await expectAccessible(manager);
  await answer.getByRole("button", { name: zh.pool.requestsPage.approve }).click();
  await expect(row(manager, "程一舟")).toHaveCount(0);
  await manager.goto("/");
  await expect(manager.locator(".hp-todo, .hp-clear").first()).toBeVisible();
  await expect(card(manager, zh.home.todo.pool_requests)).toHaveCount(0);
  // A week more: he doesn't go back soon any longer.
  await seller.goto("/");
  await expect(seller.locator(".hp-todo, .hp-clear").first()).toBeVisible();
  await expect(card(seller, zh.home.todo.going_back)).toHaveCount(0);
  await seller.context().close();
  await manager.context().close();
});

test("sales made without the network are looked at several at once", async ({ page }) => {
  const { id: product_id } = await arrange.product({
    sku: `WT-BALM${attempt}`,
    name: "青柚护手霜",
    price_minor: 40_00,
    cost_minor: 10_00,
  });
  for (const shown of [42_00, 43_00])
    await arrange.post("/v1/sales", {
      store_id: storeId,
      lines: [{ product_id, quantity: 1 }],
      payments: [{ kind: "cash", amount_minor: shown }],
      expected_payable_minor: shown,
      offline: true,
      sold_at: inDays(-0.01),
    });
  await page.goto("/");
  await card(page, zh.home.todo.offline_sales).click();
  await expect(page).toHaveURL(/\/offline_sales/);
  for (const amount of ["42.00", "43.00"]) await row(page, amount).getByRole("checkbox").check();
  await expectAccessible(page);
  await page
    .getByRole("region", { name: zh.list.batch })
    .getByRole("button", { name: zh.sales.offline.review })
    .click();
  const form = page.getByRole("dialog");
  await expect(form).toContainText("5.00");
  await form.getByRole("button", { name: zh.sales.offline.review }).click();
  await expect(form.getByText(zh.sales.offline.sayPaidBack)).toBeVisible();
  await form.getByRole("radio", { name: zh.sales.offline.paidBackAll }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.sales.offline.review }).click();
  await expect(form).toHaveCount(0);
  for (const amount of ["42.00", "43.00"]) await expect(row(page, amount)).toHaveCount(0);
  const { items } = await arrange.get<{ items: { paid_back_minor: number }[] }>(
    "/v1/offline_sales?state=reviewed&limit=2",
  );
  expect(items.map((one) => one.paid_back_minor)).toEqual([3_00, 2_00]);
});

test("all a leaver holds goes to a colleague, to the last customer", async ({ browser }) => {
  const held = await give("duanqing", "卫长青", "卫长河", "卫长天");
  const page = await open(browser, "luodian");
  await page.goto("/pool/board");
  await page.getByRole("button", { name: zh.pool.handOver }).click();
  await expect(page).toHaveURL(/\/pool\/hand_over/);
  await choose(page, page.locator("#hp-hand-from"), leaver());
  await expect(page.getByText(said(zh.pool.hand.holds, { n: 3, won: 0 }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.action.next }).click();
  await choose(page, page.locator("#hp-hand-people"), taker());
  await page.keyboard.press("Escape");
  await page.locator("#hp-hand-note").fill("调往外地");
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.action.next }).click();
  await expect(page.getByText(said(zh.pool.hand.summary, { name: leaver(), n: 3 }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.pool.hand.start }).click();
  await expect(page.getByText(said(zh.pool.hand.finished, { n: 3 }))).toBeVisible();
  await expectAccessible(page);
  for (const id of held) {
    const now = await arrange.get<{ owner_staff_id: string }>(`/v1/customers/${id}`);
    expect(now.owner_staff_id).toBe(staff.get("xiaoman"));
  }
  await page.getByRole("button", { name: zh.pool.hand.openBoard }).click();
  await expect(page.getByRole("row").filter({ hasText: taker() })).toBeVisible();
  await page.context().close();
});
