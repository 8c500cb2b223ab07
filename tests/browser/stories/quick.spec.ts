// Quicker than paper: taps from the start to the first visitor, a card, a whole pinboard; twenty taps a second.
import { ask, countTaps, plan } from "../kit/events.ts";
import { join, unlock } from "../kit/joining.ts";
import { total, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

/** What one press of a key costs a person on a phone, all told (keystroke-level model, slow typist). */
const SECONDS_PER_KEY = 0.5;
/** Looking from the board to the phone, once for each answer. */
const SECONDS_PER_LOOK = 1.2;

story("three taps from a cold start to the first visitor, three and the words to a card", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await plan(anna, "Stand auf dem Markt");
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  const { page } = anna;
  let taps = await countTaps(page);
  await page.getByRole("link", { name: /zählen/i }).first().click();
  const before = Number(await total(anna).innerText());
  await page.locator(".tally__plus").click();
  await expect(total(anna)).toHaveText(String(before + 1));
  expect(await taps()).toBeLessThanOrEqual(3);

  // From Live: the way to the card, its words, done. The page opens with the cursor in it.
  taps = await countTaps(page);
  await page.locator(".dock").getByRole("link", { name: "Karte" }).click();
  await expect(page.getByLabel("Was steht auf der Karte?")).toBeFocused();
  await page.keyboard.type("Mehr Schatten am Markt");
  await page.getByRole("button", { name: "Karte speichern" }).click();
  await expect(page.getByText("Mehr Schatten am Markt")).toBeVisible();
  expect(await taps()).toBeLessThanOrEqual(3);
});

story("a pinboard is typed in with the keys of twenty seconds", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const event = await plan(anna, "Stand auf dem Markt");
  const answers = ["Treff", "Bus", "Laden", "Bänke", "Bäume", "Radweg"];
  await ask(anna, event, "Was fehlt in Musterau?", answers);
  const { page } = anna;
  const taps = await countTaps(page);
  await page.getByRole("link", { name: "Pinnwand eintippen" }).click();
  await expect(page.getByLabel("Treff")).toBeFocused();
  let keys = 0;
  for (const dots of ["34", "21", "9", "17", "40", "8"]) {
    await page.keyboard.type(dots);
    await page.keyboard.press("Enter");
    keys += dots.length + 1;
  }
  await expect(page.getByText("129 Punkte, 1 je Person")).toBeVisible();
  const seconds = (keys + (await taps())) * SECONDS_PER_KEY + answers.length * SECONDS_PER_LOOK;
  expect(seconds, `${keys} keys`).toBeLessThan(20);
  await page.getByText("Von 1 Ort").click();
  await expect(page.getByText("Pinnwand", { exact: true })).toBeVisible();
});

story("twenty taps a second lose none", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await plan(anna, "Stand auf dem Markt");
  const { page } = anna;
  await page.getByRole("link", { name: "Live" }).click();
  await expect(total(anna)).toHaveText("0");
  const live = new URL(page.url()).pathname;
  // Three seconds at twenty taps a second, by the page's own clock: no test harness is that quick.
  await page.evaluate(async () => {
    const plus = document.querySelector<HTMLElement>(".tally__plus");
    for (let tap = 0; tap < 60; tap += 1) {
      plus?.click();
      await new Promise((next) => setTimeout(next, 50));
    }
  });
  await expect(total(anna)).toHaveText("60");
  await expect(page.getByRole("link", { name: /ungesendet|Alles gesendet/ })).toBeVisible();
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, live);
  await expect(total(anna)).toHaveText("60");
});
