import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

// The screens name paths in these files; every one of them must be an endpoint the server describes.
const description = new URL("../../../docs/api/openapi.json", import.meta.url);
const nameless = (path: string) => path.replace(/\{\w+\}/g, "{}");

const kFiles = [
  "./endpoints.ts",
  "./rewardCalls.ts",
  "./behaviourCalls.ts",
  "./walletCalls.ts",
  "./ownFieldCalls.ts",
  "./profileCalls.ts",
  "./views.ts",
  "./bulk.ts",
];

const calls: Record<string, string> = {
  list: "get",
  parts: "get",
  read: "get",
  get: "get",
  create: "post",
  act: "post",
  post: "post",
  update: "patch",
  patch: "patch",
  delete: "delete",
  put: "put",
};

test("every path and method the screens use is in the description of the API", () => {
  expect(existsSync(description), "docs/api/openapi.json").toBe(true);
  const { paths } = JSON.parse(readFileSync(description, "utf8")) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const served = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${nameless(path)}`),
    ),
  );
  const source = kFiles.map((file) => readFileSync(new URL(file, import.meta.url), "utf8")).join("\n");
  const used = [...source.matchAll(/\b(\w+)(?:<(?:[^();]|\n)*?>)?\(\s*"(\/v1\/[^"]+)"/g)].map(
    ([, call = "", path = ""]) => `${calls[call] ?? call} ${nameless(path)}`,
  );
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((use) => !served.has(use))).toEqual([]);
});
