import {
  choose,
  en,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  field,
  figures,
  kStore,
  said,
  test,
  zh,
} from "./office";

// A list of members comes in: columns are named, one becomes a field of its own, a wrong cell is mended in the grid,
// what stays wrong comes back as a file, and all of it is undone.

const kFile = "会员名单.csv";
const kRows = [
  "编号,姓名,手机,生日,护肤偏好",
  "V-9001,温如玉,13900090001,1990-11-24,清爽",
  "V-9002,宋时雨,1390009000二,1988/3/4,滋润",
  "V-9003,Zoë Ångström,13900090003,,滋润",
  "V-9004,钱多多,不是电话,,清爽",
];
const kPreference = "护肤偏好";

test.describe.configure({ mode: "serial" });

async function bring(page: import("@playwright/test").Page, csv: string): Promise<void> {
  await page.goto("/customer-imports/new");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: kFile, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("heading", { name: zh.imports.map.title })).toBeVisible();
}

test("members come from a file, with a field of their own and a cell mended on the way", async ({ page }) => {
  await page.goto("/customer-imports");
  await expect(page.getByRole("heading", { name: zh.peopleImports.title })).toBeVisible();
  await expectAccessible(page);
  await bring(page, kRows.join("\n"));
  await choose(page, page.getByLabel(zh.imports.map.store), kStore);
  await expect(page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")).toHaveCount(0);

  await choose(
    page,
    page.getByLabel(`${zh.imports.map.meaning}: ${kPreference}`),
    zh.peopleImports.map.newField,
  );
  const form = page.getByRole("dialog");
  await expect(field(form, zh.ownFields.name)).toHaveValue(kPreference);
  await field(form, zh.ownFields.key).fill("skin_wish");
  await expectAccessible(page);
  await form.getByRole("button", { name: zh.action.save }).click();
  await expect(form).toHaveCount(0);
  await expect(page.locator(".ant-message-notice")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: zh.imports.map.next }).click();

  await expect(page.getByRole("heading", { name: zh.imports.check.title })).toBeVisible();
  expect(await figures(page)).toEqual({
    [zh.peopleImports.check.create]: "2",
    [zh.peopleImports.check.update]: "0",
    [zh.peopleImports.check.skip]: "0",
    [zh.peopleImports.check.refused]: "2",
  });
  await expectAccessible(page);
  const cell = (row: number) =>
    page.getByLabel(`${zh.imports.error.row} ${row}, ${zh.peopleImports.field.phone}`, { exact: true });
  await expect(cell(3)).toHaveValue("1390009000二");
  await cell(3).fill("13900090002");
  await page.getByRole("button", { name: said(zh.peopleImports.check.apply, { n: 1 }) }).click();
  await expect(cell(3)).toHaveCount(0);
  await expect(cell(5)).toBeVisible();
  await expect(page.getByRole("cell", { name: "滋润" })).toHaveCount(2);
  await page.getByRole("button", { name: zh.imports.check.startWithErrors }).click();

  await expect(page.getByRole("heading", { name: zh.imports.result.done })).toBeVisible({ timeout: 60_000 });
  expect(await figures(page)).toMatchObject({
    [zh.peopleImports.result.created]: "3",
    [zh.imports.result.rowsRefused]: "1",
  });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: zh.imports.check.download }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expectAccessible(page);
});

test("the same list is known, its columns are remembered, and it changes nobody", async ({ page }) => {
  await bring(page, kRows.slice(0, 4).join("\n"));
  await expect(page.getByLabel(`${zh.imports.map.meaning}: ${kPreference}`)).toBeVisible();
  await expect(page.locator(".hp-import-columns").getByText(kPreference, { exact: true })).toHaveCount(2);
  await page.getByRole("button", { name: zh.imports.map.next }).click();
  await expect(page.getByRole("heading", { name: zh.imports.check.title })).toBeVisible();
  expect(await figures(page)).toMatchObject({
    [zh.peopleImports.check.create]: "0",
    [zh.peopleImports.check.skip]: "2",
  });
});

test("on a phone, in English, the import is undone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem("homeport.language", "en"));
  for (const path of ["/customer-imports", "/customer-imports/new"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.goto("/customer-imports?state=checked");
  await page.getByRole("link", { name: kFile }).first().click();
  await page.getByRole("button", { name: en.imports.check.back }).click();
  await expect(page.getByRole("heading", { name: en.imports.map.title })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.goto("/customer-imports?state=done");
  await page.getByRole("link", { name: kFile }).click();
  await expect(page.getByRole("heading", { name: en.imports.result.done })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: en.peopleImports.undo.do }).click();
  await page.getByRole("dialog").getByRole("button", { name: en.action.confirm }).click();
  await expect(page.getByRole("heading", { name: en.imports.result.undone })).toBeVisible({
    timeout: 60_000,
  });
  expect(await figures(page)).toMatchObject({
    [en.peopleImports.result.rowsUndone]: "3",
    [en.peopleImports.result.rowsKept]: "0",
  });
  await expectNoSidewaysScroll(page);
  await expect(page.locator(".ant-message-notice")).toHaveCount(0);
  await expectAccessible(page);
  await page.goto("/customers?q=13900090001");
  await expect(page.getByText("温如玉")).toHaveCount(0);
});
