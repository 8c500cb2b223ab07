// Figures of a slow phone. Not a story: nothing is asserted but that everything came.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "figures",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 900_000,
  expect: { timeout: 120_000 },
  reporter: [["line"]],
});
