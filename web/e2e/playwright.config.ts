import { defineConfig } from "@playwright/test";
import { kResults, kSignedInFile } from "./server";

/**
 * Journeys through the real program: its own data folder, a free port, one browser, one after the other.
 * No file builds on what another has left behind, so that halves of them can run beside each other (--shard).
 */
export default defineConfig({
  testDir: ".",
  outputDir: kResults,
  globalSetup: "./server.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? `${kResults}/report.json` }],
  ],
  use: {
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // What fades is gone at once: a colour half-way is no colour of ours, and nothing is waited for in vain.
    contextOptions: { reducedMotion: "reduce" },
    viewport: { width: 1280, height: 860 },
    actionTimeout: 45_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "setup", testMatch: "setup.spec.ts" },
    {
      name: "journeys",
      testIgnore: "setup.spec.ts",
      dependencies: ["setup"],
      use: { storageState: kSignedInFile },
    },
  ],
});
