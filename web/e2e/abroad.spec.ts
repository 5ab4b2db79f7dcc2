import { Arrange } from "./arrange";
import { expect, kStore, test, zh } from "./office";

/** The chain of the journeys is in Shanghai; this clerk's browser is where it is thirteen hours earlier in winter. */
test.use({ timezoneId: "America/New_York" });

const kHourMs = 3_600_000;
const kDayMs = 24 * kHourMs;
/** The day in Shanghai, which has no summer time. */
const dayThere = (at: number) => new Date(at + 8 * kHourMs).toISOString().slice(0, 10);

test("a clerk abroad sees and chooses the chain's times", async ({ page }) => {
  const arrange = await Arrange.asAdministrator();
  const store_id = await arrange.storeId(kStore);
  const customer = await arrange.customer({ name: "温远航", phone: "13688880001", store_id });
  const tomorrow = dayThere(Date.now() + kDayMs);
  const later = dayThere(Date.now() + 3 * kDayMs);
  const text = "寄出新品册";
  // 10:15 in Shanghai; in New York the evening of the day before.
  await arrange.post(`/v1/customers/${customer.id}/tasks`, { text, due_at: `${tomorrow}T02:15:00Z` });

  await page.goto("/tasks");
  const line = page.getByRole("listitem").filter({ hasText: text });
  await expect(line).toBeVisible();
  await line.getByRole("button", { name: zh.action.more }).click();
  await page.getByRole("menuitem", { name: zh.followUps.task.later }).click();
  const sheet = page.getByRole("dialog");
  const due = sheet.getByLabel(zh.followUps.task.due);
  await expect(due).toHaveValue(`${tomorrow} 10:15`);
  await due.click();
  const calendar = page.locator(".ant-picker-dropdown");
  await expect(calendar.locator(".ant-picker-cell-today")).toHaveAttribute("title", dayThere(Date.now()));
  if (later.slice(0, 7) !== tomorrow.slice(0, 7))
    await calendar.locator(".ant-picker-header-next-btn").click();
  await calendar.locator(`td[title="${later}"]`).click();
  await expect(due).toHaveValue(`${later} 10:15`);
  await page.keyboard.press("Escape");
  await sheet.getByRole("button", { name: zh.action.save }).click();
  await expect(sheet).toHaveCount(0);

  const tasks = await arrange.get<{ items: { text: string; due_at: string }[] }>(
    "/v1/tasks?state=open&limit=200",
  );
  expect(tasks.items.find((one) => one.text === text)?.due_at).toBe(`${later}T02:15:00Z`);
});
