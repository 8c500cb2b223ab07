// A Saturday on the market square: a newcomer plans a stall, two phones without a network count and collect, one is handed over,
// and on the desk of the centre stands the right evening report.
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { readFile } from "node:fs/promises";
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import { DESKTOP, type Phone } from "../kit/phone.ts";
import { chip, count, total, visit } from "../kit/records.ts";

/** Plans a stall for today, as the screens lead; returns the id of the event. */
async function plan(phone: Phone, title: string): Promise<string> {
  const { page } = phone;
  await visit(phone, "/termine");
  await page.getByRole("link", { name: "Neue Veranstaltung" }).click();
  await page.getByLabel("Titel").fill(title);
  const today = await page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
  await page.getByLabel("Beginn").fill(`${today}T00:00`);
  await page.getByRole("button", { name: "Anlegen, mit Checkliste" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("Sondernutzung für den Platz beantragen")).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

async function send(phone: Phone): Promise<void> {
  await visit(phone, "/abgleich");
  await phone.page.getByRole("button", { name: "Jetzt senden" }).click();
  await expect(phone.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 60_000 });
}

story("a Saturday on the market square", async ({ demo, phone }) => {
  // A whole day with three browsers and a dead battery: two minutes on an idle machine.
  story.slow();
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const desk = await phone("Zentrale", DESKTOP);
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");

  const event = await plan(anna, "Stand auf dem Markt");
  const { page } = anna;
  await page.getByRole("link", { name: "Punkte" }).click();
  await page.getByText("Neue Punktabfrage").click();
  await page.getByLabel("Frage", { exact: true }).fill("Was fehlt in Musterau?");
  await page.getByLabel("Antworten").fill("Treff für Jugendliche");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByText("Zwei bis acht Antworten, eine je Zeile. Jetzt ist es 1.")).toBeVisible();
  await page.getByLabel("Antworten").fill("Treff für Jugendliche\nBus am Abend\nDorfladen");
  await page.getByLabel("Punkte je Person").fill("3");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { name: "Was fehlt in Musterau?" })).toBeVisible();
  await send(anna);
  await visit(ben, `/termin/${event}`);
  await expect(ben.page.getByRole("heading", { level: 1, name: "Stand auf dem Markt" })).toBeVisible({ timeout: 30_000 });

  await demo.stop();

  // Both count; what was one too many is taken back, one after the other.
  await visit(anna, `/zaehlen/${event}`);
  await count(anna, 4);
  await page.getByRole("button", { name: "+5" }).click();
  await expect(total(anna)).toHaveText("9");
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(total(anna)).toHaveText("3");
  await visit(ben, `/zaehlen/${event}`);
  await count(ben, 7);
  await expect(total(ben)).toHaveText("7");

  // The phone is handed over: only this phone's number, and the battery falls out.
  await page.getByRole("button", { name: "Sperren" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gesperrt" })).toBeVisible();
  await expect(page.getByText("Stand auf dem Markt")).toHaveCount(0);
  await count(anna, 3);
  await page.getByRole("button", { name: "Letztes +1 zurück" }).click();
  await expect(total(anna)).toHaveText("2");
  await expect(page.locator(".tally__caption")).toContainText("gespeichert");
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await expect(total(anna)).toHaveText("2");
  await count(anna, 1);
  await expect(total(anna)).toHaveText("3");
  await expect(anna.page.locator(".tally__caption")).toContainText("gespeichert");
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await unlock(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await expect(total(anna)).toHaveText("6");

  // Three people stick dots; the phone shows the question and nothing else.
  await visit(anna, `/punkte/${event}`);
  await anna.page.getByRole("button", { name: "Kleben lassen" }).click();
  const youth = anna.page.getByRole("button", { name: /^Treff für Jugendliche/ }).first();
  for (let person = 0; person < 3; person += 1) {
    await expect(anna.page.getByText("Noch 3 von 3 Punkten")).toBeVisible();
    await youth.click();
    await youth.click();
    await anna.page.getByRole("button", { name: /^Bus am Abend/ }).first().click();
    await youth.click();
    await expect(anna.page.getByText("Noch 0 von 3 Punkten")).toBeVisible();
    await anna.page.getByRole("button", { name: "Fertig, nächste Person" }).click();
  }
  await visit(anna, "/ort");
  await expect(anna.page.getByText("Noch 3 von 3 Punkten")).toBeVisible();
  await anna.page.getByRole("button", { name: "Abfrage verlassen und sperren" }).click();
  await unlock(anna, words);

  // The paper board in the same count.
  await visit(anna, `/punkte/${event}`);
  await anna.page.getByRole("link", { name: "Pinnwand eintippen" }).click();
  await anna.page.getByLabel("Wo stand sie?").fill("Eingang Nord");
  await anna.page.getByLabel("Treff für Jugendliche").fill("-3");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page.getByText("Eine ganze Zahl von 0 bis 5.000.")).toBeVisible();
  await anna.page.getByLabel("Treff für Jugendliche").fill("20");
  await anna.page.getByLabel("Dorfladen").fill("5");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page.getByText("34 Punkte, 3 je Person")).toBeVisible();

  // A card in three taps and its words.
  await visit(anna, `/karte/${event}`);
  await anna.page.getByLabel("Was steht auf der Karte?").fill("Mehr Schatten am Markt");
  await anna.page.getByRole("button", { name: "Karte speichern" }).click();
  await expect(anna.page.getByText("Mehr Schatten am Markt")).toBeVisible();

  // A discreet note for the inner circle, from Live; over the shoulder it is any note.
  await visit(anna, `/zaehlen/${event}`);
  await anna.page.getByRole("link", { name: "Notiz" }).click();
  await expect(anna.page.getByText("Vorfall")).toHaveCount(0);
  await anna.page.getByLabel("Was ist passiert?").fill("Eine Gruppe filmt die Luftballons");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page).toHaveURL(/\/zaehlen\//);

  // Home: what went well, in one minute.
  await visit(anna, `/nachbereitung/${event}`);
  await anna.page.getByLabel(/^Lief\b/).first().fill("Viele blieben stehen");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page.getByRole("heading", { name: "Abendbericht" })).toBeVisible();
  await expect(chip(anna)).toContainText("ungesendet");

  await demo.start();
  await send(ben);
  await send(anna);

  // The report on the desk of the centre.
  await visit(desk, `/termin/${event}`);
  const report = desk.page.getByRole("region", { name: "Abendbericht" });
  await expect(report.getByText("13", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(report.getByText("34 Punkte, 1 Karte")).toBeVisible();
  await expect(report.getByText("Lief: Viele blieben stehen")).toBeVisible();

  await visit(desk, "/suche?q=luftballons");
  await expect(desk.page.getByText("Nichts gefunden")).toBeVisible();
  await visit(desk, `/termin/${event}`);

  // The calendar file is one that two other programs read.
  const leaving = desk.page.waitForEvent("download");
  await desk.page.getByRole("button", { name: "Für den Kalender (ICS)" }).click();
  const file = await (await leaving).path();
  const text = await readFile(file, "utf8");
  const parsed = new ICAL.Component(ICAL.parse(text) as never);
  const first = new ICAL.Event(parsed.getFirstSubcomponent("vevent")!);
  expect(first.summary).toBe("Stand auf dem Markt");
  const others = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === "VEVENT");
  expect(others.map((one) => (one as { summary: string }).summary)).toEqual(["Stand auf dem Markt"]);
});

story("the poster prints on one sheet without cut words", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  const { page } = anna;
  await visit(anna, `/punkte/${event}`);
  await page.getByText("Neue Punktabfrage").click();
  await page.getByLabel("Frage", { exact: true }).fill("Was fehlt in Musterau?");
  await page.getByLabel("Antworten").fill("Treff für Jugendliche im alten Bahnhof\nBus am Abend");
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByRole("link", { name: "Plakat" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText("What will become of it?")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 1123, height: 1587 });
  const cut = await page.locator(".poster").evaluate((poster: HTMLElement) =>
    [...poster.querySelectorAll<HTMLElement>("h2, h3, p, span")].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).length,
  );
  expect(cut).toBe(0);
  const pages = ((await page.pdf({ format: "A3", printBackground: true })).toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  expect(pages).toBe(1);
});
