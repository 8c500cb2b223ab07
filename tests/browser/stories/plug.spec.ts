// Somebody pulls the plug of phones and server whenever they like, and finds everything again.
//
// What happens is drawn from a seed; a failing seed is replayed with PLUG_SEED=… until it is a story of its own.
import { expect, story } from "../kit/story.ts";
import type { Demo } from "../kit/demo.ts";
import { join, unlock } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { chip, field, find, saved, visit } from "../kit/records.ts";

const SEEDS = process.env.PLUG_SEED ? [Number(process.env.PLUG_SEED)] : [1, 2];
const STEPS = 10;
/** A save takes about this long: the plug is pulled before, in the middle of and after it. */
const SAVE_MS_MAX = 60;

/** mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

interface Person {
  readonly phone: Phone;
  readonly words: string[];
}

async function backOn({ phone, words }: Person, demo: Demo): Promise<void> {
  await phone.turnOn();
  await phone.page.goto(demo.origin);
  await unlock(phone, words);
}

for (const seed of SEEDS) {
  story(`whoever pulls the plug finds everything again, seed ${seed}`, async ({ demo, phone }) => {
    const roll = dice(seed);
    const people: Person[] = [];
    for (const name of ["Anna", "Ben"]) {
      const one = await phone(name);
      people.push({ phone: one, words: await join(one, demo.invitation("Musterau", "gk"), name) });
    }
    let serverIsOn = true;
    const promised: string[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const person = people[roll(people.length)];
      if (!person) throw new Error("nobody");
      const title = `Schritt ${seed}.${step}`;
      const { page } = person.phone;
      await visit(person.phone, "/r/aufgabe/neu");
      await field(page, "Was ist zu tun?").fill(title);
      const press = page.getByRole("button", { name: "Speichern" }).click();
      const what = roll(4);
      if (what === 0) {
        // In the middle of it, wherever that is.
        await press;
        await new Promise((done) => setTimeout(done, roll(SAVE_MS_MAX)));
        if (await saved(page).isVisible()) promised.push(title);
        await person.phone.kill();
        await backOn(person, demo);
      } else {
        await press;
        await saved(page).waitFor();
        promised.push(title);
        if (what === 1) {
          await person.phone.kill();
          await backOn(person, demo);
        } else if (what === 2) {
          if (serverIsOn) await demo.kill();
          else await demo.start();
          serverIsOn = !serverIsOn;
        }
      }
    }
    if (!serverIsOn) await demo.start();
    for (const { phone } of people) {
      await visit(phone, "/abgleich");
      await phone.page.getByRole("button", { name: "Jetzt senden" }).click();
      await expect(chip(phone)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
    }
    expect(promised.length).toBeGreaterThan(STEPS / 2);
    for (const { phone } of people) {
      for (const title of promised) await find(phone, "aufgabe", title);
    }
  });
}
