// Idea cards are looked at before anybody outside sees them: accepted, laid to a topic, held back with a reason; every decision has
// its way back.
import { ask, card, plan } from "../kit/events.ts";
import { join } from "../kit/joining.ts";
import { visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

story("cards are accepted, grouped and held back, and every decision can be taken back", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  for (const words of ["Mehr Schatten am Markt", "Bänke unter die Linden", "Der Krause soll endlich gehen"]) await card(anna, event, words);
  const { page } = anna;
  await page.getByRole("link", { name: "Karten prüfen" }).click();
  await expect(page.getByRole("button", { name: "Neu (3)" })).toBeVisible();

  const of = (words: string) => page.getByRole("listitem").filter({ hasText: words });
  await of("Mehr Schatten am Markt").getByRole("button", { name: "Annehmen" }).click();
  await expect(page.getByText("Karte angenommen")).toBeVisible();
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(page.getByRole("button", { name: "Neu (3)" })).toBeVisible();
  await of("Mehr Schatten am Markt").getByRole("button", { name: "Thema" }).click();
  await page.getByRole("button", { name: "Dazulegen" }).click();
  await expect(page.getByText("Welches Thema? Ein Wort genügt.")).toBeVisible();
  await page.getByLabel("Thema", { exact: true }).fill("Schatten");
  await page.getByRole("button", { name: "Dazulegen" }).click();
  await expect(page.getByText("Zu „Schatten“ gelegt")).toBeVisible();
  // The second one finds the topic as a key.
  await of("Bänke unter die Linden").getByRole("button", { name: "Thema" }).click();
  await page.getByRole("button", { name: "Schatten", exact: true }).click();
  await of("Der Krause soll").getByRole("button", { name: "Zurückhalten" }).click();
  await page.getByRole("button", { name: "nennt eine Person" }).click();
  await expect(page.getByText("Alle Karten sind angesehen")).toBeVisible();
  await expect(page.getByRole("region", { name: "Themen" })).toContainText("Schatten");
  await page.getByRole("button", { name: "Zurückgehalten (1)" }).click();
  await expect(of("Der Krause soll")).toContainText("nennt eine Person");

  // Outside stands only what was accepted.
  await ask(anna, event, "Was fehlt?", ["Bus", "Treff"]);
  await page.getByRole("link", { name: "Plakat" }).click();
  await expect(page.locator(".poster__foot")).toContainText("2 ");
  await page.evaluate(() => {
    Object.defineProperty(navigator, "share", { value: async (told: ShareData) => void ((window as unknown as { told: ShareData }).told = told) });
  });
  await page.getByRole("button", { name: "Text fürs Amtsblatt teilen" }).click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { told?: ShareData }).told?.text ?? "")).toContain("Karten nach Thema: Schatten 2");
  expect(await page.evaluate(() => (window as unknown as { told: ShareData }).told.text)).not.toContain("Krause");
  await visit(anna, `/termin/${event}`);
  await expect(page.getByText(/noch nicht angesehen/)).toHaveCount(0);
});
