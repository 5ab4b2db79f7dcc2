import { describe, expect, test } from "vitest";
import { deviceOf } from "../pages/account/device";
import { entryAt, modules, navEntries, routes } from "./modules";
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
