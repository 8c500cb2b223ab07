// Every guided format from its first step to the answer, and a battery that falls out in the middle.
import type { Page } from "@playwright/test";
import { plan } from "../kit/events.ts";
import { join, unlock } from "../kit/joining.ts";
import { visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

async function begin(page: Page, format: string, question: string): Promise<string> {
  await page.locator("summary").filter({ hasText: "Beteiligungsformat beginnen" }).click();
  await page.getByLabel("Thema oder Frage").fill(question);
  await page.getByLabel("Format").selectOption({ label: format });
  await page.getByRole("button", { name: "Beteiligungsformat beginnen" }).click();
  await expect(page).toHaveURL(/\/ablauf\//);
  return new URL(page.url()).pathname;
}

const step = (page: Page) => page.getByRole("heading", { level: 2 }).first();
const next = (page: Page) => page.getByRole("button", { name: "Nächster Schritt" }).click();

async function line(page: Page, words: string): Promise<void> {
  await page.locator("#eingabe").fill(words);
  await page.getByRole("button", { name: "Zeile dazu" }).click();
  await expect(page.locator(".agenda-block__points").getByText(words)).toBeVisible();
}

async function promise(page: Page): Promise<void> {
  await expect(step(page)).toHaveText("Was wurde daraus?");
  await page.getByRole("button", { name: /30 Tagen/ }).click();
  await expect(page.getByText(/^Rückmeldung bis:/)).toBeVisible();
}

story("every guided format runs to its answer", async ({ demo, phone }) => {
  story.slow();
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Abend im Gasthof");
  let { page } = anna;

  // World Café: rounds and tables; the battery falls out in round two.
  const cafe = await begin(page, "World Café", "Was macht den Ort lebendig?");
  await expect(step(page)).toHaveText("Ankommen");
  await next(page);
  await line(page, "Bus am Abend");
  await next(page);
  await page.getByRole("group", { name: "Tisch" }).getByRole("button", { name: "3", exact: true }).click();
  await line(page, "Treff im Bahnhof");
  await expect(page.getByText("Runde 2 · Tisch 3: Treff im Bahnhof")).toBeVisible();
  await expect(page.locator(".field__saved")).toBeVisible();
  await anna.kill();
  await anna.turnOn();
  page = anna.page;
  await page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, cafe);
  await expect(step(page)).toHaveText("Runde 2");
  await expect(page.getByText("Runde 2 · Tisch 3: Treff im Bahnhof")).toBeVisible();
  await next(page);
  await line(page, "Alle kommen wieder");
  await next(page);
  await line(page, "Drei Dinge: Bus, Treff, Bänke");
  await next(page);
  await line(page, "Wir fangen mit dem Bus an");
  await next(page);
  await promise(page);

  // Zukunftswerkstatt: three phases.
  await visit(anna, `/termin/${event}`);
  await begin(page, "Zukunftswerkstatt", "Wie wird der Markt schön?");
  for (const phase of ["Kritik", "Utopie", "Realisierung", "Ergebnis festhalten"]) {
    await expect(step(page)).toHaveText(phase);
    await line(page, `${phase}: ein Satz`);
    await next(page);
  }
  await promise(page);

  // Dorfgespräch: initiators, three evenings, working groups.
  await visit(anna, `/termin/${event}`);
  await begin(page, "Dorfgespräch", "Wie leben wir hier?");
  for (const part of [/^Initiativkreis/, /^Abend 1/, /^Abend 2/, /^Abend 3/, /^Arbeitsgruppen/]) {
    await expect(step(page)).toHaveText(part);
    await line(page, `Festgehalten ${part.source.slice(1)}`);
    await next(page);
  }
  await promise(page);

  // Küchentischgespräche: counted, never written down word for word.
  await visit(anna, `/termin/${event}`);
  await begin(page, "Küchentischgespräch", "Was bewegt?");
  await expect(step(page)).toHaveText("Gespräche zählen");
  for (let talk = 0; talk < 3; talk += 1) await page.getByRole("button", { name: "+1", exact: true }).click();
  await expect(page.locator(".figure__number")).toHaveText("3");
  await page.getByRole("button", { name: "Letztes +1 zurück" }).click();
  await expect(page.locator(".figure__number")).toHaveText("2");
  await next(page);
  await line(page, "Bus");
  await next(page);
  await next(page);
  await promise(page);

  // Bürgerrat: a draw everybody can repeat, with its record.
  await visit(anna, `/termin/${event}`);
  await begin(page, "Bürgerrat, Losverfahren", "Wie soll der Bahnhof werden?");
  await page.getByRole("button", { name: "Ziehen" }).click();
  await expect(page.getByText("Die Wörter der Ziehung fehlen.")).toBeVisible();
  await page.getByLabel("Wörter der Ziehung").fill("Apfelbaum im Regen");
  await page.getByLabel("Lose im Topf").fill("50");
  await page.getByLabel("Plätze").fill("5");
  await page.getByRole("button", { name: "Ziehen" }).click();
  await expect(page.getByText(/^„Apfelbaum im Regen“, 50 Lose: (\d+, ){4}\d+$/)).toBeVisible();
  await next(page);
  await page.getByRole("textbox", { name: "Einladungen" }).fill("-2");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByText("Eine ganze Zahl von 0 bis 1.000.000.")).toBeVisible();
  await page.getByRole("textbox", { name: "Einladungen" }).fill("120");
  await page.getByRole("button", { name: "Speichern" }).click();
  await next(page);
  await page.getByRole("textbox", { name: "Zusagen" }).fill("18");
  await page.getByRole("button", { name: "Speichern" }).click();
  await next(page);
  await line(page, "Erste Sitzung: Lärm");
  await next(page);
  await line(page, "Empfehlung: Bürgerhaus");
  await next(page);
  await promise(page);

  // Bürgerhaushalt: proposals become the answers of a vote.
  await visit(anna, `/termin/${event}`);
  const budget = await begin(page, "Bürgerhaushalt, Jugendfonds", "Wofür 5.000 Euro?");
  await line(page, "Bänke am Markt; 2.000");
  await line(page, "Open-Air-Kino; 1.500 €");
  await next(page);
  await expect(page.getByText("2 Vorschläge, zusammen 3.500 €")).toBeVisible();
  await page.getByRole("button", { name: "Abfrage aus den Vorschlägen machen" }).click();
  await expect(page.getByRole("heading", { name: "Wofür 5.000 Euro?" })).toBeVisible();
  await expect(page.getByText("Open-Air-Kino")).toBeVisible();
  await visit(anna, budget);
  await expect(step(page)).toHaveText("Abstimmen");
  await next(page);
  await line(page, "Bänke zuerst");
  await next(page);
  await promise(page);

  // Runder Tisch leads to the minutes.
  await visit(anna, `/termin/${event}`);
  await begin(page, "Runder Tisch", "Gemeinsame Erklärung");
  await page.getByRole("link", { name: "Protokoll" }).click();
  await expect(page).toHaveURL(/\/protokoll\//);

  // Until everybody has an answer, the page of today says so.
  await visit(anna, "/");
  await expect(page.getByRole("region", { name: "Was wurde daraus?" }).getByRole("link")).toHaveCount(4);
});
