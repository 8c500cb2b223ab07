// What axe finds, light and dark; and what bright light and gloves need.
import axe from "axe-core";
import { expect, type Page } from "@playwright/test";
import { PHONE } from "./phone.ts";

/** Pages that grow with the window never fit. */
const ROUNDS_MAX = 3;

interface Size {
  width: number;
  height: number;
}

/** Makes the window as tall as the page; the answer says whether it was. */
async function fit(page: Page, size: Size): Promise<boolean> {
  const [content, shown] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  const height = Math.max(size.height, content ?? 0);
  await page.setViewportSize({ width: size.width, height });
  return height === shown;
}

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** Those of them that look at colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

type Look = axe.RunOptions["runOnly"];
const EVERYTHING: Look = { type: "tag", values: RULES };
const IN_COLOUR: Look = { type: "rule", values: COLOURS };
const MORE_CONTRAST: Look = { type: "rule", values: ["color-contrast-enhanced"] };

/**
 * What axe finds with the window as tall as the page: what lies below the navigation while scrolling is not covered for good.
 * What comes late, as the room on the server, makes the page longer once more; then what was found is of no page anybody sees.
 */
async function analyzeWhole(page: Page, size: Size, look: Look): Promise<string[]> {
  let found: string[] = [];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    for (let late = 0; late < ROUNDS_MAX && !(await fit(page, size)); late += 1);
    found = await analyze(page, look);
    if (found.length === 0 || (await fit(page, size))) break;
  }
  return found;
}

/** What axe finds on a page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  const size = page.viewportSize() ?? PHONE;
  const found = await analyzeWhole(page, size, EVERYTHING);
  await page.setViewportSize(size);
  return found;
}

/** What axe finds in a part of the page. It stays in the page until that is left: bringing it in costs more than looking. */
async function analyze(page: Page, look: Look, within = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Colours fade from one theme to the other; what counts is where they end.
  await page.evaluate(() => {
    const fading = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    fading.forEach((one) => one.finish());
  });
  const { violations } = await page.evaluate(
    ([within, look]) => (window as unknown as { axe: typeof axe }).axe.run(within, { runOnly: look, resultTypes: ["violations"] }),
    [within, look] as const,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Everything in the light, and in the dark what is different there. */
export async function check(page: Page, screen: string): Promise<void> {
  const size = page.viewportSize() ?? PHONE;
  for (const [colorScheme, look] of [["light", EVERYTHING], ["dark", IN_COLOUR]] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect.soft(await analyzeWhole(page, size, look), `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize(size);
}

/** With more contrast asked for: words at 7 : 1 everywhere. */
export async function checkContrast(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect.soft(await analyze(page, MORE_CONTRAST), `${screen}, ${colorScheme}, 7 : 1`).toEqual([]);
  }
}

/** In bright light and with gloves: words at 7 : 1, keys of at least 56 pixels. */
export async function checkLive(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect.soft(await analyze(page, MORE_CONTRAST, "main"), `7 : 1, ${colorScheme}`).toEqual([]);
  }
  const small = await page.locator("main button, main a, .dock button, .dock a").evaluateAll((keys) =>
    keys.filter((key) => key.getBoundingClientRect().height < 55.5 && key.getBoundingClientRect().height > 0).map((key) => key.textContent),
  );
  expect.soft(small, "keys below 56 pixels").toEqual([]);
}
