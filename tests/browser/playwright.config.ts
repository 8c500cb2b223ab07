// Stories in a real browser. The browsers themselves are started by kit/phone.ts, because some stories kill them.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "stories",
  outputDir: "test-results",
  // Each story has its own server and phones. On two cores two at a time take a quarter less than one after the other.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A story that succeeds never waits as long; a disk that is busy with other work may hold a save for many seconds.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
});
