// What a record holds is changed in a sheet over its page: the page stays, the keyboard goes in and back, a draft is kept.
import { expect, story } from "../kit/story.ts";
import { join, unlockHere } from "../kit/joining.ts";
import { check } from "../kit/accessible.ts";
import { DESKTOP, PHONE } from "../kit/phone.ts";
import { create, field, saved, visit } from "../kit/records.ts";

const TASK = { "Was ist zu tun?": "Pavillon holen", Notiz: "Beim Bauhof, Schlüssel bei der Feuerwehr" };

story("a field is changed in a sheet over the page, and the keyboard goes back to where it was", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const path = await create(anna, "aufgabe", TASK);
  const sheet = page.getByRole("dialog");

  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await visit(anna, path);
    const change = page.getByRole("link", { name: size === PHONE ? / ändern$/ : "Notiz ändern" }).first();
    await change.click();
    await expect(page).toHaveURL(/bearbeiten\?feld=notiz$/);
    await expect(field(page, "Notiz")).toBeFocused();
    await expect(page).toHaveTitle("Bearbeiten · Schulterschluss");
    // The page beneath is there to be seen and for nothing else.
    await expect(page.locator("main h1")).toHaveText("Pavillon holen");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("navigation")).toHaveCount(0);
    for (let tab = 0; tab < 30; tab += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest(".app") === null)).toBe(true);
    }
    const box = await sheet.boundingBox();
    const heading = await page.locator("main h1").boundingBox();
    if (size === DESKTOP) {
      expect(box?.width).toBeGreaterThanOrEqual(32 * 16);
      expect(box?.width).toBeLessThanOrEqual(36 * 16);
      expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(box?.x ?? 0);
    } else {
      expect(box?.width).toBe(size.width);
    }
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await check(page, `sheet, ${size.width}, ${scheme}`);
    }
    // Escape closes it; what was typed is a draft.
    await field(page, "Notiz").fill("Beim Bauhof, um neun");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(change).toBeFocused();
    await expect(page).toHaveTitle("Aufgabe · Schulterschluss");
    await expect(page.getByRole("navigation").first()).toBeVisible();
    // So does the browser's own key.
    await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
    await expect(field(page, "Notiz")).toHaveValue("Beim Bauhof, um neun");
    await page.goBack();
    await expect(sheet).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Bearbeiten", exact: true })).toBeFocused();
    await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
    await sheet.getByRole("button", { name: "Entwurf verwerfen" }).click();
    await sheet.getByRole("button", { name: "Schließen" }).click();
    await expect(sheet).toHaveCount(0);
  }

  // What was not changed was not saved.
  await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
  await sheet.getByRole("button", { name: "Speichern" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(saved(page)).toHaveCount(0);

  // What is wrong is said in the sheet, and nothing beneath changes before it is saved.
  await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
  await field(page, "Was ist zu tun?").fill("");
  await sheet.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("alert")).toContainText("Was ist zu tun?");
  await expect(field(page, "Was ist zu tun?")).toBeFocused();
  await expect(field(page, "Was ist zu tun?")).toBeInViewport({ ratio: 1 });
  await expect(page.locator("main h1")).toHaveText("Pavillon holen");
  await field(page, "Was ist zu tun?").fill("Zelt holen");
  await sheet.getByRole("button", { name: "Speichern" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(saved(page)).toBeVisible();
  await expect(page.locator("main h1")).toHaveText("Zelt holen");
});

story("a phone that is locked under a sheet opens it again with what was typed", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const path = await create(anna, "aufgabe", TASK);
  await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
  await field(page, "Was ist zu tun?").fill("Zelt holen");
  await expect(page.getByRole("dialog")).toBeVisible();
  // What was typed is on the disk within a second.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
  await page.reload();
  await unlockHere(anna, words);
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(field(page, "Was ist zu tun?")).toHaveValue("Zelt holen");
  // The sheet does not print.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("main h1")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByRole("link", { name: "Bearbeiten", exact: true })).toBeFocused();
});

story("the confidential room closes from a sheet, takes it along and brings it back with what was typed", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const open = async () => {
    await page.getByLabel("Sechs Wörter").fill(words.join(" "));
    await page.getByRole("button", { name: "Raum öffnen" }).click();
  };
  // Behind the door the heading has the keyboard, and one may write at once.
  await visit(anna, "/r/vorfall/neu");
  await open();
  await expect(page.getByRole("heading", { level: 1, name: "Neuer Vorfall" })).toBeFocused({ timeout: 60_000 });
  await expect(page.locator("main form").locator("input, textarea").first()).toBeInViewport({ ratio: 1 });
  await expect(page.locator("summary").filter({ hasText: "Wer kann das lesen?" })).toContainText(/\d Person/);
  await visit(anna, "/vertraulich");
  await page.getByRole("link", { name: /Vorfälle/ }).first().click({ timeout: 60_000 });
  await page.locator(".row-list__item a.row").first().click();
  await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
  const text = page.getByRole("dialog").locator("textarea").first();
  await text.fill("Zwei Leute filmen den Stand");
  await page.getByRole("dialog").getByRole("button", { name: "Raum schließen" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Zwei Leute filmen")).toHaveCount(0);
  await open();
  await expect(text).toHaveValue("Zwei Leute filmen den Stand", { timeout: 60_000 });
});
