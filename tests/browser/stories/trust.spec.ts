// Trust: who may read, how somebody leaves, what a finder of the phone finds. Only what the app says is used.
import { expect, story } from "../kit/story.ts";
import { join, passWords, unlock } from "../kit/joining.ts";
import { create, visit } from "../kit/records.ts";
import { arrive, found, invite, knock, letIn, person, takeStep } from "../kit/trust.ts";

story("a stranger founds a network, invites, adds a town and a case, removes the second browser", async ({ empty, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await found(anna, empty.founding, "Anna");
  const ben = await phone("Ben");
  await join(ben, await invite(anna, "Lokale Allianz"), "Ben");

  await visit(anna, "/ort-anlegen");
  await page.getByLabel("Eigener Name für den Ort").fill("Beispielsdorf");
  await page.getByRole("button", { name: "Gründen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Beispielsdorf" })).toBeVisible();

  await visit(anna, "/vertraulich");
  await page.getByLabel("Sechs Wörter").fill(words.join(" "));
  await page.getByRole("button", { name: "Raum öffnen" }).click();
  await page.getByRole("link", { name: "Fall anlegen" }).click({ timeout: 60_000 });
  await page.getByLabel("Fallnummer").fill("26-0412");
  await page.getByRole("button", { name: "Gründen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "26-0412" })).toBeVisible();
  // It takes nothing before a second person administers it, and says so.
  await expect(page.getByText("Zweite Person zum Verwalten fehlt").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Neuer Beratungsfall" })).toHaveCount(0);

  const written = "Bänke für das Stadtfest abholen";
  const task = await create(ben, "aufgabe", { "Was ist zu tun?": written });
  await visit(ben, "/r/aufgabe");
  await expect(ben.page.getByRole("link", { name: written })).toBeVisible();
  await visit(ben, task);
  await person(anna, /^Musterau Ort/, "Ben");
  await takeStep(page, "Aus dem Kreis entfernen");
  await expect(page.getByRole("heading", { level: 1, name: "Nicht mehr in diesem Kreis" })).toBeVisible();
  await expect(ben.page.getByText("Auf Anordnung von diesem Gerät gelöscht")).toBeVisible({ timeout: 90_000 });
  // Nothing of the circle is shown any more: not where the person stands, not in lists, not in the search.
  await expect(ben.page.getByText(written)).toHaveCount(0);
  // Nor does anything pretend that there is a town.
  for (const place of ["/", "/ort", "/r/aufgabe"]) {
    await visit(ben, place);
    await expect(ben.page.getByText("Keine Kommune auf diesem Gerät").first()).toBeVisible();
    await expect(ben.page.getByText(/Kommune wählen|Die erste entsteht/)).toHaveCount(0);
  }
  for (const place of ["/r/aufgabe", "/suche?q=Stadtfest", task]) {
    await visit(ben, place);
    await expect(ben.page.getByText(written)).toHaveCount(0);
  }
});

story("four words, read to each other, let in whoever will administer", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  const kim = await phone("Kim");
  await knock(kim, await invite(desk, "Gemeindekümmernde"), "Kim");
  await letIn(desk, kim);
  await arrive(kim);
});

story("who is turned away is told at once and after a reload, and the link opens nothing more", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  const link = await invite(desk, "Gemeindekümmernde");
  const made = desk.page.getByRole("heading", { name: "Einladung: Gemeindekümmernde" });
  await expect(made).toBeFocused();
  await expect(made).toBeInViewport();
  await expect(desk.page.getByRole("img", { name: "QR-Code der Einladung" })).toBeInViewport({ ratio: 1 });
  // Another choice asks for another link.
  await desk.page.getByText(/^Lokale Allianz –/).click();
  await expect(desk.page.getByText(/#j1\./)).toHaveCount(0);

  const kim = await phone("Kim");
  const words = await knock(kim, link, "Kim");
  await visit(desk, "/kreise");
  await desk.page.getByRole("button", { name: "Stimmen nicht: abweisen" }).click();
  await expect(desk.page.getByText("Der Link dieser Einladung öffnet nichts mehr.").first()).toBeVisible();
  await expect(kim.page.getByRole("heading", { name: "Abgewiesen" })).toBeVisible({ timeout: 30_000 });
  await kim.page.reload();
  await kim.page.getByRole("textbox").fill(words.join(" "));
  await kim.page.getByRole("textbox").press("Enter");
  await expect(kim.page.getByRole("heading", { name: "Abgewiesen" })).toBeVisible({ timeout: 30_000 });
  await visit(desk, "/einladen");
  await expect(desk.page.getByText("geschlossen: jemand wurde abgewiesen")).toBeVisible();
  const late = await phone("Spät");
  await late.page.goto(link);
  await expect(late.page.getByText("Diese Einladung ist abgelaufen.")).toBeVisible();
});

story("a second device comes from the first, and goes as a lost one", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "allianz"), "Anna");
  await visit(anna, "/geraete");
  await anna.page.getByRole("button", { name: "Gerät hinzufügen" }).click();
  const link = (await anna.page.getByText(/#j1\./).first().innerText()).trim();
  const laptop = await phone("Laptop");
  await knock(laptop, link, "Laptop", "Name dieses Geräts");
  await arrive(laptop);

  // Each device can be called something else, from any of them.
  const panel = anna.page.locator("section.panel").filter({ has: anna.page.getByRole("heading", { name: "Laptop" }) });
  await panel.getByText("Anders nennen").click();
  await panel.getByLabel("Name dieses Geräts").fill("");
  await panel.getByRole("button", { name: "Speichern" }).click();
  await expect(panel.getByText("Ein Name fehlt noch, zum Beispiel Laptop.")).toBeVisible();
  await panel.getByLabel("Name dieses Geräts").fill("Rechner im Rathaus");
  await panel.getByRole("button", { name: "Speichern" }).click();
  await expect(anna.page.getByRole("heading", { name: "Rechner im Rathaus" })).toBeVisible({ timeout: 30_000 });
  await visit(laptop, "/geraete");
  await expect(laptop.page.getByRole("heading", { name: "Rechner im Rathaus" })).toBeVisible({ timeout: 30_000 });

  await visit(anna, "/telefon-weg");
  await anna.page.getByRole("button", { name: "Jetzt entfernen" }).click();
  await expect(laptop.page.getByText("Auf Anordnung von diesem Gerät gelöscht").first()).toBeVisible({ timeout: 90_000 });
});

story("a removed member's unsent work reaches an admin, who takes it over", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("alle", "projektteam"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "allianz"), "Ben");
  await ben.context.setOffline(true);
  await create(ben, "aufgabe", { "Was ist zu tun?": "Schlüssel vom Gasthof holen" });

  await person(anna, /^Musterau Ort/, "Ben");
  await takeStep(anna.page, "Aus dem Kreis entfernen");
  await expect(anna.page.getByRole("heading", { level: 1, name: "Nicht mehr in diesem Kreis" })).toBeVisible();
  await ben.context.setOffline(false);
  await expect(ben.page.getByText("Auf Anordnung von diesem Gerät gelöscht").first()).toBeVisible({ timeout: 90_000 });

  await visit(anna, "/kreise");
  await anna.page.getByRole("link", { name: /^Musterau Ort/ }).first().click();
  await expect(async () => {
    await visit(anna, "/abgleich");
    await anna.page.getByRole("button", { name: "Jetzt senden" }).click();
    await visit(anna, "/");
    await expect(anna.page.getByRole("link", { name: "Durchsehen" })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await anna.page.getByRole("link", { name: "Durchsehen" }).click();
  await expect(anna.page.getByText("Schlüssel vom Gasthof holen")).toBeVisible();
  await anna.page.getByRole("button", { name: "Übernehmen" }).click();
  await expect(anna.page.getByText("Nichts wartet")).toBeVisible();
  await visit(anna, "/orte");
  await anna.page.getByRole("button", { name: /^Musterau/ }).click();
  await visit(anna, "/r/aufgabe");
  await expect(anna.page.getByRole("link", { name: "Schlüssel vom Gasthof holen" })).toBeVisible();
});

story("two codes at a table let somebody in where nobody has a signal", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  const kim = await phone("Kim");
  await kim.page.goto(demo.origin);
  await expect(kim.page.getByRole("heading", { name: "Noch keine Einladung" })).toBeVisible();
  // The app lies on the phone before the signal goes.
  await kim.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await desk.context.setOffline(true);
  await kim.context.setOffline(true);

  await visit(desk, "/einladen");
  await desk.page.getByText("Lokale Allianz").first().click();
  await desk.page.getByRole("button", { name: "Einladung erstellen" }).click();
  await desk.page.locator("summary").filter({ hasText: "Code als Text" }).click();
  const first = (await desk.page.getByText(/^J2\./).innerText()).trim();

  await kim.page.getByLabel("Code der Einladung").fill(first);
  await kim.page.getByRole("button", { name: "Einladung öffnen" }).click();
  await kim.page.getByLabel("Name auf diesem Gerät").fill("Kim");
  await kim.page.getByRole("button", { name: "Beitreten" }).click();
  await passWords(kim.page);
  const second = (await kim.page.getByText(/^A2\./).innerText()).trim();
  await desk.page.getByLabel("2. Antwort des anderen Telefons").fill(second);
  await desk.page.getByRole("button", { name: "Antwort übernehmen" }).click();
  await expect(desk.page.getByRole("heading", { name: "Kim wartet" })).toBeVisible();

  await desk.context.setOffline(false);
  await kim.context.setOffline(false);
  await arrive(kim);
});

story("a printed sheet brings a person back on a new browser, once", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await visit(anna, "/wiederherstellungsblatt");
  await anna.page.getByRole("button", { name: "Blatt erzeugen" }).click();
  const groups = anna.page.getByRole("list", { name: /Code des Blattes/ }).getByRole("listitem");
  await expect(groups).toHaveCount(7);
  const code = (await groups.allInnerTexts()).join("-");
  // The sheet is a device once the server knows it.
  await visit(anna, "/geraete");
  await expect(anna.page.getByRole("heading", { name: "Wiederherstellungsblatt" })).toBeVisible();

  const fresh = await phone("Neu");
  const { page } = fresh;
  await page.goto(demo.origin);
  await page.getByRole("button", { name: "Mit Wiederherstellungsblatt" }).click();
  await page.getByRole("textbox").fill(`${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
  await page.getByRole("button", { name: "Blatt prüfen" }).click();
  await expect(page.getByText(/Gruppe für Gruppe vergleichen|kommt in solchen Codes nicht vor/)).toBeVisible();
  await page.getByRole("textbox").fill(code);
  await page.getByRole("button", { name: "Blatt prüfen" }).click();
  await expect(page.getByRole("heading", { name: "Das Blatt gehört: Anna" })).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Name dieses Geräts").fill("neues Telefon");
  await page.getByRole("button", { name: /hereinlassen$/ }).click();
  await passWords(page);
  await arrive(fresh);
  await expect(anna.page.getByText("Auf Anordnung von diesem Gerät gelöscht").first()).toBeVisible({ timeout: 90_000 });

  // No paper opens the inner circle: who administers it is told that the lost phone still reads there, and where to end that.
  await visit(ben, "/");
  const still = ben.page.locator(".notice").filter({ hasText: "Ein entferntes Gerät von Anna liest noch mit: Innerer Kreis" });
  await expect(still).toHaveCount(1, { timeout: 60_000 });
  await still.getByRole("link").click();
  await expect(ben.page.getByRole("heading", { level: 1, name: /Anna/ })).toBeVisible();
});

story("five wrong numbers lock for good, the six words open, and holding a key erases everything", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await visit(anna, "/einstellungen");
  await page.getByLabel("Zahl für den Bildschirm").fill("1234");
  await page.getByRole("button", { name: "Zahl festlegen" }).click();
  await expect(page.getByText("Diese Zahl wird zuerst versucht")).toBeVisible();
  await page.getByLabel("Zahl für den Bildschirm").fill("480915");
  await page.getByRole("button", { name: "Zahl festlegen" }).click();
  await expect(page.getByText("Der Bildschirm öffnet mit einer Zahl.")).toBeVisible();

  await page.getByRole("button", { name: "Bildschirm sperren" }).click();
  await expect(page.getByRole("heading", { name: "Bildschirm gesperrt" })).toBeVisible();
  await page.getByRole("textbox").fill("480915");
  await page.getByRole("button", { name: "Entsperren" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();

  await visit(anna, "/einstellungen");
  await page.getByRole("button", { name: "Bildschirm sperren" }).click();
  await expect(page.getByRole("heading", { name: "Bildschirm gesperrt" })).toBeVisible();
  for (let tries = 0; tries < 5; tries += 1) {
    await page.getByRole("textbox").fill(`73921${tries}`);
    await page.getByRole("button", { name: "Entsperren" }).click();
  }
  await expect(page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  await unlock(anna, words);

  // Offline and locked: what a thief could do is what the owner can do, too.
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  await anna.context.setOffline(true);
  await page.locator("summary").filter({ hasText: "Alles auf diesem Gerät löschen" }).click();
  const key = page.getByRole("button", { name: "Zwei Sekunden gedrückt halten" });
  await key.hover();
  await page.mouse.down();
  await page.waitForURL("about:blank", { timeout: 20_000 });
  await anna.context.setOffline(false);
  await page.goto(demo.origin);
  await expect(page.getByRole("heading", { name: "Noch keine Einladung" })).toBeVisible();
});

story("the first 24 hours open without unlock", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "allianz"), "Anna");
  await anna.page.reload();
  await anna.page.getByRole("button", { name: /Die ersten 24 Stunden/ }).click();
  await expect(anna.page.getByRole("heading", { name: /Die ersten 24 Stunden/ })).toBeVisible();
  await expect(anna.page.getByRole("link", { name: /110/ })).toHaveAttribute("href", "tel:110");
});
