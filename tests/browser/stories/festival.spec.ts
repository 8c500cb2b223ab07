// Four phones and a borrowed one count one festival for eight hours without a network: real browsers, batteries that die, an undo,
// a correction with its reason. In the evening every phone and the desk of the centre have one number, and it is exact. The clocks
// of the phones go on an hour at a time; `sync::tests::festival` plays the same minute by minute.
import { plan, send } from "../kit/events.ts";
import { join, unlock } from "../kit/joining.ts";
import { DESKTOP, type Phone } from "../kit/phone.ts";
import { count, stored, total, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

const HOURS = 8;

/** Chance, the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}

interface Helper { phone: Phone; words: string[]; own: number }

story("four phones and a borrowed one count a festival of eight hours to one exact number", async ({ demo, phone }) => {
  story.setTimeout(600_000);
  const below = chance(2026);
  const helpers: Helper[] = [];
  for (const name of ["Anna", "Ben", "Cem", "Dora", "Eli"]) {
    const one = await phone(name);
    await one.takeClock();
    helpers.push({ phone: one, words: await join(one, demo.invitation("Musterau", "gk"), name), own: 0 });
  }
  const [anna, ben, , , eli] = helpers as [Helper, Helper, Helper, Helper, Helper];
  const event = await plan(anna.phone, "Fest auf dem Markt");
  await send(anna.phone);
  for (const { phone: one } of helpers) {
    await visit(one, `/termin/${event}`);
    await expect(one.page.getByRole("heading", { level: 1, name: "Fest auf dem Markt" })).toBeVisible({ timeout: 60_000 });
    await visit(one, `/zaehlen/${event}`);
  }
  await demo.stop();

  // The fifth phone is handed to a helper who is no member.
  await eli.phone.page.getByRole("button", { name: "Sperren" }).click();
  await expect(eli.phone.page.getByRole("heading", { level: 1, name: "Gesperrt" })).toBeVisible();

  const start = await anna.phone.page.evaluate(() => Date.now());
  for (let hour = 1; hour <= HOURS; hour += 1) {
    for (const [place, helper] of helpers.entries()) {
      const { phone: one } = helper;
      await one.page.clock.setFixedTime(start + hour * 3_600_000);
      const taps = 2 + below(5);
      await count(one, taps);
      helper.own += taps;
      if (helper === eli) {
        if (below(2) === 0) {
          await one.page.getByRole("button", { name: "Letztes +1 zurück" }).click();
          helper.own -= 1;
        }
        await expect(total(one)).toHaveText(String(helper.own));
      } else {
        if (below(3) === 0) {
          await one.page.getByRole("button", { name: "+5" }).click();
          await one.page.getByRole("button", { name: "Rückgängig" }).click();
        }
        await expect(total(one)).toHaveText(String(helper.own));
      }
      await stored(one);
      // Each battery dies once, at another hour; what stood on the screen as saved is there.
      if (hour === 2 + place) {
        await one.kill();
        await one.turnOn();
        await one.page.clock.setFixedTime(start + hour * 3_600_000);
        await one.page.goto(demo.origin);
        if (helper !== eli) {
          await unlock(one, helper.words);
          await visit(one, `/zaehlen/${event}`);
        }
        await expect(total(one)).toHaveText(String(helper.own));
      }
    }
  }

  // Ben counted a group twice and says so.
  const { page } = ben.phone;
  await page.getByRole("button", { name: "mehr" }).click();
  await page.getByText("Korrigieren", { exact: true }).click();
  await page.getByLabel("Um wie viel?").fill("-4");
  await page.getByRole("button", { name: "Korrektur eintragen" }).click();
  await expect(page.getByText("Der Grund fehlt noch.")).toBeVisible();
  await page.getByLabel("Warum?").fill("Chor doppelt gezählt");
  await page.getByRole("button", { name: "Korrektur eintragen" }).click();
  await expect(page.getByText(/Chor doppelt gezählt$/)).toBeVisible();

  // In the evening: the borrowed phone comes back, everybody goes home to a network.
  await eli.phone.page.getByRole("button", { name: "Entsperren" }).click();
  await unlock(eli.phone, eli.words);
  await demo.start();
  for (const { phone: one } of helpers) await send(one);
  const sum = helpers.reduce((all, helper) => all + helper.own, -4);
  for (const { phone: one } of helpers) {
    await send(one);
    await visit(one, `/zaehlen/${event}`);
    await expect(total(one)).toHaveText(String(sum), { timeout: 60_000 });
  }
  await page.getByRole("button", { name: "mehr" }).click();
  await expect(page.getByText(/Chor doppelt gezählt$/)).toBeVisible();
  const desk = await phone("Zentrale", DESKTOP);
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  await visit(desk, `/termin/${event}`);
  await expect(desk.page.getByRole("region", { name: "Abendbericht" }).getByText(String(sum), { exact: true })).toBeVisible({ timeout: 60_000 });
});
