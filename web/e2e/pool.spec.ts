import type { Browser, Page } from "@playwright/test";
import { poolReasons } from "../shared/text/zh/poolReasons";
import { Arrange } from "./arrange";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  field,
  kStore,
  said,
  signIn,
  test,
  zh,
} from "./office";
import { running } from "./server";

const kPassword = "a lantern over the harbour";
const kPool = "官网线索";
const kPages = ["/pool", "/pool/mine", "/pool/stages", "/tasks", "/calendar"];

let arrange: Arrange;
let poolId: string;
let storeId: string;
let sellerId: string;
/** A worker that begins anew after a failure finds what the one before it left. */
let attempt = 0;
let brought = 0;

interface Named {
  id: string;
  name: string;
}

/** Somebody of the store with one of the roles every chain begins with; answers who he is. */
async function hire(name: string, signInName: string, role: RegExp): Promise<string> {
  const roles = await arrange.get<{ items: Named[] }>("/v1/roles?limit=200");
  const found = roles.items.find((one) => role.test(one.name));
  if (!found) throw new Error(`no role is called ${role}`);
  return arrange.employ(name, signInName + attempt, kPassword, storeId, found.id);
}

async function bring(...names: string[]): Promise<string[]> {
  const answer = await arrange.post<{ items: { customer_id: string }[] }>(`/v1/pools/${poolId}/leads`, {
    items: names.map((name) => ({
      name,
      phone: `1370000${attempt % 10}${String(++brought).padStart(3, "0")}`,
      source: "web",
      interest: "护肤",
      store_id: storeId,
    })),
  });
  return answer.items.map((one) => one.customer_id);
}

async function open(browser: Browser, signInName: string, path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    baseURL: running().url,
    locale: "zh-CN",
    viewport: { width, height: 860 },
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, signInName + attempt, kPassword);
  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.locator("h1").first()).toBeVisible();
  await page.goto(path);
  return page;
}

/** Goes down the list by the keyboard until that row is the current one. */
async function pick(page: Page, text: string): Promise<void> {
  await expect(row(page, text)).toBeVisible();
  const active = page.locator("tr.hp-row-active").filter({ hasText: text });
  for (let i = 0; i < 20 && (await active.count()) === 0; ++i) await page.keyboard.press("j");
  await expect(active).toBeVisible();
}

const row = (page: Page, text: string) => page.locator("tr.ant-table-row").filter({ hasText: text });

test.beforeAll(async () => {
  attempt = test.info().workerIndex;
  arrange = await Arrange.asAdministrator();
  storeId = await arrange.storeId(kStore);
  const pool = await arrange.post<Named>("/v1/pools", {
    name: `${kPool} ${attempt}`,
    match_sources: ["web"],
    hidden_fields: ["name", "phone"],
  });
  poolId = pool.id;
  await arrange.post(`/v1/pools/${poolId}/members`, { items: [{ kind: "org_unit", ref_id: storeId }] });
  await arrange.post(`/v1/pools/${poolId}/rules`, {
    daily_claim_limit: 20,
    cooldown_days: 3,
    follow_up_days: 7,
    remind_before_hours: [48],
  });
  sellerId = await hire("苏晓月", "xiaoyue", /导购/);
  await hire("何店长", "hedian", /店长/);
});

test("a lead is hidden until one key claims it; it is followed and given back with a reason", async ({
  browser,
}) => {
  await bring("钱小雨");
  const page = await open(browser, "xiaoyue", "/pool");
  const masked = row(page, "钱**");
  await expect(masked).toBeVisible();
  await expect(page.getByText("钱小雨")).toHaveCount(0);
  await expectAccessible(page);
  await masked.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("钱**").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await pick(page, "钱**");
  await page.keyboard.press("c");
  await expect(page.getByText(said(zh.pool.claimed, { name: "钱**" }))).toBeVisible();

  await page.goto("/pool/mine");
  await row(page, "钱小雨").click();
  await expect(page.getByRole("dialog").getByText("钱小雨").first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await pick(page, "钱小雨");
  await page.keyboard.press("f");
  const sheet = page
    .getByRole("dialog")
    .filter({ hasText: said(zh.followUps.recordFor, { name: "钱小雨" }) });
  await sheet.locator("#hp-follow-up-text").fill("电话联系，干性皮肤想试小样，约周六到店");
  await sheet.getByText(zh.followUps.when.tomorrow, { exact: true }).click();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: zh.followUps.save }).click();
  await expect(page.getByText(zh.followUps.savedCounts)).toBeVisible();
  await page.goto("/tasks");
  await expect(page.getByText("钱小雨").first()).toBeVisible();

  await page.goto("/pool/mine");
  await pick(page, "钱小雨");
  await page.keyboard.press("b");
  const leave = page
    .getByRole("dialog")
    .filter({ hasText: said(zh.pool.leave.giveBackTitle, { name: "钱小雨" }) });
  await expect(leave.getByRole("button", { name: zh.pool.giveBack })).toBeDisabled();
  await leave.getByRole("radio").first().click();
  await leave.getByRole("button", { name: zh.pool.giveBack }).click();
  await expect(page.getByText(said(zh.pool.gaveBack, { name: "钱小雨" }))).toBeVisible();
  await expect(row(page, "钱小雨")).toHaveCount(0);
  // The cool-down says so where he waits again.
  await page.goto("/pool");
  await expect(row(page, "钱**").getByText(poolReasons.cool_down)).toBeVisible();
  await page.context().close();
});

