import { readFileSync } from "node:fs";
import { Arrange } from "./arrange";
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  field,
  kStore,
  said,
  test,
  zh,
} from "./office";
import { scan } from "./tillKeys";

// A chain says what it wants to know of its customers, finds them by it, and keeps the question.

const dry = { name: "陆清和", phone: "13900080001" };
const oily = { name: "江月白", phone: "13900080002" };
const skin = "肤质";
const tag = "会员日常客";
const view = "干性肤质";

test.describe.configure({ mode: "serial" });

let dryId = "";

test.beforeAll(async () => {
  const arrange = await Arrange.asAdministrator();
  const store_id = await arrange.storeId(kStore);
  dryId = (await arrange.customer({ ...dry, store_id })).id;
  await arrange.customer({ ...oily, store_id });
});

test("a field and a tag of the chain's own are defined", async ({ page }) => {
  await page.goto("/own_fields");
  await page.getByRole("button", { name: zh.ownFields.create }).first().click();
  const form = page.getByRole("dialog");
  await field(form, zh.ownFields.name).fill(skin);
  await form.getByText(zh.ownFields.kinds.choice, { exact: true }).click();
  await field(form, zh.ownFields.key).fill("skin");
  for (const [i, label] of ["干性", "油性"].entries()) {
    await form.getByRole("button", { name: zh.ownFields.addOption }).click();
    await form.getByLabel(said(zh.ownFields.option, { n: i + 1 }), { exact: true }).fill(label);
  }
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByRole("row", { name: new RegExp(skin) })).toBeVisible();
  await page.getByText(zh.ownFields.tags, { exact: true }).click();
  await page.getByRole("button", { name: zh.ownFields.createTag }).first().click();
  await field(page.getByRole("dialog"), zh.ownFields.name).fill(tag);
  await page.getByRole("dialog").getByRole("button", { name: zh.action.save }).click();
  await expect(page.getByRole("cell", { name: tag })).toBeVisible();
  await expectAccessible(page);
});

test("a record says it, the list finds it, and the question is kept as a view", async ({ page }) => {
  await page.goto(`/customers/${dryId}`);
  await page.getByRole("button", { name: zh.action.edit, exact: true }).first().click();
  const form = page.getByRole("dialog");
  await choose(page, field(form, skin), "干性");
  await choose(page, field(form, zh.customers.field.tag_ids), tag);
  await page.keyboard.press("Escape");
  await form.getByRole("button", { name: zh.action.save }).click();
  await expect(form).toHaveCount(0);
  const record = page.locator("#hp-main");
  await expect(record.getByText("干性", { exact: true })).toBeVisible();
  await expect(record.getByText(tag, { exact: true }).first()).toBeVisible();

  await page.goto("/customers");
  await page.getByRole("button", { name: zh.ownFields.conditions.button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByLabel(zh.ownFields.conditions.field), skin);
  await choose(page, dialog.getByLabel(zh.ownFields.conditions.value), "干性");
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: zh.ownFields.conditions.apply }).click();
  await expect(page.getByRole("link", { name: dry.name })).toBeVisible();
  await expect(page.getByRole("link", { name: oily.name })).toHaveCount(0);

  await page.getByRole("button", { name: zh.views.save }).click();
  await field(page.getByRole("dialog"), zh.views.name).fill(view);
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: zh.action.save }).click();
  const views = page.getByRole("navigation", { name: zh.views.label });
  await expect(views.getByRole("button", { name: view })).toHaveAttribute("aria-current", "true");

  await views.getByRole("button", { name: zh.views.all }).click();
  await expect(page.getByRole("link", { name: oily.name })).toBeVisible();
  await page.reload();
  await views.getByRole("button", { name: view }).click();
  await expect(page.getByRole("link", { name: oily.name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: dry.name })).toBeVisible();
  await expectAccessible(page);

  const first = async (command: string) => {
    await views.getByRole("button", { name: zh.action.more }).click();
    await page.getByRole("menuitem", { name: command }).click();
  };
  await first(zh.views.first);
  await expect(views.getByLabel(zh.views.isFirst)).toBeVisible();
  await page.goto("/customers");
  await expect(views.getByRole("button", { name: view })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("link", { name: oily.name })).toHaveCount(0);
  await views.getByRole("button", { name: zh.views.all }).click();
  await expect(page.getByRole("link", { name: oily.name })).toBeVisible();
  await views.getByRole("button", { name: view }).click();
  await first(zh.views.notFirst);
  await expect(views.getByLabel(zh.views.isFirst)).toHaveCount(0);
});

