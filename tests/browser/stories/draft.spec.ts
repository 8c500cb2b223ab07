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

story("of a long text only what differs is open, and the keys are near", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const paragraphs = Array.from({ length: 18 }, (_, at) => `Absatz ${at}: Der Chor singt auf dem Markt, die Bühne steht am Rathaus, der Aufbau beginnt um acht Uhr früh.`);
  const long = paragraphs.join("\n");
  const path = await create(anna, "notiz", { "Was war?": long });
  await expect(chip(anna)).toHaveText(/Alles gesendet/);
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await change(anna, path, { "Was war?": long.replace("Absatz 9: Der Chor", "Absatz 9: Der Posaunenchor") });
  await change(ben, path, { "Was war?": long.replace("Absatz 9: Der Chor", "Absatz 9: Die Kapelle") });
  await demo.start();
  for (const one of [anna, ben, anna]) {
    await visit(one, "/abgleich");
    await one.page.getByRole("button", { name: "Jetzt senden" }).click();
    await expect(chip(one)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
  }
  await visit(anna, "/abgleichtisch");
  await page.getByRole("link", { name: "Beide ansehen" }).click();
  await expect(page.locator("mark").first()).toBeVisible();
  const folded = page.getByText(/^… \d Absätze unverändert, zeigen$/);
  await expect(folded).toHaveCount(4);
  const same = page.locator(".conflict__same > span");
  await expect(same.filter({ visible: true })).toHaveCount(0);
  // Both versions and the keys that take one or both within two screens of a small phone.
  const both = await page.getByRole("button", { name: "Beide behalten" }).boundingBox();
  const scrolled = await page.evaluate(() => scrollY);
  expect((both?.y ?? Infinity) + scrolled).toBeLessThan(2 * 740);
  await folded.first().click();
  await expect(same.first()).toContainText("Absatz 3:");
  await expect(same.first()).toBeVisible();
});