test("what happens elsewhere is on the screen at once", async ({ browser }) => {
  const page = await open(browser, "xiaoyue", "/pool");
  await expect(page.locator("h1").first()).toBeVisible();
  const [customer] = await bring("孙立春");
  await expect(row(page, "孙**")).toBeVisible();
  await arrange.post(`/v1/pool/customers/${customer}/assign`, { staff_id: sellerId });
  await expect(page.getByText(said(zh.pool.news.assigned, { name: "孙立春" })).first()).toBeVisible();
  await expect(row(page, "孙**")).toHaveCount(0);
  await page.getByRole("button", { name: new RegExp(said(zh.pool.notices.open, { n: 1 })) }).click();
  await expect(page.getByText(said(zh.pool.notices.assigned, { name: "孙立春" })).last()).toBeVisible();
  await page.context().close();
});

test("the manager sees who holds whom, transfers and answers a request", async ({ browser }) => {
  const [customer] = await bring("李秋白");
  const seller = await open(browser, "xiaoyue", "/pool");
  await pick(seller, "李**");
  await seller.keyboard.press("c");
  await expect(seller.getByText(said(zh.pool.claimed, { name: "李**" }))).toBeVisible();
  await seller.goto(`/pool/mine?open=${customer}`);
  await expect(seller.getByRole("dialog").getByText("李秋白").first()).toBeVisible();

  const page = await open(browser, "hedian", "/pool/board");
  await expect(page.getByRole("row").filter({ hasText: "苏晓月" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/pool/all");
  await expect(row(page, "李秋白")).toBeVisible();
  await expectAccessible(page);
  await pick(page, "李秋白");
  await page.keyboard.press("a");
  await expect(page.getByRole("dialog").filter({ hasText: zh.pool.transfer })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/pool/requests");
  await expect(page.locator("h1").first()).toBeVisible();
  await expectAccessible(page);
  await page.goto("/pool/fairness");
  await expect(page.locator("h1").first()).toBeVisible();
  await expectAccessible(page);
  await seller.context().close();
  await page.context().close();
});

test("a rule is tried before it holds", async ({ page }) => {
  await page.goto(`/pools/${poolId}`);
  const days = field(page, zh.poolRules.rule.field.follow_up_days);
  await expect(days).toHaveValue("7");
  await days.fill("1");
  await days.blur();
  await page.getByRole("button", { name: zh.poolRules.rule.dryRun }).click();
  const tracked = page.getByText(new RegExp(said(zh.poolRules.rule.dry.tracking, { n: "\\d+" })));
  await expect(tracked.first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.poolRules.rule.publish }).click();
  const sure = page.locator(".ant-modal").filter({ hasText: zh.poolRules.rule.dry.confirmTitle });
  await sure.getByRole("button", { name: zh.poolRules.rule.dry.publishAnyway }).click();
  await expect(page.getByText(said(zh.poolRules.rule.published, { n: 3 }))).toBeVisible();
  const now = await arrange.get<{ rule: { follow_up_days: number } }>(`/v1/pools/${poolId}/rules/current`);
  expect(now.rule.follow_up_days).toBe(1);
});

test("a seller's phone has all of it within its width", async ({ browser }) => {
  await bring("周一诺");
  const page = await open(browser, "xiaoyue", "/pool", 390);
  for (const path of kPages) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await expect(page.locator(".ant-skeleton, .hp-waiting")).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.goto("/pool");
  await page
    .locator(".hp-pool-card")
    .filter({ hasText: "周**" })
    .getByRole("button", { name: zh.pool.claim })
    .click();
  await expect(page.getByText(said(zh.pool.claimed, { name: "周**" }))).toBeVisible();
  await page.context().close();
});
