// What goes wrong at an event has its stated behaviour: the past, negative numbers, a closed vote, a report that is closed.
import { ask, plan, send, today } from "../kit/events.ts";
import { join, unlockHere } from "../kit/joining.ts";
import { DESKTOP } from "../kit/phone.ts";
import { change, count, stored, total, field, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

story("negative numbers, a closed vote, an event in the past", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const { page } = anna;

  // Planned for the past: it says so, and goes.
  await visit(anna, "/termin-neu");
  await page.getByLabel("Titel").fill("Fest im Mai");
  await page.getByLabel("Beginn").fill("2025-05-01T10:00");
  await expect(page.getByText(/^Der Termin liegt in der Vergangenheit/)).toBeVisible();
  await page.getByRole("button", { name: "Anlegen, mit Checkliste" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fest im Mai" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Noch zu klären" })).toContainText("Vergangenheit");
  await page.getByRole("link", { name: "Live" }).click();
  await expect(page.getByText(/^Der Termin war .* Nachzählen geht\.$/)).toBeVisible();

  const event = await plan(anna, "Stand auf dem Markt");
  await visit(anna, `/zaehlen/${event}`);
  await page.getByRole("button", { name: "mehr" }).click();
  for (const wrong of ["-5", "0", "zwölf", "20001"]) {
    await page.getByLabel("Geschätzt dazu").fill(wrong);
    await page.getByRole("button", { name: "Schätzung dazuzählen" }).click();
    await expect(page.getByText("Eine ganze Zahl von 1 bis 20.000.")).toBeVisible();
  }
  await expect(total(anna)).toHaveText("0");
  await page.getByLabel("Geschätzt dazu").fill("40");
  await page.getByRole("button", { name: "Schätzung dazuzählen" }).click();
  await expect(total(anna)).toHaveText("40");
  await expect(page.getByText("davon 40 geschätzt")).toBeVisible();
  // Too high an estimate is corrected where it stands, whatever was counted beside it.
  await page.getByText("Korrigieren", { exact: true }).click();
  await page.getByLabel("Was?").selectOption({ label: "Schätzung" });
  await page.getByLabel("Warum?").fill("Reihe doppelt geschätzt");
  for (const [amount, answer] of [["-50", "Weniger als null geht nicht."], ["0", "Eine Korrektur um null ändert nichts."]] as const) {
    await page.getByLabel("Um wie viel?").fill(amount);
    await page.getByRole("button", { name: "Korrektur eintragen" }).click();
    await expect(page.getByText(answer)).toBeVisible();
  }
  await page.getByLabel("Um wie viel?").fill("-10");
  await page.getByRole("button", { name: "Korrektur eintragen" }).click();
  await expect(total(anna)).toHaveText("30");
  await expect(page.getByText("davon 30 geschätzt")).toBeVisible();
  await expect(page.getByText(/Reihe doppelt geschätzt$/)).toBeVisible();
  // What is not settled yet is not settled because the event runs.
  await visit(anna, `/bereit/${event}`);
  await expect(page.getByText("Fristen oder Genehmigungen sind offen")).toBeVisible();

  // A vote that closes while the public stands at the phone takes nothing more.
  await ask(anna, event, "Was fehlt?", ["Bus", "Treff"]);
  await page.getByRole("button", { name: "Abfrage schließen" }).click();
  await expect(page.getByRole("button", { name: "Kleben lassen" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Pinnwand eintippen" })).toHaveCount(0);
  await page.getByRole("button", { name: "Wieder öffnen" }).click();
  await expect(page.getByRole("button", { name: "Kleben lassen" })).toBeVisible();
});

story("a vote that is closed elsewhere takes no more dots", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  const event = await plan(anna, "Stand auf dem Markt");
  await ask(anna, event, "Was fehlt?", ["Bus", "Treff"]);
  await send(anna);
  await visit(ben, `/punkte/${event}`);
  await ben.page.getByRole("button", { name: "Kleben lassen" }).click({ timeout: 60_000 });
  await expect(ben.page.getByText("Noch 1 von 1 Punkt")).toBeVisible();
  await visit(anna, `/punkte/${event}`);
  await anna.page.getByRole("button", { name: "Abfrage schließen" }).click();
  await expect(ben.page.getByText("Diese Abfrage ist geschlossen.")).toBeVisible({ timeout: 60_000 });
});

story("what is counted after the report is closed is an addendum, whoever counts and however late it arrives", async ({ demo, phone }) => {
  story.slow();
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  const event = await plan(anna, "Stand auf dem Markt");
  await visit(anna, `/zaehlen/${event}`);
  await count(anna, 6);
  await send(anna);
  await visit(ben, `/termin/${event}`);
  await expect(ben.page.getByRole("heading", { level: 1, name: "Stand auf dem Markt" })).toBeVisible({ timeout: 60_000 });
  // Ben is in a cellar from here on.
  await ben.context.setOffline(true);
  await visit(ben, `/zaehlen/${event}`);
  await count(ben, 2);

  await visit(anna, `/nachbereitung/${event}`);
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await anna.page.getByRole("button", { name: "Bericht abschließen" }).click();
  await expect(anna.page.getByText("Bericht abgeschlossen")).toBeVisible();
  const report = anna.page.getByRole("region", { name: "Abendbericht" });
  await expect(report.getByText("6", { exact: true })).toBeVisible();

  // Who knows counts into the addendum, on the screen and under lock.
  await visit(anna, `/zaehlen/${event}`);
  await expect(anna.page.getByText("Der Bericht ist abgeschlossen.")).toBeVisible();
  await count(anna, 1);
  await anna.page.getByRole("button", { name: "Sperren" }).click();
  await expect(anna.page.getByRole("heading", { level: 1, name: "Gesperrt" })).toBeVisible();
  await count(anna, 3);
  await stored(anna);
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await unlockHere(anna, words);
  await send(anna);
  // What arrives late from somebody who did not know is addendum too.
  await ben.context.setOffline(false);
  await send(ben);
  await visit(anna, `/termin/${event}`);
  await expect(report.getByText("6", { exact: true })).toBeVisible();
  await expect(report.getByText("Nachtrag, nach dem Bericht gezählt oder angekommen: +6")).toBeVisible({ timeout: 60_000 });
});

story("an assembly has to be announced to the authority 48 hours before the public", async ({ demo, phone }) => {
  const anna = await phone("Anna", DESKTOP);
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const { page } = anna;
  await visit(anna, "/termin-neu");
  await page.getByLabel("Titel").fill("Kundgebung auf dem Markt");
  const later = await page.evaluate(() => new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  await page.getByLabel("Beginn").fill(`${later}T17:00`);
  await page.getByLabel("Art").selectOption({ label: "Kundgebung, Versammlung" });
  await page.getByRole("button", { name: "Anlegen, mit Checkliste" }).click();
  await expect(page.getByText("Versammlung anzeigen: spätestens 48 Stunden vor der Bekanntgabe")).toBeVisible();
  await expect(page.getByRole("region", { name: "Noch zu klären" })).toContainText("48 Stunden");
  const event = page.url().split("/").at(-1) ?? "";
  const day = await today(page);
  await visit(anna, `/r/veranstaltung/${event}/bearbeiten?versammlungsanzeige=beantragt`);
  await page.locator("#feld-versammlungsanzeige").or(page.getByLabel("Angezeigt am")).first().scrollIntoViewIfNeeded();
  await field(page, "Angezeigt am").fill(`${day}T10:00`);
  await field(page, "Bekanntgabe am").fill(`${day}T18:00`);
  await page.getByRole("button", { name: "Speichern" }).click();
  await visit(anna, `/termin/${event}`);
  await expect(page.getByRole("region", { name: "Noch zu klären" })).toContainText("8 Stunden");
});
