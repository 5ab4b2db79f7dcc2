import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Arrange } from "./arrange";
import { expect, expectAccessible, field, kStore, said, signIn, test, zh } from "./office";

const tea = { sku: "LAB-TEA", name: "白毫银针", price_minor: 300_00, cost_minor: 120_00 };
const cup = { sku: "LAB-CUP", name: "影青盖碗", price_minor: 180_00, cost_minor: 90_00 };
const member = { name: "顾晚晴", phone: "13900070001" };

test.describe.configure({ mode: "serial" });

let weights: Awaited<ReturnType<Arrange["serviceTypes"]>>["items"] = [];

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  weights = (await arrange.serviceTypes()).items;
  const store = await arrange.storeId(kStore);
  const { id } = await arrange.customer({ ...member, store_id: store });
  for (const product of [tea, cup]) {
    const made = await arrange.product(product);
    for (const quantity of [1, 3, 2]) await arrange.sale(store, made.id, quantity, id);
  }
});

test.afterAll(async () => {
  await (await Arrange.asAdministrator()).restoreWeights(weights);
});

async function openVersionForm(page: Page) {
  await page.goto("/strategies");
  await page.getByRole("button", { name: zh.points.strategy.newVersion }).click();
  const form = page.getByRole("dialog").first();
  await expect(form.getByRole("heading", { name: zh.lab.weighing.title })).toBeVisible();
  return form;
}

test("a version is tried on past sales before it is published", async ({ page }) => {
  const form = await openVersionForm(page);
  await field(form, zh.points.strategy.name).fill("利润权重九成");
  await field(form, zh.points.strategy.x).fill("90");
  await form.getByRole("button", { name: zh.lab.tryFirst }).click();

  await expect(page).toHaveURL(/\/lab\/new$/);
  await expect(page.getByText(zh.lab.fromForm)).toBeVisible();
  await expect(field(page, zh.lab.name)).toHaveValue("利润权重九成");
  await expect(field(page, zh.points.strategy.x)).toHaveValue("90");
  await expectAccessible(page);

  // What cannot be is refused where it stands, by the form or by the server.
  await field(page, zh.points.strategy.x).fill("40");
  await page.getByRole("button", { name: zh.lab.start }).click();
  await expect(page.getByText(zh.points.strategy.xTooLow)).toBeVisible();
  await field(page, zh.points.strategy.x).fill("90");
  const second = field(page, zh.points.tiers.threshold).nth(1);
  const before = await second.inputValue();
  await second.fill("0");
  await page.getByRole("button", { name: zh.lab.start }).click();
  await expect(
    page.locator(".ant-form-item-explain").getByText(zh.reasons.programme.thresholds_not_rising),
  ).toBeVisible();
  await second.fill(before);

  await page.getByRole("button", { name: zh.lab.start }).click();
  await expect(page.getByRole("heading", { name: "利润权重九成" })).toBeVisible();
  await expect(page.getByText(zh.lab.state.done, { exact: true })).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(`^${zh.lab.figure.combined_points}`) });
  const [, present, changed] = await row.getByRole("cell").allInnerTexts();
  expect(present).not.toBe(changed);
  await expect(page.getByRole("heading", { name: zh.lab.byMonth })).toBeVisible();
  await expect(page.getByRole("link", { name: member.name }).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: zh.lab.export }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: zh.lab.exports.service_types }).click();
  const file = await (await coming).path();
  expect(readFileSync(file, "utf8")).toContain("changed_margin_minor");

  // Tried, it goes back into the form of a new version; nothing is published by itself.
  await page.getByRole("button", { name: zh.lab.use }).click();
  await expect(page.getByText(zh.lab.useNote)).toBeVisible();
  await expect(field(page.getByRole("dialog").first(), zh.points.strategy.x)).toHaveValue("90");
});

test("weights are suggested by real margins, with the numbers behind them", async ({ page }) => {
  const form = await openVersionForm(page);
  await form.getByRole("button", { name: zh.lab.weighing.open }).click();
  const table = form.getByRole("table").filter({ hasText: zh.lab.weighing.basis });
  await expect(table).toBeVisible();
  await expectAccessible(page);
  const chosen = await table.getByRole("checkbox", { checked: true }).count();
  expect(chosen).toBeGreaterThan(0);
  const n = String(chosen);
  await form.getByRole("button", { name: said(zh.lab.weighing.apply, { n }) }).click();
  const sure = page.locator(".ant-modal-confirm");
  await expect(sure.locator(".ant-modal-confirm-title")).toHaveText(said(zh.lab.weighing.applyTitle, { n }));
  await sure.getByRole("button").last().click();
  await expect(page.getByText(said(zh.lab.weighing.applied, { n }))).toBeVisible();
  await expect(form.getByText(zh.lab.weighing.same)).toBeVisible();
});

test("whoever may run back-tests but see no margins is shown no figure", async ({ browser, baseURL }) => {
  const nosy = { name: "季无", signInName: "ji", password: "no figures for this one" };
  const arrange = await Arrange.asAdministrator();
  await arrange.hire(nosy.name, nosy.signInName, nosy.password, ["lab.run", "programme.read"]);
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(`${baseURL}/sign-in`);
  await signIn(page, nosy.signInName, nosy.password);
  await expect(page).not.toHaveURL(/sign-in/);
  const figures: string[] = [];
  page.on("response", async (answer) => {
    if (answer.url().includes("/v1/backtests")) figures.push(`${answer.status()} ${await answer.text()}`);
  });
  await page.goto(`${baseURL}/lab`);
  await expect(page.getByText(zh.empty.notAllowedTitle).first()).toBeVisible();
  for (const told of figures) expect(told).toMatch(/^403 /);
  await expectAccessible(page);
  await context.close();
});
