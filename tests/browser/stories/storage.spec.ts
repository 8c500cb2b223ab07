// A storage that is full, gone, damaged, newer or forbidden: each ends on a screen that says what is, keeps everything
// that still exists, and has a way on.
import { readFile } from "node:fs/promises";
import { expect, story } from "../kit/story.ts";
import { empty, flip, makeNewer, quota, sizes } from "../kit/disk.ts";
import { plan } from "../kit/events.ts";
import { join, unlock, unlockHere } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { chip, count, create, field, find, saved, stored, total, visit } from "../kit/records.ts";

/** Presses the key and returns the file the browser was given. */
async function rescueFile(phone: Phone): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const leaving = phone.page.waitForEvent("download");
  await phone.page.getByRole("button", { name: "Rettungsdatei sichern" }).click();
  const file = await leaving;
  const path = await file.path();
  return { name: file.suggestedFilename(), mimeType: "application/octet-stream", buffer: await readFile(path) };
}

/** Reads a rescue file in on the page of the hand-over. */
async function takeIn(phone: Phone, file: Awaited<ReturnType<typeof rescueFile>>): Promise<void> {
  await visit(phone, "/uebergabe");
  await phone.page.getByLabel("Rettungsdatei einlesen").setInputFiles(file);
}

story("a full storage: nothing is lost, the screen says so, and a rescue file leaves all the same", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await create(anna, "aufgabe", { "Was ist zu tun?": "Vor dem vollen Speicher" });
  // The browser remembers for a while how much room there was; a fresh one has to look.
  await anna.kill();
  await anna.turnOn();
  const lift = await quota(anna, demo.origin, 1);
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, "/r/aufgabe/neu");
  await field(anna.page, "Was ist zu tun?").fill("Passt nicht mehr");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page.getByText("Der Speicher nimmt nichts mehr an")).toBeVisible();
  await expect(field(anna.page, "Was ist zu tun?")).toHaveValue("Passt nicht mehr");
  await anna.page.getByRole("link", { name: "Rettungsdatei sichern" }).click();
  await expect(anna.page).toHaveURL(/uebergabe/);
  await takeIn(ben, await rescueFile(anna));
  await find(ben, "aufgabe", "Vor dem vollen Speicher");

  await lift();
  await visit(anna, "/r/aufgabe/neu");
  await field(anna.page, "Was ist zu tun?").fill("Passt wieder");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await saved(anna.page).waitFor();
  await expect(anna.page.getByText("Der Speicher nimmt nichts mehr an")).toHaveCount(0);
  await demo.start();
  for (const one of [anna, ben]) {
    await visit(one, "/abgleich");
    await one.page.getByRole("button", { name: "Jetzt senden" }).click();
    await expect(chip(one)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
  }
  for (const title of ["Vor dem vollen Speicher", "Passt wieder"]) await find(ben, "aufgabe", title);
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await find(anna, "aufgabe", "Vor dem vollen Speicher");
});

story("taps a full storage did not take outlive the page and the lock, and are written as soon as it takes something", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  await visit(anna, `/zaehlen/${event}`);
  await count(anna, 2);
  await stored(anna);
  await anna.kill();
  await anna.turnOn();
  const lift = await quota(anna, demo.origin, 1);
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await count(anna, 3);
  await expect(anna.page.getByText("Noch nicht gespeichert")).toBeVisible();
  await visit(anna, "/r/aufgabe");
  await expect(anna.page.getByText("Der Speicher nimmt nichts mehr an")).toBeVisible();
  await visit(anna, "/einstellungen");
  await anna.page.getByRole("button", { name: "Jetzt sperren" }).first().click();
  await unlock(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await expect(total(anna)).toHaveText("5");
  await expect(anna.page.getByText("Noch nicht gespeichert")).toBeVisible();

  // Room again, and something else is saved: the taps go along, without anybody opening their page.
  await lift();
  await create(anna, "aufgabe", { "Was ist zu tun?": "Passt wieder" });
  await expect(anna.page.getByText("Der Speicher nimmt nichts mehr an")).toHaveCount(0);
  await visit(anna, `/termin/${event}`);
  await visit(anna, `/zaehlen/${event}`);
  await stored(anna);
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await expect(total(anna)).toHaveText("5");
});

