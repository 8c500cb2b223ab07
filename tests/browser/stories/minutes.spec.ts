// Minutes of one meeting on two phones without a network: no word is lost, tasks are understood, released minutes are locked.
import { expect, story } from "../kit/story.ts";
import { send } from "../kit/events.ts";
import { join } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { create, visit } from "../kit/records.ts";

async function write(phone: Phone, kind: "Punkt" | "Beschluss" | "Aufgabe", line: string): Promise<void> {
  const { page } = phone;
  await page.getByRole("region", { name: "Werkzeuge" }).getByRole("button", { name: kind }).click();
  const input = page.locator("#eingabe");
  await input.fill(line);
  await input.press("Enter");
  await expect(input).toHaveValue("");
}

story("two phones write in one point of the minutes and no word is lost", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  const path = await create(anna, "veranstaltung", { Titel: "Runder Tisch im Feuerwehrhaus", Beginn: "2026-11-10T18:00" });
  const event = path.split("/").at(-1) ?? "";
  await visit(anna, `/mitschreiben/${event}`, /\/protokoll\//);
  const minutes = new URL(anna.page.url()).pathname;
  await anna.page.getByLabel("Neuer Punkt").fill("Gemeinsame Erklärung");
  await anna.page.getByRole("button", { name: "Auf die Tagesordnung" }).click();
  await anna.page.getByRole("button", { name: "Beginnen" }).click();
  await expect(anna.page.getByText(/^seit \d\d:\d\d/)).toBeVisible();
  await write(anna, "Punkt", "Gemeinsamer Anfang");
  await send(anna);
  await visit(ben, minutes);
  await expect(ben.page.getByText("Gemeinsamer Anfang")).toBeVisible({ timeout: 30_000 });

  await demo.stop();
  await visit(anna, minutes);
  await write(anna, "Punkt", "Alle, die hier leben");
  await write(anna, "Punkt", "Amtsblatt, nicht soziale Medien");
  await write(ben, "Punkt", "Wehr möchte eine andere Wendung");
  await write(ben, "Aufgabe", "Bauhof: Bänke bis Fr");
  await write(ben, "Beschluss", "Die Erklärung erscheint im Amtsblatt.");
  await demo.start();
  for (const one of [anna, ben, anna]) await send(one);

  for (const one of [anna, ben]) {
    await visit(one, minutes);
    for (const line of ["Gemeinsamer Anfang", "Alle, die hier leben", "Amtsblatt, nicht soziale Medien", "Wehr möchte eine andere Wendung"]) {
      await expect(one.page.locator(".agenda-block__points").getByText(line)).toBeVisible({ timeout: 30_000 });
    }
    const task = one.page.locator(".task-line");
    await expect(task).toContainText("Bauhof");
    await expect(task).toContainText(/Bänke · bis Fr/);
    await expect(one.page.locator(".decision__text")).toHaveText("Die Erklärung erscheint im Amtsblatt.");
  }

  // Released by the chair, then locked; each organisation gets its own tasks.
  await anna.page.getByRole("button", { name: "Mitschrift beenden" }).click();
  await anna.page.getByRole("button", { name: "Freigeben" }).click();
  await expect(anna.page.locator("#eingabe")).toHaveCount(0);
  await expect(anna.page.getByRole("heading", { name: "Aufgaben austeilen" })).toBeVisible();
  await anna.page.getByRole("link", { name: "Bauhof" }).click();
  await expect(anna.page.getByText("Bänke")).toBeVisible();

  // The next meeting of the same body finds what is still open, whatever month stands in its name.
  const next = await create(anna, "veranstaltung", { Titel: "Runder Tisch im Feuerwehrhaus, 12. Dezember", Beginn: "2026-12-12T18:00" });
  await visit(anna, `/mitschreiben/${next.split("/").at(-1)}`, /\/protokoll\//);
  await expect(anna.page.getByRole("region", { name: "Offen vom letzten Mal" })).toContainText("Bänke");
});
