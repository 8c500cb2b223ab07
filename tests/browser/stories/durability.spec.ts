// "Gespeichert" is a promise: the browser process dies right after it, and it is there all the same.
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import { create, field, find, saved, visit } from "../kit/records.ts";

story("what was called saved survives the death of the browser in the same moment", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await demo.kill();
  for (const round of [1, 2, 3]) {
    await visit(anna, "/r/aufgabe/neu");
    await field(anna.page, "Was ist zu tun?").fill(`Batterie Nummer ${round}`);
    await anna.page.getByRole("button", { name: "Speichern" }).click();
    await saved(anna.page).waitFor();
    await anna.kill();
    await anna.turnOn();
    await anna.page.goto(demo.origin);
    await unlock(anna, words);
    await find(anna, "aufgabe", `Batterie Nummer ${round}`);
  }
});

story("what was typed a second ago survives too, as a draft", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await visit(anna, "/r/aufgabe/neu");
  await field(anna.page, "Was ist zu tun?").pressSequentially("Kabeltrommel zurückgeben");
  await visit(anna, "/termin-neu");
  await anna.page.getByLabel("Titel").pressSequentially("Lesung in der Scheune");
  await anna.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, "/r/aufgabe/neu");
  await expect(field(anna.page, "Was ist zu tun?")).toHaveValue("Kabeltrommel zurückgeben");
  // Whoever discards it begins as on the first day: what the form had filled in itself is there, and saving works.
  await anna.page.getByRole("button", { name: "Entwurf verwerfen" }).click();
  await expect(field(anna.page, "Was ist zu tun?")).toHaveValue("");
  await field(anna.page, "Was ist zu tun?").fill("Schlüssel holen");
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(anna.page)).toBeVisible();
  await visit(anna, "/termin-neu");
  await expect(anna.page.getByText("Ein angefangener Entwurf liegt noch hier.")).toBeVisible();
  await expect(anna.page.getByLabel("Titel")).toHaveValue("Lesung in der Scheune");
  await anna.page.getByRole("button", { name: "Entwurf verwerfen" }).click();
  await expect(anna.page.getByLabel("Titel")).toHaveValue("");
});

story("a killed server keeps what it confirmed", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await create(anna, "aufgabe", { "Was ist zu tun?": "Vom Server bestätigt" });
  await visit(anna, "/abgleich");
  await expect(anna.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible();
  await demo.kill();
  await demo.start();
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await find(ben, "aufgabe", "Vom Server bestätigt");
});
