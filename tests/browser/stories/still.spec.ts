// Nothing moves for whoever asked their device for less motion.
import type { Page } from "@playwright/test";
import { join } from "../kit/joining.ts";
import { find, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

/** What takes longer than a blink to change or moves by itself, as element and milliseconds. */
async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ms = (times: string) => Math.max(...times.split(",").map((it) => parseFloat(it) * (it.trim().endsWith("ms") ? 1 : 1000)));
    const found: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      const style = getComputedStyle(element);
      const changes = style.transitionProperty === "none" ? 0 : ms(style.transitionDuration);
      const moves = style.animationName === "none" ? 0 : ms(style.animationDuration);
      if (Math.max(changes, moves) > 0.1) found.push(`${element.tagName}.${element.getAttribute("class")} ${changes} ${moves}`);
    }
    return found;
  });
}

story("nothing moves under reduced motion, and what would move is seen by the same look", async ({ demo, phone }) => {
  story.slow();
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const feast = await find(anna, "veranstaltung", "Stadtfest Musterau");
  const event = feast.split("/").at(-1);

  // Without the wish a key changes its colour and a sheet rises: the look below would see them.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await visit(anna, feast);
  const edit = page.getByRole("link", { name: "Bearbeiten", exact: true });
  await edit.hover();
  expect(await moving(page)).not.toEqual([]);
  await edit.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect((await moving(page)).join()).toContain("DIALOG.sheet");

  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await edit.hover();
  const screens = [
    feast, `${feast}/bearbeiten`, "/", "/termine", `/termin/${event}`, `/zaehlen/${event}`, `/punkte/${event}`, "/ort", "/vertraulich", "/netzwerk",
    "/abgleich", "/einstellungen", "/suche", "/notieren", "/karte", "/r/aufgabe", "/r/aufgabe/neu", "/kreise", "/geraete", "/einladen",
  ];
  for (const screen of screens) {
    await visit(anna, screen);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    const keys = page.locator(".button:visible, .icon-button:visible");
    if (!screen.endsWith("/bearbeiten")) await keys.first().hover();
    expect(await moving(page), screen).toEqual([]);
  }
});
