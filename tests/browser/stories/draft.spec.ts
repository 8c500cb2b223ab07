// Two edits of one long text: put together word by word as a draft that a person reads through and saves.
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { change, chip, create, visit } from "../kit/records.ts";

const TEXT = "Der Chor singt am Samstag auf dem Markt.\nDie Bühne steht am Rathaus, um acht ist Aufbau.";

story("two edits of one text stand together in a draft, and only a person saves it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const path = await create(anna, "notiz", { "Was war?": TEXT });
  await expect(chip(anna)).toHaveText(/Alles gesendet/);
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await change(anna, path, { "Was war?": TEXT.replace("Samstag", "Sonntag") });
  await change(ben, path, { "Was war?": TEXT.replace("um acht", "um neun") });
  await demo.start();
  for (const one of [anna, ben, anna]) {
    await visit(one, "/abgleich");
    await one.page.getByRole("button", { name: "Jetzt senden" }).click();
    await expect(chip(one)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
  }
  const both = TEXT.replace("Samstag", "Sonntag").replace("um acht", "um neun");
  await visit(anna, "/abgleichtisch");
  await anna.page.getByRole("link", { name: "Beide ansehen" }).click();
  await expect(anna.page.getByRole("heading", { name: "Entwurf aus allen Fassungen" })).toBeVisible();
  await expect(anna.page.locator("#entwurf-text")).toHaveValue(both);
  // Until somebody saves it, both versions stand.
  await visit(ben, "/abgleichtisch");
  await expect(ben.page.getByRole("link", { name: "Beide ansehen" })).toBeVisible();
  await anna.page.getByRole("button", { name: "Diesen Text speichern" }).click();
  await expect(ben.page.getByRole("link", { name: "Beide ansehen" })).toHaveCount(0, { timeout: 60_000 });
  await visit(ben, path);
  await expect(ben.page.getByText("um neun ist Aufbau")).toBeVisible();
  await expect(ben.page.getByText("am Sonntag auf dem Markt").first()).toBeVisible();
});
