// No accessibility violation in the states of an event: locked and counting, at the ballot, closed, checked, handed out; in both
// languages. Tagged: `cargo ci axe`.
import { check, checkLive } from "../kit/accessible.ts";
import { ask, card, plan } from "../kit/events.ts";
import { join, unlockHere } from "../kit/joining.ts";
import { DESKTOP, PHONE, type Phone } from "../kit/phone.ts";
import { count, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

const FORMATS = ["World Café", "Zukunftswerkstatt", "Dorfgespräch", "Küchentischgespräch", "Bürgerrat, Losverfahren", "Bürgerhaushalt, Jugendfonds"];

/** A day at the stall with everything in it; returns the places to look at. */
async function day(anna: Phone): Promise<{ event: string; places: string[] }> {
  const { page } = anna;
  const event = await plan(anna, "Stand auf dem Markt");
  await card(anna, event, "Mehr Schatten am Markt");
  await ask(anna, event, "Was fehlt in Musterau?", ["Treff für Jugendliche", "Bus am Abend", "Dorfladen"], 3);
  const poster = (await page.getByRole("link", { name: "Plakat" }).getAttribute("href")) ?? "";
  const board = (await page.getByRole("link", { name: "Pinnwand eintippen" }).getAttribute("href")) ?? "";
  const flows: string[] = [];
  for (const format of FORMATS) {
    await visit(anna, `/termin/${event}`);
    await page.locator("summary").filter({ hasText: "Beteiligungsformat beginnen" }).click();
    await page.getByLabel("Thema oder Frage").fill(`Frage an ${format}`);
    await page.getByLabel("Format").selectOption({ label: format });
    await page.getByRole("button", { name: "Beteiligungsformat beginnen" }).click();
    await expect(page).toHaveURL(/\/ablauf\//);
    flows.push(new URL(page.url()).pathname);
  }
  await visit(anna, `/mitschreiben/${event}`, /\/protokoll\//);
  const minutes = new URL(page.url()).pathname;
  await page.getByLabel("Neuer Punkt").fill("Gemeinsame Erklärung");
  await page.getByRole("button", { name: "Auf die Tagesordnung" }).click();
  await page.getByRole("region", { name: "Werkzeuge" }).getByRole("button", { name: "Aufgabe" }).click();
  await page.locator("#eingabe").fill("Bauhof: Bänke bis Fr");
  await page.locator("#eingabe").press("Enter");
  await expect(page.locator(".task-line")).toBeVisible();
  await check(page, "Protokoll in Arbeit");
  await page.getByRole("button", { name: "Mitschrift beenden" }).click();
  await page.getByRole("button", { name: "Freigeben" }).click();
  await expect(page.getByRole("heading", { name: "Aufgaben austeilen" })).toBeVisible();
  return { event, places: [poster, board, `/karten/${event}`, `/gemeinsam/${event}`, minutes, `${minutes}/0`, ...flows] };
}

for (const [device, size] of Object.entries({ phone: PHONE, desk: DESKTOP })) {
  story(`an event in the field, on a ${device} @axe`, async ({ demo, phone }) => {
    story.slow();
    const anna = await phone("Anna", size);
    const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
    const { page } = anna;
    const { event, places } = await day(anna);
    for (const language of ["Deutsch", "English"]) {
      await visit(anna, "/einstellungen");
      await page.getByText(language, { exact: true }).first().click();
      await expect(page.locator("html")).toHaveAttribute("lang", language === "Deutsch" ? "de" : "en");
      for (const place of [...places, `/termin/${event}`, `/punkte/${event}`, `/nachbereitung/${event}`, `/bereit/${event}`]) {
        await visit(anna, place);
        await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
        await check(page, `${place}, ${language}`);
      }
      await visit(anna, `/zaehlen/${event}`);
      await page.locator(".tally__band[aria-expanded]").click();
      await checkLive(page);

      // The phone in the hands of a helper who is no member.
      await page.locator(".dock button").click();
      await expect(page.locator(".tally--locked")).toBeVisible();
      await count(anna, 2);
      await check(page, `gesperrt, ${language}`);
      await checkLive(page);
      await page.locator(".sync-chip").click();
      await unlockHere(anna, words);

      // The phone in the hands of the public.
      await visit(anna, `/punkte/${event}`);
      await page.locator("main .button--primary").first().click();
      await expect(page.locator(".dot-ballot")).toBeVisible();
      await page.locator(".dot-ballot__give").first().click();
      await check(page, `Abfrage, ${language}`);
      await checkLive(page);
      await page.locator("header .icon-button").last().click();
      await unlockHere(anna, words);
    }
    // What is closed says so.
    await visit(anna, "/einstellungen");
    await page.getByText("Deutsch", { exact: true }).first().click();
    await visit(anna, `/punkte/${event}`);
    await page.getByRole("button", { name: "Abfrage schließen" }).click();
    await check(page, "geschlossene Abfrage");
    await visit(anna, `/nachbereitung/${event}`);
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByRole("button", { name: "Bericht abschließen" }).click();
    await expect(page.getByText("Bericht abgeschlossen")).toBeVisible();
    await check(page, "abgeschlossener Bericht");
    await visit(anna, `/zaehlen/${event}`);
    await expect(page.getByText("Der Bericht ist abgeschlossen.")).toBeVisible();
    await check(page, "Nachtrag");
  });
}
