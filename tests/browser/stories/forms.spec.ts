// Wrong input is named at its field in plain words, the list of all errors takes the focus, and nothing typed is lost.
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { create, field, fill, find, saved, visit } from "../kit/records.ts";
import type { Phone } from "../kit/phone.ts";

const TOO_LONG = "Sommerfest am Wehr ".repeat(12);

/** Presses save and expects the list of errors, in focus, with these labels in this order. */
async function refused({ page }: Phone, labels: string[]): Promise<void> {
  await page.getByRole("button", { name: "Speichern" }).click();
  const list = page.getByRole("alert");
  await expect(list).toBeFocused();
  await expect(list.getByRole("link")).toHaveText(labels);
  const named = page.locator("form [aria-invalid='true']");
  await expect(named).toHaveCount(labels.length);
  for (const one of await named.all()) await expect(one).toHaveAccessibleDescription(/\S/);
}

story("wrong input is named at its field, and nothing typed is lost", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");

  await visit(anna, "/r/veranstaltung/neu");
  await field(page, "Titel").fill(TOO_LONG);
  await field(page, "Beginn").fill("2026-12-05T18:00");
  await field(page, "Ende").fill("2026-12-05T17:00");
  await field(page, "Ort").fill("Wehr");
  await refused(anna, ["Titel", "Ende"]);
  await expect(page.getByRole("alert")).toContainText("200");
  await expect(field(page, "Titel")).toHaveValue(TOO_LONG);
  await expect(field(page, "Beginn")).toHaveValue("2026-12-05T18:00");
  await expect(field(page, "Ort")).toHaveValue("Wehr");
  // Each line of the list leads to its field.
  await page.getByRole("alert").getByRole("link", { name: "Ende" }).click();
  await expect(field(page, "Ende")).toBeFocused();
  await field(page, "Ende").fill("2026-12-05T22:00");
  await field(page, "Titel").fill("Sommerfest am Wehr");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();

  await visit(anna, "/r/kommune/neu");
  await field(page, "Gemeindeschlüssel (AGS)").fill("1452236");
  await page.locator("summary").filter({ hasText: "Verwaltung" }).click();
  const inhabitants = page.locator("#feld-einwohner");
  await inhabitants.fill("-5");
  // A closed part opens when the list leads into it.
  await page.locator("summary").filter({ hasText: "Verwaltung" }).click();
  await refused(anna, ["Gemeindeschlüssel (AGS)", "Name", "Einwohner*innen"]);
  await expect(page.getByRole("alert")).toContainText("8");
  await expect(field(page, "Gemeindeschlüssel (AGS)")).toHaveValue("1452236");
  await page.getByRole("alert").getByRole("link", { name: "Einwohner" }).click();
  await expect(inhabitants).toBeFocused();
  await expect(inhabitants).toHaveValue("-5");
});

story("a link to an erased record is named; what was typed beside it stays", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const club = await create(anna, "akteur", { "Name der Organisation": "Angelfreunde Unterwasser" });
  const form = `/r/aufgabe/neu?parent=${club.split("/").at(-1)}`;
  await visit(anna, form);
  await field(page, "Was ist zu tun?").fill("Steg prüfen lassen");
  await visit(anna, "/r/massnahme/neu");
  await fill(anna, { Titel: "Ufer aufräumen" });
  await page.getByLabel("Angelfreunde Unterwasser").check();
  await visit(anna, club);
  await page.getByRole("button", { name: /In den Papierkorb/ }).click();
  await expect(page.getByRole("button", { name: "Rückgängig" })).toBeVisible();
  // The draft is there, and so is the club it names, which is gone.
  await visit(anna, form);
  await expect(field(page, "Was ist zu tun?")).toHaveValue("Steg prüfen lassen");
  await refused(anna, ["Verantwortliche Organisation"]);
  await expect(page.getByRole("alert")).toContainText("gibt es nicht mehr");
  await expect(field(page, "Was ist zu tun?")).toHaveValue("Steg prüfen lassen");
  await field(page, "Verantwortliche Organisation").selectOption({ label: "Freiwillige Feuerwehr" });
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  // One of several, too; it stays on the screen to be unticked.
  await visit(anna, "/r/massnahme/neu");
  await refused(anna, ["Partner"]);
  await expect(field(page, "Titel")).toHaveValue("Ufer aufräumen");
  await page.getByLabel("Angelfreunde Unterwasser").uncheck();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
});

story("a task belongs to anything: from its page, by searching, and seen from both sides", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");

  // From the page of a record the task knows what it belongs to.
  await visit(anna, "/r/stelle");
  await page.locator(".row-list__item a.row").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const post = new URL(page.url()).pathname;
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("link", { name: "Neue Aufgabe" }).click();
  await field(page, "Was ist zu tun?").fill("Stellenanzeige ins Amtsblatt");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  await page.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`${post}$`));
  await expect(page.getByRole("region", { name: "Aufgaben" }).getByRole("link", { name: "Stellenanzeige" })).toBeVisible();

  // By searching; an event takes its task where its own screens look for it.
  await visit(anna, "/r/aufgabe/neu");
  await field(page, "Was ist zu tun?").fill("Bänke zählen");
  await page.getByText("Gehört zu", { exact: true }).first().click();
  await field(page, "Gehört zu").fill("stadtf");
  await page.getByRole("button", { name: /Stadtfest Musterau · Veranstaltung/ }).click();
  await expect(page.getByText("Stadtfest Musterau · Veranstaltung")).toBeVisible();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  await page.getByRole("link", { name: "Stadtfest Musterau" }).click();
  await expect(page.getByRole("link", { name: "Bänke zählen" })).toBeVisible();
});

story("twenty thousand letters without a space are there when they are pasted", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  await visit(anna, "/notieren");
  const text = page.getByLabel("Was war?");
  // A browser measures kerned letters of a word that is broken again for every line: seconds for so many.
  await expect(text).toHaveCSS("font-kerning", "none");
  await text.focus();
  await page.keyboard.insertText("Ä".repeat(20_000));
  await expect(text).toHaveValue("Ä".repeat(20_000));
});

story("what is there already is named at its field, with the way to it, also out of the Papierkorb", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const alliance = await find(anna, "allianz", "Allianz für Musterau");
  const form = `/r/mitgliedschaft/neu?parent=${alliance.split("/").at(-1)}`;
  await visit(anna, form);
  const there = page.locator(".field__warn");
  await field(page, "Aufgaben").fill("Schlüssel für den Saal");
  await expect(there).toBeHidden();
  await field(page, "Akteur").selectOption({ label: "Jugendclub am Wehr" });
  await expect(there).toContainText("Schon eingetragen:");
  await refused(anna, ["Akteur"]);
  await expect(page.getByRole("alert")).toContainText("Den vorhandenen Eintrag öffnen");
  // The way there and back loses nothing.
  await there.getByRole("link", { name: "Jugendclub am Wehr" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Jugendclub am Wehr");
  const membership = new URL(page.url()).pathname;
  await visit(anna, form);
  await expect(field(page, "Aufgaben")).toHaveValue("Schlüssel für den Saal");
  await expect(there).toBeVisible();

  await visit(anna, membership);
  await page.getByRole("button", { name: /In den Papierkorb/ }).click();
  await expect(page.getByRole("button", { name: "Rückgängig" })).toBeVisible();
  await visit(anna, form);
  await expect(there).toContainText("Liegt im Papierkorb:");
  await refused(anna, ["Akteur"]);
  await field(page, "Akteur").selectOption({ label: "Freiwillige Feuerwehr" });
  await expect(there).toBeHidden();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
});
