// What people do around an event, in the words of the screen.
import { expect, type Page } from "@playwright/test";
import type { Phone } from "./phone.ts";
import { visit } from "./records.ts";

/** Today on the wall clock of the phone, as inputs take it. */
export async function today(page: Page): Promise<string> {
  return page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
}

/** The hour that has begun, as inputs take it: what begins then is running, at any time of the day. */
async function thisHour(page: Page): Promise<string> {
  return page.evaluate(() => `${new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 13)}:00`);
}

/** Plans an event that has just begun, as the screens lead; returns its id. */
export async function plan(phone: Phone, title: string, kind?: string): Promise<string> {
  const { page } = phone;
  await visit(phone, "/termine");
  await page.getByRole("link", { name: "Neue Veranstaltung" }).click();
  await page.getByLabel("Titel").fill(title);
  await page.getByLabel("Beginn").fill(await thisHour(page));
  if (kind !== undefined) await page.getByLabel("Art").selectOption({ label: kind });
  await page.getByRole("button", { name: "Anlegen, mit Checkliste" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** Asks a question with dots at an event. */
export async function ask(phone: Phone, event: string, question: string, answers: string[], dots = 1): Promise<void> {
  const { page } = phone;
  await visit(phone, `/punkte/${event}`);
  await page.getByText("Neue Punktabfrage").click();
  await page.getByLabel("Frage", { exact: true }).fill(question);
  await page.getByLabel("Antworten").fill(answers.join("\n"));
  await page.getByLabel("Punkte je Person").fill(String(dots));
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
}

/** Writes an idea card of an event. */
export async function card(phone: Phone, event: string, words: string): Promise<void> {
  const { page } = phone;
  await visit(phone, `/karte/${event}`);
  await page.getByLabel("Was steht auf der Karte?").fill(words);
  await page.getByRole("button", { name: "Karte speichern" }).click();
  await expect(page.getByText(words)).toBeVisible();
}

/** Presses "send now" and waits until the server has everything. */
export async function send(phone: Phone): Promise<void> {
  await visit(phone, "/abgleich");
  await phone.page.getByRole("button", { name: "Jetzt senden" }).click();
  await expect(phone.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 60_000 });
}

/** Counts every tap of a person from now on; the answer says how many there were. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { taps: number; counts?: boolean };
    counted.taps = 0;
    if (counted.counts) return;
    counted.counts = true;
    addEventListener("click", (event) => { if (event.isTrusted && event.detail > 0) counted.taps += 1; }, true);
  });
  return () => page.evaluate(() => (window as unknown as { taps: number }).taps);
}
