// Stories in a real browser. The browsers themselves are started by kit/phone.ts, because some stories kill them.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "stories",
  outputDir: "test-results",
  // Two cores: one story at a time, each with its own server and phones.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
});
