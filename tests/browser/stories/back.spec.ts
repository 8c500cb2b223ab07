// Back leads to where one came from, whichever way: from the tools of an event, from forms, from what Festhalten opened.
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { plan } from "../kit/events.ts";
import { field, visit } from "../kit/records.ts";

story("back leads to the count, the event or the page one came from, never to a list nobody opened", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const back = page.getByRole("link", { name: "Zurück" });
  const id = await plan(anna, "Hoffest");

  await page.getByRole("link", { name: "Live" }).click();
  for (const tool of ["Karte", "Punkte", "Diskret"]) {
    await page.getByRole("link", { name: tool }).click();
    await expect(page).not.toHaveURL(/zaehlen/);
    await back.click();
    await expect(page).toHaveURL(new RegExp(`/zaehlen/${id}$`));
  }
  // A note in confidence leads back by itself and says who can read it.
  await page.getByRole("link", { name: "Diskret" }).click();
  await page.getByLabel("Was ist passiert?").fill("Zwei Leute filmen den Stand");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page).toHaveURL(new RegExp(`/zaehlen/${id}$`));
  await expect(page.locator(".tally__last")).toContainText("Lesen kann das nur der innere Kreis.");
  await back.click();

  // Changed from the page of the event: saved or left, one is there again, and it says when and where.
  await expect(page).toHaveURL(new RegExp(`/termin/${id}$`));
  await page.getByRole("link", { name: "Bearbeiten" }).click();
  await expect(page).toHaveURL(/bearbeiten$/);
  await page.getByRole("button", { name: "Schließen" }).click();
  await expect(page).toHaveURL(new RegExp(`/termin/${id}$`));
  await page.getByRole("link", { name: "Bearbeiten" }).click();
  await field(page, "Ort").fill("Bauhof");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page).toHaveURL(new RegExp(`/termin/${id}$`));
  await expect(page.getByRole("main")).toContainText(/ · Bauhof/);

  // All its details are a page of their own, one tap away in both directions.
  await page.getByRole("link", { name: "Alle Angaben" }).click();
  await expect(page).toHaveURL(new RegExp(`/r/veranstaltung/${id}$`));
  await expect(page.getByRole("banner")).toContainText("Alle Angaben");
  await page.getByRole("link", { name: "Zur Veranstaltung" }).click();
  await expect(page).toHaveURL(new RegExp(`/termin/${id}$`));

  // Festhalten is a stop on the way: a form it opened leads back to where Festhalten was opened.
  await visit(anna, "/ort");
  await page.getByRole("link", { name: "Festhalten" }).click();
  await page.getByRole("link", { name: /Frage an andere Orte/ }).click();
  await expect(page.getByLabel("Art", { exact: true })).toHaveValue("frage");
  await back.click();
  await expect(page).toHaveURL(/\/ort$/);

  // The browser's own key goes the same way.
  await page.getByRole("link", { name: "Festhalten" }).click();
  await page.getByRole("link", { name: /Vereinbartes Ziel/ }).click();
  await page.goBack();
  await expect(page).toHaveURL(/\/ort$/);
});

story("Einstellungen and Zentrale are two taps from Heute at most, also on a phone", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  const { page } = desk;
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  for (const [place, path] of [["Zentrale", /\/zentrale$/], ["Einstellungen", /\/einstellungen$/]] as const) {
    await visit(desk, "/");
    await page.getByRole("main").getByRole("link", { name: place }).click();
    await expect(page).toHaveURL(path);
    // From any other page by way of the chip.
    await visit(desk, "/termine");
    await page.getByRole("link", { name: /zum Abgleich/i }).click();
    await page.getByRole("main").getByRole("link", { name: place }).click();
    await expect(page).toHaveURL(path);
  }
});
