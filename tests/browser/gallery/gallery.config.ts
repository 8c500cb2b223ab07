// Pictures for the README, made by hand: `cd tests/browser && npx playwright test -c gallery/gallery.config.ts`.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "gallery.spec.ts",
  outputDir: "../test-results",
  workers: 1,
  timeout: 900_000,
  reporter: [["list"]],
});