test("a customer has addresses, a second phone, a vehicle and a lunar birthday", async ({ page }) => {
  await page.goto(`/customers/${dryId}?tab=details`);
  const add = (what: string) =>
    page.getByRole("button", { name: said(zh.profiles.addTo, { what }), exact: true }).click();
  const form = page.getByRole("dialog");
  const save = () => form.getByRole("button", { name: zh.action.save }).click();

  await add(zh.profiles.channels);
  await choose(page, field(form, zh.profiles.field.kind), zh.profiles.channelKind.phone);
  await field(form, zh.profiles.field.value).fill(oily.phone);
  await save();
  await expect(form.getByText(zh.reasons.customers.phone_taken)).toBeVisible();
  await field(form, zh.profiles.field.value).fill("13900080003");
  await save();
  await expect(form).toHaveCount(0);

  await add(zh.profiles.vehicles);
  await field(form, zh.profiles.field.plate).fill("沪A·12345");
  await field(form, zh.profiles.field.vin).fill("LSVAA4182E2123457");
  await save();
  await expect(form.getByText(zh.reasons.profiles.vin_check_digit)).toBeVisible();
  await field(form, zh.profiles.field.vin).fill("");
  await expectAccessible(page);
  await save();
  await expect(form).toHaveCount(0);
  await expect(page.getByText("沪A12345")).toBeVisible();
  await expectAccessible(page);

  // Found by what was just added.
  for (const words of ["沪A12345", "13900080003"]) {
    await page.goto(`/customers?q=${encodeURIComponent(words)}`);
    await expect(page.getByRole("link", { name: dry.name })).toBeVisible();
    await expect(page.getByRole("link", { name: oily.name })).toHaveCount(0);
  }

  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [`/customers/${dryId}?tab=details`, "/customers", "/own_fields"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});

test("one change is made to all of a list and put back, and the list becomes a file", async ({ page }) => {
  await page.goto(`/customers?q=${encodeURIComponent(oily.name)}`);
  await expect(page.getByRole("link", { name: oily.name })).toBeVisible();
  const command = async (name: string) => {
    await page.getByRole("banner").waitFor();
    await page.locator(".hp-page-actions").getByRole("button", { name: zh.action.more }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  const form = page.getByRole("dialog");
  await command(zh.bulk.edit);
  await expect(form.getByText(said(zh.bulk.asked, { n: 1 }))).toBeVisible();
  await form.getByRole("button", { name: zh.bulk.edit }).click();
  await expect(form.getByText(zh.reasons.bulk.nothing_to_change)).toBeVisible();
  await choose(page, field(form, zh.bulk.addTags), tag);
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.bulk.edit }).click();
  const task = page.locator(".hp-bulk-task").first();
  await expect(task.getByText(zh.bulk.state.done)).toBeVisible();
  await expect(task.getByText(said(zh.bulk.result, { changed: 1, same: 0, refused: 0 }))).toBeVisible();
  await expectAccessible(page);
  await task.getByRole("button", { name: zh.bulk.undo }).click();
  await expect(task.getByText(zh.bulk.state.undone)).toBeVisible();
  await page.keyboard.press("Escape");

  await command(zh.bulk.export);
  await form.getByRole("button", { name: zh.bulk.startExport }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".hp-bulk-task").first().getByRole("link", { name: zh.bulk.download }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  expect(text.split("\r\n")[0]).toContain(zh.customers.field.name);
  expect(text).toContain(`${oily.name},`);
  expect(text).not.toContain(dry.name);
});

test("a customer is looked at beside the list, and his story is read by topic", async ({ page }) => {
  await page.goto(`/customers?q=${encodeURIComponent(dry.name)}`);
  await expect(page.getByRole("link", { name: dry.name })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("v");
  await expect(page.getByRole("dialog").getByText(dry.name).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: zh.records.openRecord }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${dryId}$`));
  await page.getByTitle(zh.records.topic.changes, { exact: true }).click();
  await expect(page.getByText(zh.customers.timeline.created)).toBeVisible();
  await page.getByTitle(zh.records.topic.sales, { exact: true }).click();
  await expect(page.getByText(zh.records.noneOfTopic)).toBeVisible();
  await page.getByRole("button", { name: zh.records.recordContact }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("想了解干性面霜");
  await page.getByRole("dialog").getByRole("button", { name: zh.followUps.save }).click();
  await page.getByTitle(zh.records.topic.contacts, { exact: true }).click();
  await expect(page.locator(".hp-timeline li")).toHaveCount(1);
});

test("a card is given, shown, reported lost and replaced, and a swipe on any page opens its member", async ({
  page,
}) => {
  const [first, second] = ["6228800001", "6228800002"];
  await page.goto(`/customers/${dryId}`);
  const panel = page.locator("section", {
    has: page.getByRole("heading", { name: zh.customers.record.cards }),
  });
  const give = async (open: () => Promise<void>, number: string) => {
    await open();
    await page.getByRole("dialog").getByRole("textbox").fill(number);
    await page.keyboard.press("Enter");
    await expect(panel.getByText(number)).toBeVisible();
  };
  const command = async (name: string) => {
    await panel.getByRole("button", { name: zh.action.more }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  await give(() => panel.getByRole("button", { name: zh.customers.record.addCard }).click(), first);
  await command(zh.customers.record.showCode);
  await expect(page.getByRole("dialog").locator("figure img")).toHaveCount(2);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await command(zh.customers.record.freezeCard);
  await expect(panel.getByText(zh.customers.record.frozen)).toBeVisible();
  await give(() => command(zh.customers.record.replaceCard), second);
  await expect(panel.getByText(first)).toBeHidden();
  await expect(panel.getByText(zh.customers.record.frozen)).toBeHidden();

  await page.goto("/products");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await scan(page, `;${second}=2512?`);
  await expect(page).toHaveURL(new RegExp(`/customers/${dryId}$`));
});
