import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// No chain of the tests is there: what goes by the browser's clock in place of the chain's comes to light.
process.env.TZ = "America/New_York";

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
