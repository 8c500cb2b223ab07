// What prints: poster, plan, minutes and the tasks of one organisation stand whole on paper, with the long words of a town hall.
import { ask, plan } from "../kit/events.ts";
import { join } from "../kit/joining.ts";
import { expectWhole } from "../kit/paper.ts";
import { change, create, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

const LONG = "Straßenverkehrsrechtliche Ausnahmegenehmigungsverfahrensbeschleunigung";

story("the poster prints on one sheet without cut words", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  await ask(anna, event, "Was fehlt in Musterau?", ["Treff für Jugendliche im alten Bahnhof", "Bus am Abend", LONG]);
  const { page } = anna;
  await page.getByRole("link", { name: "Plakat" }).click();
  for (const [language, words] of [["English", "What will become of it?"], ["Deutsch", "Was wird daraus?"]] as const) {
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("button", { name: language }).click();
    await expect(page.getByText(words)).toBeVisible();
    for (const format of ["A3", "A4"] as const) await expectWhole(page, format, 1);
  }
});

story("the plan prints on one page", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, `Stand auf dem Markt, ${LONG}`);
  await change(anna, `/r/veranstaltung/${event}`, {
    Ort: "Obermarkt vor dem Verwaltungsgemeinschaftsgebäude",
    Schichten: "13–15 Eingang Nord: Heimatverein\n15–17 Eingang Süd: Kirchengemeindeverband",
    Material: "Bauhof: vier Bänke\nHeimatverein: Pavillon",
    Notfallkontakt: "Bereitschaft Ordnungsamt 03591 110",
  });
  await visit(anna, `/termin/${event}`);
  await expect(anna.page.getByText("Heimatverein: Pavillon").or(anna.page.getByText("Pavillon"))).toBeVisible();
  const sheets = await expectWhole(anna.page, "A4", 1);
  for (const words of ["Sondernutzung für den Platz beantragen", "Kirchengemeindeverband", "Bereitschaft Ordnungsamt"]) {
    expect(sheets[0]?.text.replaceAll(/\s+/g, " ")).toContain(words);
  }
});

story("a record prints what it holds, and nothing that only a screen is for", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await create(anna, "massnahme", { Titel: `Offene Abende, ${LONG}` });
  const { page } = anna;
  const forScreens = [page.getByText("Dazu anlegen"), page.getByText("Anhänge"), page.getByText(/Fotos werden verkleinert/), page.getByRole("link", { name: "Bearbeiten" })];
  for (const part of forScreens) await expect(part).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const part of forScreens) await expect(part).toBeHidden();
  await expect(page.getByText("Offene Abende").last()).toBeVisible();
  await expect(page.getByText(/gedruckt am/)).toBeVisible();
});

story("minutes and the tasks of one organisation print whole", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Runder Tisch im Feuerwehrhaus", "Runder Tisch, Gremiensitzung");
  const { page } = anna;
  await visit(anna, `/mitschreiben/${event}`, /\/protokoll\//);
  await page.getByLabel("Neuer Punkt").fill(`Gemeinsame Erklärung zur ${LONG}`);
  await page.getByRole("button", { name: "Auf die Tagesordnung" }).click();
  await expect(page.locator("#eingabe")).toBeVisible();
  const tools = page.getByRole("region", { name: "Werkzeuge" });
  for (const [kind, line] of [
    ["Punkt", `Amtsblatt und ${LONG}, nicht soziale Medien`],
    ["Beschluss", "Die Erklärung erscheint im Amtsblatt."],
    ["Aufgabe", "Bauhof: Bänke bis Fr"],
    ["Aufgabe", `Heimatverein: ${LONG} durchsehen bis Mo`],
  ] as const) {
    await tools.getByRole("button", { name: kind }).click();
    await page.locator("#eingabe").fill(line);
    await page.locator("#eingabe").press("Enter");
    await expect(page.locator("#eingabe")).toHaveValue("");
  }
  await page.getByRole("button", { name: "Mitschrift beenden" }).click();
  await page.getByRole("button", { name: "Freigeben" }).click();
  await expect(page.getByRole("heading", { name: "Aufgaben austeilen" })).toBeVisible();
  const minutes = await expectWhole(page, "A4");
  const paper = minutes.map((sheet) => sheet.text).join(" ").replaceAll(/\s+/g, " ");
  for (const words of ["Runder Tisch im Feuerwehrhaus", "freigegeben", "Die Erklärung erscheint im Amtsblatt."]) expect(paper).toContain(words);
  expect(paper, "who gets which task is said on their own sheets").not.toContain("Aufgaben austeilen");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Heimatverein" }).click();
  await expect(page.getByRole("heading", { name: "Heimatverein" })).toBeVisible();
  const [handout] = await expectWhole(page, "A4", 1);
  expect(handout?.text, "the tasks of the others are theirs").not.toContain("Bänke");
});
