// The way in, and every way an invitation can be wrong, said in plain words.
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import { invite } from "../kit/trust.ts";
import { shellStatus } from "../kit/shell.ts";

story("an invitation leads to a phone that is ready for offline, proven", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.invitation("Musterau", "gk"));
  await expect(anna.page.getByRole("heading", { level: 1 })).toContainText("Musterau");
  // The secret has left the address bar.
  expect(new URL(anna.page.url()).hash).toBe("");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  expect(new Set(words).size).toBeGreaterThan(1);
  expect(await shellStatus(anna.page)).toMatchObject({ complete: true });
});

story("the six words open the phone, others do not", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await anna.page.reload();
  const box = anna.page.getByRole("textbox");
  await box.fill([...words].reverse().join(" "));
  await anna.page.getByRole("button", { name: "Entsperren" }).click();
  await expect(anna.page.locator(".field__error")).toBeVisible({ timeout: 30_000 });
  await unlock(anna, words.map((word) => word.slice(0, 4).toUpperCase()));
});

story("a damaged, an unknown and a spent link are told apart", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const link = demo.invitation("Musterau", "gk");
  await anna.page.goto(link.slice(0, -3));
  await expect(anna.page.getByText("Der Link ist nicht vollständig")).toBeVisible();
  // All characters are there, and one is wrong: which, as far as that can be known.
  await anna.page.goto("about:blank");
  await anna.page.goto(`${link.slice(0, -24)}U${link.slice(-23)}`);
  await expect(anna.page.getByText("Zeichen 3 des Codes stimmt nicht")).toBeVisible();
  await anna.page.goto("about:blank");
  await anna.page.goto(`${link.slice(0, -1)}1`);
  await expect(anna.page.getByText("Das letzte Zeichen stimmt nicht")).toBeVisible();
  await anna.page.goto("about:blank");
  await anna.page.goto(`${link.slice(0, -26)}${"0".repeat(26)}`);
  await expect(anna.page.getByText("Diese Einladung gibt es nicht")).toBeVisible();

  // One person's link, made by the centre, used by the first who comes.
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  const own = await invite(desk, "Lokale Allianz");
  const ben = await phone("Ben");
  await join(ben, own, "Ben");
  await anna.page.goto("about:blank");
  await anna.page.goto(own);
  await expect(anna.page.getByText("Diese Einladung wurde schon benutzt")).toBeVisible();
});

story("an invitation for many says how many it is still good for, and a phone in use can say no", async ({ demo, phone }) => {
  const link = demo.invitation("Musterau", "gk");
  const anna = await phone("Anna");
  await anna.page.goto(link);
  await expect(anna.page.getByText(/Tage?, 100 Mal$/)).toBeVisible();
  await join(anna, link, "Anna");
  const ben = await phone("Ben");
  await ben.page.goto(link);
  await expect(ben.page.getByText(/Tage?, 99 Mal$/)).toBeVisible();

  // Opened once more on the phone that is in already: back to where it was, with nothing asked.
  await anna.page.evaluate((hash) => { location.hash = hash; }, new URL(link).hash);
  await anna.page.getByRole("button", { name: "Nein, zurück" }).click();
  await expect(anna.page.getByRole("link", { name: "Heute" })).toBeVisible();
});
