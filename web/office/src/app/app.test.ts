import { describe, expect, test } from "vitest";
import { deviceOf } from "../pages/account/device";
import { lacking } from "./module";
import { entriesFor, entryAt, modules, navEntries, routes } from "./modules";
import { safeNext } from "./session/next";

describe("after signing in one comes to where one wanted", () => {
  test.each([
    ["/customers?q=a", "/customers?q=a"],
    [null, "/"],
    ["", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?next=/sign-in", "/"],
  ])("%j leads to %s", (next, path) => {
    expect(safeNext(next)).toBe(path);
  });
});

describe("the pages", () => {
  test("no two have the same path or the same key after g", () => {
    const paths = routes.map((route) => route.path);
    expect(new Set(paths).size).toBe(paths.length);
    const keys = navEntries.flatMap((entry) => entry.go ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    // "g d" switches the colours.
    expect(keys).not.toContain("d");
  });

  test("every menu entry leads to a page that asks for the same permission", () => {
    for (const entry of navEntries) {
      const route = routes.find((candidate) => `/${candidate.path}` === entry.path);
      expect(route, entry.path).toBeDefined();
      expect(route?.permission, entry.path).toBe(entry.permission);
    }
  });

  test("everybody finds the first page, and somebody who may do everything finds all", () => {
    expect(entriesFor([]).map((entry) => entry.path)).toEqual(["/"]);
    const everything = navEntries.flatMap((entry) => entry.permission ?? []);
    expect(entriesFor(everything)).toEqual(navEntries);
  });

  // The server answers none of it to whom it may not show margins.
  test.each([
    [["lab.run"], false],
    [["finance.margin.read"], false],
    [["lab.run", "points.read"], false],
    [["lab.run", "finance.margin.read"], true],
  ])("with %j the lab is in the menu: %s", (held, shown) => {
    expect(entriesFor(held).some((entry) => entry.path === "/lab")).toBe(shown);
    const pages = routes.filter((route) => route.path.startsWith("lab"));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(lacking(page.permission, held).length === 0, page.path).toBe(shown);
  });

  test("commands of modules have different names", () => {
    const ids = modules.flatMap((module) => module.commands ?? []).map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    ["/", "/"],
    ["/customers", "/customers"],
    ["/customers/12", "/customers"],
    ["/customersx", undefined],
    ["/account", undefined],
  ])("%s belongs to the menu entry %s", (pathname, path) => {
    expect(entryAt(pathname)?.path).toBe(path);
  });
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36", "Chrome · Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18) MicroMessenger/8.0 Safari", "WeChat · iPhone"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605", "Safari · macOS"],
  ["curl/8.5", undefined],
  [undefined, undefined],
])("%s is shown as %s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
