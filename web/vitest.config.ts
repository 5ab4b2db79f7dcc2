import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: "@shared", replacement: here("./shared") },
      { find: "@app", replacement: here("./office/src/app") },
    ],
  },
  test: {
    root: here("."),
    include: [
      "shared/**/*.test.ts",
      "shared/**/*.test.tsx",
      "office/src/**/*.test.ts",
      "office/src/**/*.test.tsx",
    ],
    environment: "node",
    pool: "threads",
    maxWorkers: 1,
  },
});
