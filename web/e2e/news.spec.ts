import type { Browser, Page } from "@playwright/test";
import { Arrange } from "./arrange";
import { expect, kStore, said, signIn, test, zh } from "./office";
import { running } from "./server";

// A new public customer, an assignment and a coming return reach those concerned, with a sound and on the desktop
// where they asked for it; and nobody else.

const kPassword = "a lantern over the harbour";
const kSource = "expo";
/** The reminders are looked for every twenty seconds. */
const kReminderMs = 120_000;

interface Named {
  id: string;
  name: string;
}
interface Told {
  desktop: string[];
  notes: number;
}

let arrange: Arrange;
let poolId: string;
let storeId: string;
let memberId: string;
let attempt = 0;
let brought = 0;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  attempt = test.info().workerIndex;
  arrange = await Arrange.asAdministrator();
  storeId = await arrange.storeId(kStore);
  const pool = await arrange.post<Named>("/v1/pools", {
    name: `展会线索 ${attempt}`,
    match_sources: [kSource + attempt],
    hidden_fields: ["name", "phone"],
  });
  poolId = pool.id;
  await arrange.post(`/v1/pools/${poolId}/members`, { items: [{ kind: "org_unit", ref_id: storeId }] });
  await arrange.post(`/v1/pools/${poolId}/rules`, { follow_up_days: 5, cooldown_days: 3 });
  const roles = await arrange.get<{ items: Named[] }>("/v1/roles?limit=200");
  const seller = roles.items.find((one) => /导购/.test(one.name))?.id ?? "";
  memberId = await arrange.employ("叶知秋", `zhiqiu${attempt}`, kPassword, storeId, seller);
  await arrange.employ("白露", `bailu${attempt}`, kPassword, storeId, seller);
  // May claim, but from no pool: he works elsewhere.
  await arrange.hire("江远", `jiangyuan${attempt}`, kPassword, ["pool.read", "pool.claim", "customers.read"]);
});

async function bring(name: string): Promise<string> {
  const answer = await arrange.post<{ items: { customer_id: string }[] }>(`/v1/pools/${poolId}/leads`, {
    items: [
      {
        name,
        phone: `1360000${attempt % 10}${String(++brought).padStart(3, "0")}`,
        source: kSource + attempt,
        store_id: storeId,
      },
    ],
  });
  return answer.items[0]?.customer_id ?? "";
}

/** Signed in on a page behind other windows, whose sounds and notifications are written down. */
async function behind(browser: Browser, signInName: string, allowed: boolean): Promise<Page> {
  const context = await browser.newContext({
    baseURL: running().url,
    locale: "zh-CN",
    storageState: { cookies: [], origins: [] },
    permissions: allowed ? ["notifications"] : [],
  });
  await context.addInitScript(() => {
    const told: Told = { desktop: [], notes: 0 };
    Object.assign(window, { told });
    document.hasFocus = () => false;
    const Real = window.Notification;
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.desktop.push(options?.body ?? "");
      }
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
      told.notes += 1;
      return start.apply(this, when);
    };
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, signInName + attempt, kPassword);
  await expect(page).not.toHaveURL(/sign-in/);
  // Any page will do: the news find him wherever he is.
  await page.goto("/");
  await expect(page.locator("h1").first()).toBeVisible();
  return page;
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told }).told);

/** Turns both on at the bell, as a person does. */
async function askForBoth(page: Page): Promise<void> {
  await page.getByRole("button", { name: new RegExp(said(zh.pool.notices.open, { n: "\\d+" })) }).click();
  await page.getByRole("switch", { name: zh.pool.notices.sound }).click();
  await page.getByRole("switch", { name: zh.pool.notices.desktop }).click();
}

test("who asked for it hears of a new customer, an assignment and a coming return; others don't", async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const member = await behind(browser, "zhiqiu", true);
  await askForBoth(member);
  await expect(member.getByRole("switch", { name: zh.pool.notices.desktop })).toBeChecked();
  // To hear what it is like.
  await expect.poll(async () => (await told(member)).notes).toBe(2);
  await member.keyboard.press("Escape");
  const quiet = await behind(browser, "bailu", true);
  const elsewhere = await behind(browser, "jiangyuan", true);
  await askForBoth(elsewhere);
  await expect.poll(async () => (await told(elsewhere)).notes).toBe(2);

  const arrived = said(zh.pool.news.arrived, { n: 1 });
  const customer = await bring("顾长风");
  await expect.poll(async () => (await told(member)).desktop).toEqual([arrived]);
  await expect.poll(async () => (await told(member)).notes).toBe(4);
  // On the screen, as for everybody it concerns; sound and desktop he hasn't asked for.
  await expect(quiet.getByText(arrived).first()).toBeVisible();

  const assigned = said(zh.pool.news.assigned, { name: "顾长风" });
  await arrange.post(`/v1/pool/customers/${customer}/assign`, { staff_id: memberId });
  await expect.poll(async () => (await told(member)).desktop).toEqual([arrived, assigned]);
  await expect.poll(async () => (await told(member)).notes).toBe(6);

  // From now on a day is left, and a day before is when one is reminded.
  await arrange.post(`/v1/pools/${poolId}/rules`, {
    follow_up_days: 1,
    cooldown_days: 3,
    remind_before_hours: [24],
  });
  const reminded = said(zh.pool.news.reminder, { n: 1 });
  await expect
    .poll(async () => (await told(member)).desktop, { timeout: kReminderMs })
    .toEqual([arrived, assigned, reminded]);
  await expect.poll(async () => (await told(member)).notes).toBe(8);

  expect(await told(quiet)).toEqual({ desktop: [], notes: 0 });
  await expect(quiet.getByText(assigned)).toHaveCount(0);
  // Nothing but the sound by which he tried it.
  expect(await told(elsewhere)).toEqual({ desktop: [], notes: 2 });
  await expect(elsewhere.getByText(arrived)).toHaveCount(0);

  // Switched off again, nothing sounds or appears any more; the screen still tells.
  await member.getByRole("button", { name: new RegExp(said(zh.pool.notices.open, { n: "\\d+" })) }).click();
  await member.getByRole("switch", { name: zh.pool.notices.sound }).click();
  await member.getByRole("switch", { name: zh.pool.notices.desktop }).click();
  await member.keyboard.press("Escape");
  await bring("顾晚晴");
  await expect(member.getByText(arrived).first()).toBeVisible();
  expect((await told(member)).desktop).toHaveLength(3);
  expect((await told(member)).notes).toBe(8);
  for (const page of [member, quiet, elsewhere]) await page.context().close();
});

test("who doesn't let the browser notify is told so, and nothing appears", async ({ browser }) => {
  const page = await behind(browser, "zhiqiu", false);
  await page.getByRole("button", { name: new RegExp(said(zh.pool.notices.open, { n: "\\d+" })) }).click();
  const desktop = page.getByRole("switch", { name: zh.pool.notices.desktop });
  await desktop.click();
  await expect(page.getByText(zh.pool.notices.blocked)).toBeVisible();
  await expect(desktop).not.toBeChecked();
  await page.keyboard.press("Escape");
  await bring("顾南星");
  await expect(page.getByText(said(zh.pool.news.arrived, { n: 1 })).first()).toBeVisible();
  expect(await told(page)).toEqual({ desktop: [], notes: 0 });
  await page.context().close();
});
