import type { Page } from "@playwright/test";
import { walletReasons } from "../shared/text/zh/wallet";
import { Arrange } from "./arrange";
import { expect, expectAccessible, field, hundredths, kStore, said, signIn, test, zh } from "./office";
import { addBySku, openTill, settled, type } from "./tillKeys";

const soap = { sku: "WL-SOAP", name: "海盐手工皂", price_minor: 68_00, cost_minor: 30_00 };
const giver = { name: "方若溪", phone: "13900050001" };
const taker = { name: "方子恒", phone: "13900050002" };
const clerk = { name: "何静", signInName: "hejing", password: "calm sea under the lamp" };
const ids = { giver: "", taker: "" };

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store_id = await arrange.storeId(kStore);
  await arrange.product(soap);
  ids.giver = (await arrange.customer({ ...giver, store_id })).id;
  ids.taker = (await arrange.customer({ ...taker, store_id })).id;
  await arrange.hire(clerk.name, clerk.signInName, clerk.password, [
    "customers.read",
    "identity.org_units.read",
    "points.adjust",
    "points.read",
  ]);
});

const available = (page: Page) => page.getByTestId("wallet-available");

async function openRecord(page: Page, id: string): Promise<void> {
  await page.goto(`/customers/${id}`);
  await expect(available(page)).toBeVisible();
}

async function choose(page: Page, command: string): Promise<void> {
  const panel = page.locator(".hp-panel").filter({ has: available(page) });
  await panel.getByRole("button", { name: zh.action.more }).click();
  await page.getByRole("menuitem", { name: command }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

// Two people, several pages each.
test.describe.configure({ mode: "serial", timeout: 480_000 });

test("a clerk asks for points above the limit, a manager approves, and the wallet moves", async ({
  page,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL,
    locale: "zh-CN",
    storageState: { cookies: [], origins: [] },
  });
  const own = await context.newPage();
  await own.goto("/sign-in");
  await signIn(own, clerk.signInName, clerk.password);
  await expect(own.getByRole("heading", { name: new RegExp(clerk.name) })).toBeVisible();
  await openRecord(own, ids.giver);
  await choose(own, zh.wallet.adjust.command);
  const form = own.getByRole("dialog");
  await field(form, zh.wallet.adjust.points).fill("1500");
  await expect(form).toContainText(said(zh.wallet.adjust.after, { points: "1,500.00" }));
  await expectAccessible(own);
  await form.getByRole("button", { name: zh.wallet.adjust.command }).click();
  await expect(form).toContainText(said(zh.form.required, { label: zh.wallet.adjust.reason }));
  await field(form, zh.wallet.adjust.reason).fill("双十一漏记，有小票");
  await form.getByRole("button", { name: zh.wallet.adjust.command }).click();
  await expect(own.getByText(zh.wallet.adjust.waitingText)).toBeVisible();
  await own.locator(".ant-modal-confirm-btns button").click();
  await expect(available(own)).toHaveText("0.00");
  await own.goto("/adjustments");
  const asked = own.locator(".hp-table tbody tr").filter({ hasText: giver.name });
  await expect(asked).toContainText(zh.wallet.approvals.state.waiting);
  await expect(asked.getByRole("button", { name: zh.action.more })).toHaveCount(0);
  await context.close();

  await page.goto("/adjustments?state=waiting");
  const row = page.locator(".hp-table tbody tr").filter({ hasText: giver.name });
  await expect(row).toContainText("+1,500.00");
  await expectAccessible(page);
  await row.getByRole("button", { name: zh.action.more }).click();
  await page.getByRole("menuitem", { name: zh.wallet.approvals.approve }).click();
  await expect(page.getByRole("dialog")).toContainText("双十一漏记，有小票");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: zh.wallet.approvals.approve }).click();
  await expect(page.getByText(zh.wallet.approvals.approved)).toBeVisible();
  await openRecord(page, ids.giver);
  await expect(available(page)).toHaveText("1,500.00");
  await expectAccessible(page);
});

