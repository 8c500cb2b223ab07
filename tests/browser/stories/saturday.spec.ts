// A Saturday on the market square: a newcomer plans a stall, two phones without a network count and collect, one is handed over,
// and on the desk of the centre stands the right evening report.
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import { plan, send } from "../kit/events.ts";
import { DESKTOP } from "../kit/phone.ts";
import { change, chip, count, stored, total, visit } from "../kit/records.ts";

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
  await expect(page.getByText("Sondernutzung für den Platz beantragen")).toBeVisible();
  await change(anna, `/r/veranstaltung/${event}`, { Schichten: "13–15 Eingang Nord: Heimatverein" });
  await visit(anna, `/termin/${event}`);
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
  await stored(anna);
  await expect(page.locator(".tally__caption")).toContainText("gespeichert");
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await expect(total(anna)).toHaveText("2");
  await count(anna, 1);
  await expect(total(anna)).toHaveText("3");
  await stored(anna);
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
  await anna.page.getByRole("link", { name: "Diskret" }).click();
  await expect(anna.page.getByText("Vorfall")).toHaveCount(0);
  await anna.page.getByLabel("Was ist passiert?").fill("Eine Gruppe filmt die Luftballons");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page).toHaveURL(/\/zaehlen\//);

  // What the team agrees on behind the stall is written while they talk.
  await visit(anna, `/mitschreiben/${event}`, /\/protokoll\//);
  const minutes = new URL(anna.page.url()).pathname;
  await anna.page.getByLabel("Neuer Punkt").fill("Abbau");
  await anna.page.getByRole("button", { name: "Auf die Tagesordnung" }).click();
  await anna.page.getByRole("region", { name: "Werkzeuge" }).getByRole("button", { name: "Aufgabe" }).click();
  await anna.page.locator("#eingabe").fill("Bauhof: Bänke bis Fr");
  await anna.page.locator("#eingabe").press("Enter");
  await expect(anna.page.locator(".task-line")).toContainText("Bauhof");

  // Home: what went well, in one minute.
  await visit(anna, `/nachbereitung/${event}`);
  await expect(anna.page.getByRole("region", { name: "Danke an" })).toContainText("Heimatverein");
  await expect(anna.page.getByRole("region", { name: "Was wurde daraus?" })).toContainText("Antwort in 30 Tagen");
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
  await expect(report.locator(".figure").filter({ hasText: "Punkte" })).toContainText("34");
  await expect(report.locator(".figure").filter({ hasText: "Karten" })).toContainText("1");
  await expect(report.getByText("Lief: Viele blieben stehen")).toBeVisible();

  await visit(desk, minutes);
  await expect(desk.page.locator(".task-line")).toContainText(/Bänke · bis Fr/);

  await visit(desk, "/suche?q=luftballons");
  await expect(desk.page.getByText("Nichts gefunden")).toBeVisible();
  await visit(desk, `/termin/${event}`);
});
