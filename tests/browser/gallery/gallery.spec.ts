// The twelve main screens, on a phone and on a desk, light and dark, as pictures beside the README. Text at 200 % is looked at
// as well, but not kept: `SIZE=200` writes it to the folder of test results. The letters are those of the machine; the kept pictures
// were taken with Roboto and Noto Serif (`FONTCONFIG_FILE`), which Android has, and a Chromium that speaks German (`LANGUAGE=de` with
// its file of German words), as the empty fields of day and time are the browser's.
import { mkdir } from "node:fs/promises";
import { join as path, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { DESKTOP, PHONE } from "../kit/phone.ts";
import { find, visit } from "../kit/records.ts";

const LARGE = process.env.SIZE === "200";
const FOLDER = LARGE
  ? resolve(import.meta.dirname, "../test-results/200")
  : resolve(import.meta.dirname, "../pictures");

/** Waits until nothing moves any more: fonts are there, and the page has been drawn. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

story("the main screens as pictures", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const screens: [string, string][] = [
    ["heute", "/"],
    ["termine", "/termine"],
    ["ort", "/ort"],
    ["netzwerk", "/netzwerk"],
    ["notieren", "/notieren"],
    ["aufgaben", "/r/aufgabe"],
    ["begleitung", await find(anna, "begleitung", "Begleitung Musterau")],
    ["veranstaltung", await find(anna, "veranstaltung", "Stadtfest Musterau")],
    ["formular", "/r/veranstaltung/neu"],
    ["suche", "/suche"],
    ["abgleich", "/abgleich"],
    ["einstellungen", "/einstellungen"],
  ];
  const only = process.env.ONLY?.split(",");
  await mkdir(FOLDER, { recursive: true });
  for (const [width, size] of [["360", PHONE], ["1280", DESKTOP]] as const) {
    await page.setViewportSize(size);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      for (const [name, address] of screens) {
        if (only && !only.includes(name)) continue;
        await visit(anna, address);
        if (name === "suche") await page.getByRole("searchbox").fill("markt");
        if (LARGE) await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
        // Nothing lies under the pointer.
        await page.mouse.move(1, size.height / 2);
        await settled(page);
        await page.screenshot({ path: path(FOLDER, `${name}-${width}-${scheme}.png`), fullPage: LARGE || Boolean(only) });
      }
    }
  }
});