test("points go to another member, and both records say so", async ({ page }) => {
  await openRecord(page, ids.giver);
  await choose(page, zh.wallet.transfer.command);
  const form = page.getByRole("dialog");
  const to = form.getByRole("combobox", { name: zh.wallet.transfer.to });
  await to.click();
  await to.fill(taker.phone);
  await page.locator(".ant-select-dropdown .ant-select-item-option").filter({ hasText: taker.name }).click();
  await field(form, zh.wallet.transfer.points).fill("1600");
  await field(form, zh.wallet.transfer.reason).fill("家人共用");
  await form.getByRole("button", { name: zh.wallet.transfer.command }).click();
  await expect(form).toContainText(walletReasons.balance_too_low);
  await field(form, zh.wallet.transfer.points).fill("200.50");
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.wallet.transfer.command }).click();
  await expect(page.getByText(said(zh.wallet.transfer.done, { points: "200.50" }))).toBeVisible();
  await expect(available(page)).toHaveText("1,299.50");
  // They arrive with the news, a moment later.
  await expect(async () => {
    await openRecord(page, ids.taker);
    await expect(available(page)).toHaveText("200.50", { timeout: 2_000 });
  }).toPass();
  await page.getByRole("tab", { name: zh.wallet.lots }).click();
  await expect(page.getByRole("tabpanel")).toContainText("200.50");
  await expectAccessible(page);
  await page.getByRole("tab", { name: zh.customers.record.entries }).click();
  await page.getByRole("tabpanel").getByText(zh.points.entry.transfer_in).first().click();
  const posting = page.getByRole("dialog");
  await expect(posting).toContainText(zh.wallet.account.transferred);
  await expect(posting.locator(".hp-explain-steps li").first()).toBeVisible();
  await expectAccessible(page);
});

test("points given by hand are the member's at once, with a life of their own", async ({ page }) => {
  await openRecord(page, ids.taker);
  const before = hundredths(await available(page).innerText());
  await choose(page, zh.wallet.grant.command);
  const form = page.getByRole("dialog");
  await field(form, zh.wallet.grant.points).fill("88");
  await expect(form).toContainText(
    said(zh.wallet.adjust.after, { points: ((before + 88_00) / 100).toFixed(2) }),
  );
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.wallet.grant.command }).click();
  await expect(form).toContainText(said(zh.form.required, { label: zh.wallet.grant.reason }));
  await field(form, zh.wallet.grant.reason).fill("生日快乐");
  await form.getByRole("button", { name: zh.wallet.grant.command }).click();
  await expect(page.getByText(said(zh.wallet.grant.done, { points: "88.00" }))).toBeVisible();
  await expect(available(page)).toHaveText(((before + 88_00) / 100).toFixed(2));

  await page.goto("/adjustments?kind=grant");
  const row = page.locator(".hp-table tbody tr").filter({ hasText: taker.name });
  await expect(row).toContainText("+88.00");
  await expect(row).toContainText(zh.wallet.approvals.kinds.grant);
  await expectAccessible(page);
});

test("a blocked wallet pays nothing at the till until it is freed", async ({ page }) => {
  await openRecord(page, ids.giver);
  await choose(page, zh.wallet.block.command);
  const ask = page.getByRole("dialog");
  await ask.getByLabel(zh.wallet.block.reason).fill("会员卡丢失");
  await expectAccessible(page);
  await ask.getByRole("button", { name: zh.wallet.block.command }).click();
  await expect(page.getByRole("main").getByText(zh.wallet.blocked, { exact: true })).toBeVisible();

  await openTill(page);
  await addBySku(page, soap.sku, 1);
  await type(page, giver.phone);
  await expect(page.getByRole("region", { name: zh.till.member })).toContainText(giver.name);
  await settled(page);
  const payable = hundredths(await page.getByTestId("payable").innerText());
  await page.keyboard.press("F6");
  const rewards = page.getByRole("dialog");
  await expect(rewards).toContainText(walletReasons.wallet_blocked);
  await expectAccessible(page);
  await rewards.getByRole("button", { name: zh.action.done }).click();
  await settled(page);
  expect(hundredths(await page.getByTestId("payable").innerText())).toBe(payable);

  await openRecord(page, ids.giver);
  await choose(page, zh.wallet.block.undo);
  await page.getByRole("dialog").getByLabel(zh.wallet.block.undoReason).fill("卡已找到");
  await page.getByRole("dialog").getByRole("button", { name: zh.wallet.block.undo }).click();
  await expect(page.getByText(zh.wallet.blocked, { exact: true })).toHaveCount(0);
});
