// Circles and the people in them, in the words of the screen.
import { expect, type Page } from "@playwright/test";
import { passWords } from "./joining.ts";
import type { Phone } from "./phone.ts";
import { visit } from "./records.ts";

/** Founds network and first town as the first person; returns the six words. */
export async function found(phone: Phone, link: string, name: string): Promise<string[]> {
  const { page } = phone;
  await page.goto(link);
  await page.getByLabel("Name des Netzwerks").fill("Netz Oberlausitz");
  await page.getByLabel("Eigener Name für den Ort").fill("Musterau");
  await page.getByLabel("Name auf diesem Gerät").fill(name);
  await page.getByRole("button", { name: "Gründen" }).click();
  const words = await passWords(page);
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Zu Heute" }).click();
  return words;
}

/** Makes an invitation on the page that invites; returns its link. */
export async function invite(phone: Phone, role: string, path = "/einladen"): Promise<string> {
  const { page } = phone;
  await visit(phone, path);
  await page.getByText(role, { exact: false }).first().click();
  await page.getByRole("button", { name: "Per Link" }).click();
  await page.getByRole("button", { name: "Einladung erstellen" }).click();
  const link = page.getByText(/#j1\./).first();
  await expect(link).toBeVisible();
  return (await link.innerText()).trim();
}

/** Opens an invitation as somebody new and stops where the request waits. */
export async function knock(phone: Phone, link: string, name: string, label = "Name auf diesem Gerät"): Promise<string[]> {
  const { page } = phone;
  await page.goto(link);
  await page.getByLabel(label).fill(name);
  await page.getByRole("button", { name: "Beitreten" }).click();
  return passWords(page);
}

/** The four words on a screen, whichever side it is. */
export async function fourWords(page: Page): Promise<string[]> {
  const grid = page.getByRole("list", { name: "Vier Wörter" });
  await expect(grid.getByRole("listitem")).toHaveCount(4);
  return grid.getByRole("listitem").allInnerTexts();
}

/** Compares the words on both screens and lets the other device in. */
export async function letIn(admin: Phone, newcomer: Phone): Promise<void> {
  await visit(admin, "/kreise");
  expect(await fourWords(admin.page)).toEqual(await fourWords(newcomer.page));
  await admin.page.getByRole("button", { name: "Stimmen überein: hereinlassen" }).click();
}

export async function arrive(phone: Phone): Promise<void> {
  const { page } = phone;
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Zu Heute" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
}

/** Opens the page of a person in the circle of that name. */
export async function person(phone: Phone, circle: RegExp, name: string): Promise<void> {
  const { page } = phone;
  await visit(phone, "/kreise");
  await page.getByRole("link", { name: circle }).first().click();
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
}

/** Opens a step that is asked twice, and takes it. */
export async function takeStep(page: Page, name: string): Promise<void> {
  await page.locator("summary").filter({ hasText: name }).click();
  await page.getByRole("button", { name }).click();
}
