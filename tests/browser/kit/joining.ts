// The way in: from an invitation link to the page of today.
import { expect, type Page } from "@playwright/test";
import type { Phone } from "./phone.ts";

/** Opens the link, takes the steps of joining as a person does, and returns the six words. */
export async function join(phone: Phone, link: string, name: string): Promise<string[]> {
  const { page } = phone;
  await page.goto(link);
  await page.getByLabel("Name auf diesem Gerät").fill(name);
  await page.getByRole("button", { name: "Beitreten" }).click();
  const words = await passWords(page);
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Zu Heute" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
  return words;
}

/** Writes the six words down and proves it with the third. */
export async function passWords(page: Page): Promise<string[]> {
  await expect(page.locator(".code-grid__word")).toHaveCount(6);
  const words = await page.locator(".code-grid__word").allInnerTexts();
  await page.getByLabel("Zur Probe: das dritte Wort").fill(words[2] ?? "");
  await page.getByRole("button", { name: "Steht auf Papier" }).click();
  return words;
}

/** Opens a locked phone with its words; the page it was on stands there again. */
export async function unlockHere(phone: Phone, words: string[]): Promise<void> {
  const { page } = phone;
  const box = page.getByRole("textbox", { name: /^(Sechs Wörter|Six words)$/ });
  await box.fill(words.join(" "));
  await box.press("Enter");
  await expect(page.locator(".app")).toBeVisible({ timeout: 60_000 });
}

/** Opens a locked phone with its words. */
export async function unlock(phone: Phone, words: string[]): Promise<void> {
  const { page } = phone;
  // By its name: a page that is still being locked may have boxes of its own.
  await page.getByRole("textbox", { name: "Sechs Wörter" }).fill(words.join(" "));
  await page.getByRole("button", { name: "Entsperren" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible({ timeout: 60_000 });
}
