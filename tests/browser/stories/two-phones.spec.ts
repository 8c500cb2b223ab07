// The main job from end to end: two phones of one town without signal, one phone of another town, one desk in the
// centre; the server really stopped, a browser really killed.
import { expect, story } from "../kit/story.ts";
import { plan } from "../kit/events.ts";
import { join, unlock } from "../kit/joining.ts";
import { DESKTOP } from "../kit/phone.ts";
import { change, chip, count, create, field, find, total, visit } from "../kit/records.ts";

story("two phones without signal, another town and the centre end up where they should", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const carla = await phone("Carla");
  const desk = await phone("Zentrale", DESKTOP);
  const wordsOfAnna = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await join(carla, demo.invitation("Beispielsdorf", "gk"), "Carla");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");

  const feast = await find(anna, "veranstaltung", "Stadtfest Musterau");
  const event = feast.split("/").at(-1) ?? "";
  await visit(anna, `/zaehlen/${event}`);
  const before = Number(await total(anna).innerText());

  await demo.stop();

  // Both count, without a network.
  await count(anna, 12);
  await expect(total(anna)).toHaveText(String(before + 12));
  await visit(ben, `/zaehlen/${event}`);
  await count(ben, 7);
  await expect(total(ben)).toHaveText(String(before + 7));

  // Different fields of one record, and the same field of it.
  await change(anna, feast, { Ort: "Markt und Kirchplatz", Ende: "2026-12-01T21:00" });
  await change(ben, feast, { Ort: "Feuerwehrhaus", Titel: "Stadtfest Musterau mit Chor" });

  // New records of every kind.
  await create(anna, "veranstaltung", { Titel: "Dorfgespräch Hinterau", Beginn: "2026-12-08T19:00", Ort: "Gasthof" });
  await create(anna, "aufgabe", { "Was ist zu tun?": "Schlüssel vom Gasthof holen" });
  await create(anna, "akteur", { "Name der Organisation": "Chor Hinterau" });
  await expect(chip(anna)).toContainText("ungesendet");

  // The battery falls out; everything is there afterwards, still without a server.
  const unsent = (await chip(anna).getAttribute("aria-label")) ?? "";
  expect(unsent).toMatch(/^\d+ ungesendet/);
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, wordsOfAnna);
  await expect(chip(anna)).toHaveAttribute("aria-label", unsent);
  await find(anna, "veranstaltung", "Dorfgespräch Hinterau");
  await find(anna, "aufgabe", "Schlüssel vom Gasthof holen");
  await find(anna, "akteur", "Chor Hinterau");
  await visit(anna, "/suche?q=gespraech");
  await expect(anna.page.getByRole("link", { name: /Dorfgespräch Hinterau/ })).toBeVisible();

  await demo.start();

  // The phones of one town come together; the counts add up exactly.
  for (const one of [anna, ben]) {
    await visit(one, "/abgleich");
    await one.page.getByRole("button", { name: "Jetzt senden" }).click();
  }
  for (const one of [anna, ben]) {
    await expect(one.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 60_000 });
    await visit(one, `/zaehlen/${event}`);
    await expect(total(one)).toHaveText(String(before + 19), { timeout: 60_000 });
  }

  // Different fields are merged, the same field is a card with both versions, who and when.
  await visit(anna, feast);
  await expect(anna.page.getByRole("heading", { level: 1, name: "Stadtfest Musterau mit Chor" })).toBeVisible();
  await anna.page.getByRole("link", { name: "Beide ansehen" }).first().click();
  const mine = anna.page.locator(".conflict__side--mine");
  const theirs = anna.page.locator(".conflict__side--theirs");
  await expect(mine).toContainText("Markt und Kirchplatz");
  await expect(theirs).toContainText("Feuerwehrhaus");
  await expect(theirs).toContainText("Ben");
  await expect(theirs.locator(".conflict__when")).not.toBeEmpty();

  // Decided, taken back, decided again.
  await anna.page.getByRole("button", { name: "Andere nehmen" }).click();
  await expect(anna.page.getByRole("link", { name: "Beide ansehen" })).toHaveCount(0);
  await anna.page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(anna.page.getByRole("link", { name: "Beide ansehen" })).toBeVisible();
  await anna.page.getByRole("link", { name: "Beide ansehen" }).first().click();
  await anna.page.getByRole("button", { name: "Meine nehmen" }).click();
  await expect(anna.page.getByText("Markt und Kirchplatz")).toBeVisible();
  await visit(ben, feast);
  await expect(ben.page.getByRole("link", { name: "Beide ansehen" })).toHaveCount(0, { timeout: 30_000 });
  await expect(ben.page.getByText("Markt und Kirchplatz")).toBeVisible();

  // Another town sees nothing of it; the centre sees both.
  await visit(carla, "/suche?q=Dorfgespr%C3%A4ch%20Hinterau");
  await expect(carla.page.getByText("Nichts gefunden")).toBeVisible();
  await visit(desk, "/suche?q=Dorfgespr%C3%A4ch%20Hinterau");
  await expect(desk.page.getByRole("link", { name: /Dorfgespräch Hinterau/ })).toBeVisible({ timeout: 30_000 });
  await visit(desk, "/orte");
  await expect(desk.page.getByText("Musterau").first()).toBeVisible();
  await expect(desk.page.getByText("Beispielsdorf").first()).toBeVisible();
});

story("a change appears on the other open phone by itself, before its next look a minute later", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await visit(ben, "/r/aufgabe");
  await expect(ben.page.getByRole("heading", { level: 1 })).toBeVisible();
  await create(anna, "aufgabe", { "Was ist zu tun?": "Bänke in den Schatten stellen" });
  await expect(ben.page.getByText("Bänke in den Schatten stellen")).toBeVisible();

  // A link may come before what it leads to: then nothing is counted for nobody, and what arrives opens by itself.
  await ben.context.setOffline(true);
  const event = await plan(ben, "Lesung in der Scheune");
  const notHere = anna.page.getByRole("heading", { level: 1, name: "Dieser Eintrag ist nicht auf diesem Gerät." });
  for (const tool of ["termin", "karte", "punkte", "bereit", "notiz", "nachbereitung", "zaehlen"]) {
    await visit(anna, `/${tool}/${event}`);
    await expect(notHere).toBeVisible();
    await expect(anna.page.locator("main form, main button")).toHaveCount(0);
  }
  await ben.context.setOffline(false);
  await expect(total(anna)).toHaveText("0", { timeout: 30_000 });
});

story("a tap is never lost, twenty a second", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const feast = await find(anna, "veranstaltung", "Stadtfest Musterau");
  await visit(anna, `/zaehlen/${feast.split("/").at(-1)}`);
  const before = Number(await total(anna).innerText());
  await anna.page.locator(".tally__plus").evaluate(async (plus: HTMLElement) => {
    for (let tap = 0; tap < 100; tap += 1) {
      plus.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await expect(total(anna)).toHaveText(String(before + 100));
  await expect(chip(anna)).toContainText("gesendet");
});

story("what was not right stays typed and is named at the field", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await visit(anna, "/r/veranstaltung/neu");
  await field(anna.page, "Ort").fill("Feuerwehrhaus");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  // As where an event is planned: without a name and a day it is none.
  for (const label of ["Titel", "Beginn"]) {
    await expect(anna.page.getByLabel(label, { exact: true })).toHaveAttribute("aria-invalid", "true");
  }
  await expect(anna.page.locator(".field__error").first()).toBeVisible();
  await expect(field(anna.page, "Ort")).toHaveValue("Feuerwehrhaus");
});