story("a number counted under lock that a full storage does not take waits, and counting under lock again takes it along", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  await visit(anna, `/zaehlen/${event}`);
  await anna.page.getByRole("button", { name: "Sperren" }).click();
  await count(anna, 3);
  await stored(anna);
  await anna.kill();
  await anna.turnOn();
  const lift = await quota(anna, demo.origin, 1);
  await anna.page.goto(demo.origin);
  await expect(total(anna)).toHaveText("3");
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await unlockHere(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await expect(total(anna)).toHaveText("0");
  await lift();
  await anna.page.getByRole("button", { name: "Sperren" }).click();
  await expect(anna.page.getByRole("heading", { level: 1, name: "Gesperrt" })).toBeVisible();
  await count(anna, 2);
  await stored(anna);
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await unlockHere(anna, words);
  await visit(anna, `/zaehlen/${event}`);
  await expect(total(anna)).toHaveText("5");
});

story("a storage the browser has emptied is told, once, and a new invitation leads on", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await empty(anna, demo.origin);
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByText("Der Browser hat den Speicher dieser App geleert.")).toBeVisible();
  await anna.page.getByRole("button", { name: "Weiter" }).click();
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
});

story("a storage of a newer version is left as it is and asks for the new version", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await makeNewer(anna, demo.origin);
  const before = await sizes(anna, demo.origin);
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByText("Die Daten sind von einer neueren Fassung der App. Nichts ist verloren.")).toBeVisible();
  await expect(anna.page.getByRole("button", { name: "Neue Fassung laden" })).toBeVisible();
  expect(await sizes(anna, demo.origin)).toEqual(before);
});

story("a damaged page of the log comes back from the server, and the page of recoveries says it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await create(anna, "aufgabe", { "Was ist zu tun?": "Vor dem Schaden" });
  await visit(anna, "/abgleich");
  await expect(anna.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible();
  await visit(anna, "/wiederhergestellt");
  await expect(anna.page.getByText("Wiederherzustellen war nichts")).toBeVisible();
  await flip(anna, demo.origin, "log");
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, "/abgleich");
  const line = "Ein Teil des Speichers war beschädigt und ist vom Server neu geladen. Verloren ist nichts.";
  await expect(anna.page.getByText(line)).toBeVisible({ timeout: 60_000 });
  await anna.page.getByRole("button", { name: "Verstanden" }).click();
  await expect(anna.page.getByText(line)).toHaveCount(0);
  await visit(anna, "/wiederhergestellt");
  await expect(anna.page.getByText(line)).toBeVisible();
  await find(anna, "aufgabe", "Vor dem Schaden");
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, "/wiederhergestellt");
  await expect(anna.page.getByText(line)).toBeVisible();
});

story("a storage without its keys still gives a rescue file that another phone takes in", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await create(anna, "aufgabe", { "Was ist zu tun?": "Noch zu retten" });
  // What is sealed for the first rescue file stays in the outbox.
  await visit(anna, "/uebergabe");
  await rescueFile(anna);
  await flip(anna, demo.origin, "identity", "every");
  await anna.page.goto(demo.origin);
  await anna.page.getByRole("textbox").fill(words.join(" "));
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await expect(anna.page.getByRole("heading", { name: "Die App kommt nicht an ihre Daten" })).toBeVisible();
  await expect(anna.page.getByText("Ein Teil ist noch lesbar")).toBeVisible();
  await takeIn(ben, await rescueFile(anna));
  await find(ben, "aufgabe", "Noch zu retten");
});

story("a window that keeps nothing says so before anything is typed", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await anna.page.goto(demo.invitation("Musterau", "gk"));
  await expect(anna.page.getByText("In diesem Fenster speichert der Browser nicht dauerhaft.")).toBeVisible();
  await expect(anna.page.getByLabel("Name auf diesem Gerät")).toHaveCount(0);
});

story("of two windows one works, and the other can take over without losing what is typed", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await visit(anna, "/r/aufgabe/neu");
  await field(anna.page, "Was ist zu tun?").fill("In zwei Fenstern");
  const second = await anna.context.newPage();
  await second.goto(demo.origin);
  await expect(second.getByRole("heading", { name: "In einem anderen Fenster offen" })).toBeVisible();
  await second.getByRole("button", { name: "Hier weiterarbeiten" }).click();
  await expect(anna.page.getByRole("heading", { name: "In einem anderen Fenster offen" })).toBeVisible();
  await second.getByRole("textbox").fill(words.join(" "));
  await second.getByRole("button", { name: "Entsperren" }).click();
  await expect(second.getByRole("link", { name: "Heute" })).toBeVisible({ timeout: 60_000 });
  await second.evaluate(() => {
    history.pushState({}, "", "/r/aufgabe/neu");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await expect(second.getByLabel(/^\s*Was ist zu tun\?/)).toHaveValue("In zwei Fenstern");
});
