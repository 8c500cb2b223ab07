// What people do with records, in the words of the screen.
import { expect, type Page } from "@playwright/test";
import type { Phone } from "./phone.ts";

/**
 * Opens a place of the app the way the address bar does; the app keeps its state in storage, not in the page.
 * A place that leads on at once is not seen for long: `leadsTo` says where it ends.
 */
export async function visit(phone: Phone, path: string, leadsTo?: RegExp): Promise<void> {
  // Inside the page: a reload would lock the app.
  await phone.page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await expect(phone.page).toHaveURL(leadsTo ?? new RegExp(`${path.replaceAll(/[?/]/g, "\\$&")}$`));
}

/** Saves the form on the screen and waits until the app says that it is on disk. */
export async function save(phone: Phone): Promise<void> {
  await phone.page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(phone.page)).toBeVisible();
}

export function saved(page: Page) {
  return page.locator(".field__saved").filter({ hasText: /^Gespeichert \d\d:\d\d auf diesem / });
}

/** Fills the new record of a kind and saves it. Fields by their label. Returns the record's path. */
export async function create(phone: Phone, kind: string, fields: Record<string, string>): Promise<string> {
  await visit(phone, `/r/${kind}/neu`);
  await fill(phone, fields);
  await save(phone);
  return new URL(phone.page.url()).pathname;
}

/** Changes fields of the record at `path`. */
export async function change(phone: Phone, path: string, fields: Record<string, string>): Promise<void> {
  await visit(phone, `${path}/bearbeiten`);
  await fill(phone, fields);
  await save(phone);
}

/** Opens the parts of a form that are folded up, as a person does. */
export async function unfold(page: Page): Promise<void> {
  await expect(page.locator("form").first()).toBeVisible();
  await page.locator("form details").evaluateAll((parts) => (parts as HTMLDetailsElement[]).forEach((part) => (part.open = true)));
}

export async function fill(phone: Phone, fields: Record<string, string>): Promise<void> {
  await unfold(phone.page);
  for (const [label, value] of Object.entries(fields)) {
    await field(phone.page, label).fill(value);
  }
}

/** The input with exactly this label; "freiwillig" behind it does not count. */
export function field(page: Page, label: string) {
  const literal = label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return page.getByLabel(new RegExp(`^\\s*${literal}(\\s+freiwillig)?\\s*$`));
}

/** What the chip in the top bar says: "3 ungesendet" or "Alles gesendet". */
export function chip(phone: Phone) {
  return phone.page.locator(".sync-chip");
}

/** The path of the record whose title is on the list of its kind. */
export async function find(phone: Phone, kind: string, title: string): Promise<string> {
  await visit(phone, `/r/${kind}`);
  const link = phone.page.getByRole("link", { name: title }).first();
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

/** Presses the very large key. */
export async function count(phone: Phone, times: number): Promise<void> {
  const plus = phone.page.locator(".tally__plus");
  for (let tap = 0; tap < times; tap += 1) await plus.click();
}

export function total(phone: Phone) {
  return phone.page.locator(".tally__number");
}

/** Waits until every tap is on the disk, as the number itself says to a reader. */
export async function stored(phone: Phone): Promise<void> {
  await expect(total(phone)).not.toHaveAttribute("aria-busy", "true");
}
