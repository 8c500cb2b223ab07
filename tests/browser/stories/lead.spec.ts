// What one person leads only she changes: others see who it is and take it over with one key.
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { field, find, saved, visit } from "../kit/records.ts";

const LED_BY_ANNA = "Diesen Eintrag führt Anna. Nur wer ihn führt, ändert ihn.";

function edit({ page }: Phone) {
  return page.getByRole("link", { name: "Bearbeiten" });
}

function takeOver({ page }: Phone) {
  return page.getByRole("button", { name: "Eintrag übernehmen" });
}

story("an enquiry is changed by whoever leads it, and taken over with one key that can be taken back", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  await join(anna, demo.invitation("alle", "projektteam"), "Anna");
  await join(ben, demo.invitation("alle", "projektteam"), "Ben");

  await visit(anna, "/r/anfrage/neu");
  await field(anna.page, "Nachricht").fill("Die Gemeinde am Wehr fragt nach Moderation");
  await field(anna.page, "Art").selectOption({ label: "Beratung" });
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(anna.page)).toBeVisible();
  const enquiry = new URL(anna.page.url()).pathname;
  // Whoever leads sees nothing of it.
  await expect(edit(anna)).toBeVisible();
  await expect(anna.page.getByText("Diesen Eintrag führt")).toHaveCount(0);

  await visit(ben, "/r/anfrage");
  await expect(ben.page.getByRole("link", { name: /Gemeinde am Wehr/ })).toBeVisible({ timeout: 60_000 });
  await visit(ben, enquiry);
  await expect(ben.page.getByText(LED_BY_ANNA)).toBeVisible();
  await expect(edit(ben)).toHaveCount(0);
  await expect(ben.page.getByText("Stand ändern")).toHaveCount(0);
  await expect(ben.page.getByRole("button", { name: /In den Papierkorb/ })).toHaveCount(0);
  await visit(ben, `${enquiry}/bearbeiten`);
  await expect(ben.page.locator("#blatt").getByText(LED_BY_ANNA)).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Speichern" })).toHaveCount(0);

  // Taken over, taken back, taken over.
  await visit(ben, enquiry);
  await takeOver(ben).click();
  await expect(edit(ben)).toBeVisible();
  await ben.page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(ben.page.getByText(LED_BY_ANNA)).toBeVisible();
  await takeOver(ben).click();
  await expect(ben.page.getByText("Stand ändern")).toBeVisible();
  await visit(ben, `${enquiry}/bearbeiten`);
  await field(ben.page, "Nachricht").fill("Die Gemeinde am Wehr fragt nach Moderation im März");
  await ben.page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(ben.page)).toBeVisible();

  await visit(anna, enquiry);
  await expect(anna.page.getByText("Diesen Eintrag führt Ben.")).toBeVisible({ timeout: 60_000 });
  await expect(anna.page.getByRole("heading", { level: 1 })).toContainText("im März");
  await expect(edit(anna)).toHaveCount(0);
  await visit(anna, `${enquiry}/verlauf`);
  const led = anna.page.getByRole("region", { name: "Wer den Eintrag führt" }).getByRole("listitem");
  await expect(led).toHaveCount(4);
  await expect(led.first()).toContainText("Übernommen von Ben");
  await expect(led.last()).toContainText("Geführt von Anna");
});

story("offers are led by the project team, and nobody else takes them over", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const desk = await phone("Zentrale");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  const offer = await find(anna, "angebot", "Mobile Beratung");
  await visit(anna, offer);
  await expect(anna.page.getByText("Diesen Eintrag führt das Projektteam. Nur wer ihn führt, ändert ihn.")).toBeVisible();
  await expect(edit(anna)).toHaveCount(0);
  await expect(takeOver(anna)).toHaveCount(0);
  await visit(desk, offer);
  await expect(edit(desk)).toBeVisible();
  // In a list only one's own take a step; what others lead is told.
  await visit(anna, "/r/angebot");
  await anna.page.getByText("Ordnen und auswählen").click();
  await anna.page.getByRole("button", { name: "Mehrere auswählen" }).click();
  await anna.page.getByRole("button", { name: "Alle gezeigten" }).click();
  await expect(anna.page.getByText("davon ändert nur, wer sie führt. Die bleiben, wie sie sind.")).toBeVisible();
});
