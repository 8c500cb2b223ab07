// Lists at work: what is mine, many at once and back, two that are one and two again, noted in two taps and sorted away, found
// from the keyboard.
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import { create, field, saved, visit } from "../kit/records.ts";
import { DESKTOP } from "../kit/phone.ts";

story("mine is what I wrote down and what I am in charge of", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  await create(anna, "aufgabe", { "Was ist zu tun?": "Leiter leihen" });

  await visit(anna, "/r/aufgabe");
  await page.getByRole("button", { name: /^Meine/ }).click();
  const rows = page.locator(".row__title");
  await expect(rows.filter({ hasText: "Leiter leihen" })).toBeVisible();
  // In charge by the role in the town.
  await expect(rows.filter({ hasText: "Einladung an Handwerkerverein" })).toBeVisible();
  await expect(rows.filter({ hasText: "Protokoll an alle verteilen" })).toHaveCount(0);
  await expect(page.getByText("zuständig als: Telefon Anna, Gemeindekümmernde")).toBeVisible();

  await page.getByRole("link", { name: "Ändern" }).click();
  await page.getByLabel("Zuständig als").fill("Rathaus, Chor");
  await visit(anna, "/r/aufgabe");
  await expect(rows.filter({ hasText: "Protokoll an alle verteilen" })).toBeVisible();

  // A way of looking is kept, on the disk, until it is forgotten.
  await page.getByText("Ordnen und auswählen").click();
  await page.getByRole("button", { name: "nach Namen" }).click();
  await page.getByRole("button", { name: "Ansicht merken" }).click();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
  await page.reload();
  await unlock(anna, words);
  await visit(anna, "/r/aufgabe");
  const kept = page.getByRole("group", { name: "Gemerkte Ansichten" });
  await kept.getByRole("button", { name: /^Meine/ }).click();
  await expect(kept.getByRole("button", { name: /^Meine/ })).toHaveAttribute("aria-pressed", "true");
  await expect(rows.filter({ hasText: "Leiter leihen" })).toBeVisible();
  await kept.getByRole("button", { name: /vergessen$/ }).click();
  await expect(kept).toHaveCount(0);
});

story("many tasks are done in one step and opened again in one", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  await visit(anna, "/r/aufgabe");
  await page.getByText("Ordnen und auswählen").click();
  await page.getByRole("button", { name: "Mehrere auswählen" }).click();
  await page.getByLabel(/Schlüssel zurückgeben/).check();
  await page.getByLabel(/Pinnwand abfotografieren/).check();
  await page.getByRole("button", { name: "erledigt" }).click();
  const done = page.locator("a.row").filter({ hasText: /Schlüssel zurückgeben|Pinnwand abfotografieren/ }).getByText("erledigt");
  await expect(done).toHaveCount(2);
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(done).toHaveCount(0);

  // Many go to the Papierkorb and come back in one step.
  const both = page.locator("a.row").filter({ hasText: /Schlüssel zurückgeben|Pinnwand abfotografieren/ });
  await page.getByRole("button", { name: "Mehrere auswählen" }).click();
  await page.getByLabel(/Schlüssel zurückgeben/).check();
  await page.getByLabel(/Pinnwand abfotografieren/).check();
  await page.getByRole("button", { name: /Papierkorb/ }).click();
  await expect(page.getByText("2 Einträge im Papierkorb")).toBeVisible();
  await expect(both).toHaveCount(0);
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(both).toHaveCount(2);
});

story("two that are one are united, and parted again long after, on another phone", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Telefon Ben");
  const first = await create(anna, "akteur", { "Name der Organisation": "Schachclub Musterau" });
  await visit(anna, "/r/akteur/neu");
  await field(page, "Name der Organisation").fill("Schachklub Musterau e.V.");
  await expect(page.getByText("Gibt es das schon?")).toBeVisible();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();

  await visit(anna, "/abgleichtisch");
  await page.getByRole("link", { name: "Vergleichen" }).click();
  await page.getByRole("button", { name: "Zusammenführen" }).click();
  await expect(page.getByText(/ist in „Schach.*“ aufgegangen/)).toBeVisible();
  await visit(anna, "/r/akteur");
  await expect(page.locator("a.row").filter({ hasText: "Schach" })).toHaveCount(1);

  // Other things happen; the way back stays with the record.
  await create(anna, "notiz", { "Was war?": "Uhren bestellt" });
  await visit(anna, "/r/akteur");
  const stays = await page.locator("a.row").filter({ hasText: "Schach" }).getAttribute("href");
  await visit(anna, stays ?? "");
  await expect(page.getByText(/ist hier aufgegangen, Telefon Anna/)).toBeVisible();
  // Also on the phone of somebody else.
  await visit(ben, stays ?? "");
  await ben.page.getByRole("button", { name: "Wieder trennen" }).click({ timeout: 60_000 });
  await visit(ben, "/r/akteur");
  await expect(ben.page.locator("a.row").filter({ hasText: "Schach" })).toHaveCount(2);
  await visit(anna, "/r/akteur");
  await expect(page.locator("a.row").filter({ hasText: "Schach" })).toHaveCount(2, { timeout: 60_000 });
  await visit(anna, first);
  await expect(page.getByRole("heading", { level: 1, name: "Schachclub Musterau" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Wieder trennen" })).toHaveCount(0);
  await visit(anna, `${stays}/verlauf`);
  const told = page.locator(".row").filter({ hasText: "Schach" });
  await expect(told.filter({ hasText: "wurden wieder getrennt" })).toContainText("Telefon Ben");
  await expect(told.filter({ hasText: "aufgegangen" })).toContainText("Telefon Anna");
});

story("what a newcomer has to write down has its way from the plus, in two taps", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const ways: [string, RegExp][] = [
    ["Bedrohung, Anfeindung, Angriff", /\/r\/vorfall\/neu$/],
    ["Vereinbartes Ziel mit Termin", /\/r\/ziel\/neu\?ebene=handlungsziel/],
    ["Neues Hilfsangebot", /\/r\/angebot\/neu$/],
    ["Frage an andere Orte", /\/r\/austauschbeitrag\/neu\?art=frage$/],
    ["Stand der Kümmererstelle", /\/r\/stelle\//],
  ];
  for (const [name, leadsTo] of ways) {
    await visit(anna, "/");
    await page.getByRole("link", { name: "Festhalten" }).click();
    await page.getByRole("link", { name }).click();
    await expect(page).toHaveURL(leadsTo);
  }
  // A talk is a note with a whom: saved here, sorted later.
  await visit(anna, "/");
  await page.getByRole("link", { name: "Festhalten" }).click();
  await page.getByRole("button", { name: "Kontaktaufnahme" }).click();
  await field(page, "Was war?").fill("Pfarrerin öffnet den Gemeindesaal");
  await page.getByRole("button", { name: "Festhalten" }).click();
  await expect(page.getByRole("region", { name: "Eingang" }).getByText("Pfarrerin öffnet den Gemeindesaal")).toBeVisible();
});

story("from the keyboard everything is a word away", async ({ demo, phone }) => {
  const anna = await phone("Anna", DESKTOP);
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("anfeind");
  await expect(page.getByRole("link", { name: "Bedrohung, Anfeindung, Angriff" })).toBeVisible();
  await page.getByRole("searchbox").fill("neue aufg");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/r\/aufgabe\/neu$/);
  // Enter opens what stands first; nothing typed opens nothing.
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill("");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/suche$/);
  await page.keyboard.type("aufg");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/r\/aufgabe$/);
});
