// Every list of a town and of the network opens with its form and its first record, on a narrow phone without scrolling
// sideways; states ask for their reason, names are pointed out, lists leave as files.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { field, find, saved, visit } from "../kit/records.ts";

async function staysNarrow(page: Page, screen: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(beyond, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function listsOn(page: Page): Promise<string[]> {
  const links = await page.locator("a.row[href^='/r/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  return [...new Set(links.filter((href) => href.split("/").length === 3))];
}

story("every list, form and record opens on a phone", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const lists: string[] = [];
  for (const place of ["/ort", "/netzwerk"]) {
    await visit(anna, place);
    await staysNarrow(page, place);
    lists.push(...(await listsOn(page)));
  }
  expect(lists.length).toBeGreaterThan(30);
  expect(lists).not.toContain("/r/anfrage");
  for (const list of lists) {
    await visit(anna, list);
    const first = page.locator(".row-list__item a.row").first();
    await expect(first, `${list} is not empty`).toBeVisible();
    await staysNarrow(page, list);
    await first.click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await staysNarrow(page, `the first of ${list}`);
    await visit(anna, `${list}/neu`);
    await staysNarrow(page, `${list}/neu`);
  }
  await visit(anna, "/r/anfrage");
  await expect(page.getByText("Diese Seite gibt es nicht")).toBeVisible();
});

story("states ask for a reason, names are pointed out, what exists is shown, lists leave as files", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");

  await visit(anna, await find(anna, "begleitung", "Begleitung Musterau"));
  await page.getByText("Stand ändern").click();
  await page.getByRole("link", { name: "ruhend" }).click();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("alert")).toContainText("Grund");
  await field(page, "Grund").fill("Wahlkampf, im Herbst geht es weiter");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  const steps = page.getByRole("region", { name: "Stand im Verlauf" }).getByRole("listitem");
  await expect(steps).toHaveCount(2);
  await expect(steps.first()).toContainText("ruhend");

  await visit(anna, "/r/austauschbeitrag/neu");
  await field(page, "Worum geht es?").fill("Herr Kr. filmt");
  await expect(page.getByText("„Herr Kr.“ sieht nach einem Namen aus.")).toBeVisible();
  await page.getByRole("button", { name: "Ersetzen" }).click();
  await expect(field(page, "Worum geht es?")).toHaveValue("eine Person filmt");

  await visit(anna, "/r/akteur/neu");
  await field(page, "Name der Organisation").fill("Feuerwehr Musterau");
  await expect(page.getByText("Gibt es das schon?")).toBeVisible();
  await expect(page.getByRole("link", { name: "Freiwillige Feuerwehr" })).toBeVisible();

  await visit(anna, "/r/angebot");
  await page.getByText("Herausgeben").click();
  const leaving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tabelle (CSV)" }).click();
  const file = await leaving;
  expect(file.suggestedFilename()).toMatch(/^angebot-\d{4}-\d\d-\d\d\.csv$/);
  const table = await readFile(await file.path(), "utf8");
  expect(table.charCodeAt(0)).toBe(0xfeff);
  expect(table).toContain("Mobile Beratung Mustersachsen (Demo)");
});
