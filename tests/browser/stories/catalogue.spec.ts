// Every kind's list, form and first record: no violation, by keyboard alone, on a narrow phone with the text at 200 % without
// scrolling sideways, in both languages, light and dark. States ask for their reason, names are pointed out, lists leave as
// files. The slow ones are tagged: `cargo ci axe`.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { check, violations } from "../kit/accessible.ts";
import type { Demo } from "../kit/demo.ts";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { DESKTOP, PHONE, type Phone } from "../kit/phone.ts";
import { plan } from "../kit/events.ts";
import { field, find, saved, visit } from "../kit/records.ts";

const TABLET = { width: 768, height: 1024 };

async function staysNarrow(page: Page, screen: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // What sticks out is named, the innermost last.
  const out = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    return wide.slice(-3).map((one) => `${one.tagName} ${one.getAttribute("class") ?? ""}`);
  });
  expect.soft(out, `${screen} scrolls sideways`).toEqual([]);
}

async function listsOn(page: Page): Promise<string[]> {
  const links = await page.locator("a.row[href^='/r/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  return [...new Set(links.filter((href) => href.split("/").length === 3))];
}

/** Opens the confidential room with the six words. */
async function openRoom(phone: Phone, words: string[]): Promise<void> {
  const { page } = phone;
  await visit(phone, "/vertraulich");
  await page.locator("#raum-woerter").fill(words.join(" "));
  await page.locator("#raum-woerter").press("Enter");
  await expect(page.locator("#raum-woerter")).toHaveCount(0, { timeout: 60_000 });
}

/** The definitions as they are pinned: every kind and the circle it lives in. */
const SCHEMA = new URL("../../vectors/schema/v1.txt", import.meta.url);

interface Kind {
  readonly key: string;
  readonly home: string;
}

async function everyKind(): Promise<Kind[]> {
  const lines = await readFile(SCHEMA, "utf8");
  return [...lines.matchAll(/^kind \d+ (\S+) in (\S+)$/gm)].map(([, key = "", home = ""]) => ({ key, home }));
}

/** So many stories share the kinds, so that a machine with other things to do gets through. */
const PARTS = [0, 1, 2];

function partOf(kinds: Kind[], part: number): Kind[] {
  return kinds.filter((_, at) => at % PARTS.length === part);
}

/** Somebody who reads everything: a caretaker with the room open, or the central team for what only that has. */
class Readers {
  private team: Phone | undefined;

  private constructor(
    private readonly demo: Demo,
    private readonly phone: (name: string) => Promise<Phone>,
    private readonly caretaker: Phone,
  ) {}

  static async join(demo: Demo, phone: (name: string) => Promise<Phone>): Promise<Readers> {
    const caretaker = await phone("Anna");
    const words = await join(caretaker, demo.invitation("Musterau", "gk"), "Telefon Anna");
    await openRoom(caretaker, words);
    // A case is shown from when it is opened on.
    await caretaker.page.getByRole("link", { name: "26-0412" }).click();
    await expect(caretaker.page.getByRole("heading", { level: 1, name: "26-0412" })).toBeVisible();
    return new Readers(demo, phone, caretaker);
  }

  async of(kind: Kind): Promise<Phone> {
    if (kind.home !== "Team") return this.caretaker;
    if (!this.team) {
      this.team = await this.phone("Zentrale");
      await join(this.team, this.demo.invitation("alle", "projektteam"), "Zentrale");
    }
    return this.team;
  }
}

/** Visits the list, the first record and the form of a kind. */
async function everyScreen(phone: Phone, kind: Kind, look: (screen: string) => Promise<void>): Promise<void> {
  const { page } = phone;
  const list = `/r/${kind.key}`;
  await visit(phone, list);
  const first = page.locator(".row-list__item a.row").first();
  await expect(first, `${list} has a record`).toBeVisible();
  await look(list);
  await first.click();
  await expect(page).not.toHaveURL(new RegExp(`${list}$`));
  await look(`the first of ${list}`);
  await visit(phone, `${list}/neu`);
  await expect(page.locator("main form"), `${list}/neu has a form`).toBeVisible();
  await look(`${list}/neu`);
}

/** Chooses a key on the page of settings. */
async function set(phone: Phone, key: string): Promise<void> {
  await visit(phone, "/einstellungen");
  await phone.page.getByRole("button", { name: key, exact: true }).click();
}

/** What the forms and lists say themselves is English; what people wrote stays in their language. */
async function speaksEnglish(page: Page, screen: string): Promise<void> {
  const said = await page.locator("main h1, main h2, main .field__label, main .field__hint, main .button").allInnerTexts();
  const german = said.filter((text) => / (und|oder|nicht|für) /.test(` ${text} `));
  expect.soft(screen.startsWith("/r/") ? german : [], `${screen} speaks German`).toEqual([]);
}

for (const part of PARTS) {
  const share = `${part + 1} of ${PARTS.length}`;

  story(`list, record and form of every kind on a narrow phone with large text, in both languages and themes, ${share} @axe`, async ({ demo, phone }) => {
    story.setTimeout(480_000);
    const readers = await Readers.join(demo, phone);
    for (const kind of partOf(await everyKind(), part)) {
      const one = await readers.of(kind);
      const { page } = one;
      for (const language of ["Deutsch", "English"]) {
        await set(one, "200 %");
        await set(one, language);
        await expect(page.locator("html")).toHaveAttribute("lang", language === "Deutsch" ? "de" : "en");
        await everyScreen(one, kind, async (screen) => {
          await staysNarrow(page, `${screen}, ${language}`);
          if (language === "English") await speaksEnglish(page, screen);
          await check(page, `${screen}, ${language}`);
        });
      }
    }
  });

  story(`list, record and form of every kind on a desk, dark, in English, ${share} @axe`, async ({ demo, phone }) => {
    story.setTimeout(480_000);
    const readers = await Readers.join(demo, (name) => phone(name, DESKTOP));
    for (const kind of partOf(await everyKind(), part)) {
      const one = await readers.of(kind);
      const { page } = one;
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await set(one, "English");
      await everyScreen(one, kind, async (screen) => {
        await page.setViewportSize(TABLET);
        await staysNarrow(page, `${screen} on a tablet`);
        await page.setViewportSize(DESKTOP);
        await staysNarrow(page, screen);
        await speaksEnglish(page, screen);
        expect.soft(await violations(page), screen).toEqual([]);
      });
    }
  });
}

/** Keys and fields of a part of the page that a person could press: of a group of radio keys one, the arrow keys do the rest. */
async function pressable(page: Page, within: string): Promise<number> {
  return page.locator(within).first().evaluate((part) => {
    const seen = (one: HTMLElement) => one.offsetParent !== null && !one.hasAttribute("disabled") && one.tabIndex >= 0;
    const all = [...part.querySelectorAll<HTMLElement>("a[href], input, select, textarea, button, summary")].filter(seen);
    const groups = new Set<string>();
    return all.filter((one) => {
      if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
      const known = groups.has(one.name);
      groups.add(one.name);
      return !known;
    }).length;
  });
}

/** The tab key reaches every key and field of a part of the page, each with a ring around it. */
async function reachesAll(page: Page, within: string, screen: string): Promise<void> {
  // Every part is opened as a person does, with the space bar.
  const closed = page.locator(within).locator("details:not([open]) > summary");
  for (let left = await closed.count(); left > 0; left -= 1) await closed.first().press(" ");
  await expect(closed).toHaveCount(0);
  await page.locator("h1").focus();
  const wanted = await pressable(page, within);
  const reached = new Set<string>();
  let invisible = 0;
  for (let step = 0; step < wanted * 3 + 20 && reached.size < wanted; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((within) => {
      const one = document.activeElement as HTMLElement | null;
      const part = one?.closest(within);
      if (!one || !part) return undefined;
      const box = one.getBoundingClientRect();
      // Inside a date field the browser draws the ring around the part.
      const inside = one instanceof HTMLInputElement && one.type.startsWith("date");
      const ring = inside || getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one.parentElement ?? one).outlineStyle !== "none";
      const radio = one instanceof HTMLInputElement && one.type === "radio" ? one.name : undefined;
      return { key: radio ?? String([...part.querySelectorAll("*")].indexOf(one)), shown: box.height > 0 && ring };
    }, within);
    if (!at) continue;
    reached.add(at.key);
    if (!at.shown) invisible += 1;
  }
  expect.soft(reached.size, `${screen}: fields and keys reached`).toBe(wanted);
  expect.soft(invisible, `${screen}: focus without a ring`).toBe(0);
}

/** Walks with the tab key to what is meant and presses it. */
async function press(page: Page, target: string): Promise<void> {
  for (let step = 0; step < 200; step += 1) {
    if (await page.evaluate((target) => document.activeElement?.matches(target) ?? false, target)) return page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} is not reached by the tab key`);
}

for (const part of PARTS) {
  story(`list, record and form of every kind by keyboard alone, ${part + 1} of ${PARTS.length} @axe`, async ({ demo, phone }) => {
    story.setTimeout(480_000);
    const readers = await Readers.join(demo, (name) => phone(name, DESKTOP));
    for (const kind of partOf(await everyKind(), part)) {
      const one = await readers.of(kind);
      const { page } = one;
      const list = `/r/${kind.key}`;
      await visit(one, list);
      await expect(page.locator(".row-list__item a.row").first()).toBeVisible();
      await reachesAll(page, "main", list);
      await page.locator("h1").focus();
      await press(page, `.row-list__item a.row`);
      await expect(page).not.toHaveURL(new RegExp(`${list}$`));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await reachesAll(page, "main", `the first of ${list}`);
      await visit(one, list);
      await expect(page.locator(".row-list__item a.row").first()).toBeVisible();
      await page.locator("h1").focus();
      await press(page, `a[href^="${list}/neu"], a[href$="-neu"], a[href*="/neu?"]`);
      await expect(page.locator("main form")).toBeVisible();
      await visit(one, `${list}/neu`);
      await reachesAll(page, "main form", `${list}/neu`);
    }
  });
}

story("every list of the town has something in it, and lists of other rooms are not there", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const lists: string[] = [];
  for (const place of ["/ort", "/netzwerk"]) {
    await visit(anna, place);
    await staysNarrow(page, place);
    lists.push(...(await listsOn(page)));
  }
  expect(lists.length).toBeGreaterThan(30);
  expect(lists).not.toContain("/r/anfrage");
  for (const list of lists) {
    await visit(anna, list);
    await expect(page.locator(".row-list__item a.row").first(), `${list} is not empty`).toBeVisible();
  }
  await visit(anna, "/r/anfrage");
  await expect(page.getByText("Diese Seite gibt es nicht")).toBeVisible();
});

story("states ask for a reason, names are pointed out, what exists is shown, lists leave as files", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");

  await visit(anna, await find(anna, "begleitung", "Begleitung Musterau"));
  const steps = page.getByRole("region", { name: "Stand im Verlauf" }).getByRole("listitem");
  await expect(steps.first()).toContainText("Umsetzung");
  const before = await steps.count();
  await page.getByText("Stand ändern").click();
  await page.getByRole("link", { name: "ruhend" }).click();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("alert")).toContainText("Grund");
  await field(page, "Grund").fill("Wahlkampf, im Herbst geht es weiter");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  await expect(steps).toHaveCount(before + 1);
  await expect(steps.first()).toContainText("ruhend");

  await visit(anna, "/r/austauschbeitrag/neu");
  await field(page, "Worum geht es?").fill("Herr Kr. filmt");
  await expect(page.getByText("„Herr Kr.“ sieht nach einem Namen aus.")).toBeVisible();
  await page.getByRole("button", { name: "Ersetzen" }).click();
  await expect(field(page, "Worum geht es?")).toHaveValue("eine Person filmt");

  await visit(anna, "/r/akteur/neu");
  await field(page, "Name der Organisation").fill("Feuerwehr Musterau");
  await expect(page.getByText("Gibt es das schon?")).toBeVisible();
  await expect(page.getByRole("link", { name: "Freiwillige Feuerwehr" })).toBeVisible();

  await visit(anna, "/r/angebot");
  await page.getByText("Herausgeben").click();
  const leaving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tabelle (CSV)" }).click();
  const file = await leaving;
  expect(file.suggestedFilename()).toMatch(/^angebot-\d{4}-\d\d-\d\d\.csv$/);
  const table = await readFile(await file.path(), "utf8");
  expect(table.charCodeAt(0)).toBe(0xfeff);
  expect(table).toContain("Mobile Beratung Mustersachsen (Demo)");
  // It is noted in the circle that a list left the app.
  await visit(anna, "/r/ausgabe");
  await expect(page.locator("a.row").filter({ hasText: "Angebote" }).filter({ hasText: "Tabelle" })).toBeVisible();
});

/** A real word of 53 letters, and the longest title with it. */
const LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfest";
const LONG_TITLE = `${LONG_WORD} und `.repeat(4).slice(0, 200).trim();
/** A header of two lines; the third would be higher. */
const HEADER_PX_MAX = 72;

/** Nothing scrolls sideways and the header stays a line and the line below it, on a phone and on a desk. */
async function holdsLongWords(page: Page, screen: string): Promise<void> {
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    await staysNarrow(page, `${screen} at ${size.width}`);
    const header = (await page.locator(".top-bar").boundingBox())?.height ?? 0;
    expect.soft(header, `${screen} at ${size.width}: header`).toBeLessThanOrEqual(HEADER_PX_MAX);
  }
}

story("the longest title and a word of 53 letters widen no list, no page, no header @axe", async ({ demo, phone }) => {
  story.setTimeout(480_000);
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const event = await plan(anna, LONG_WORD);
  for (const place of ["/", "/termine", `/termin/${event}`, `/zaehlen/${event}`, `/punkte/${event}`, `/karte/${event}`, `/bereit/${event}`, "/suche"]) {
    await visit(anna, place);
    await holdsLongWords(page, place);
  }
  const lists: string[] = [];
  for (const place of ["/ort", "/netzwerk"]) {
    await visit(anna, place);
    lists.push(...(await listsOn(page)));
  }
  for (const list of new Set(lists)) {
    await visit(anna, list);
    await page.locator(".row-list__item a.row").first().click();
    await expect(page).toHaveURL(new RegExp(`${list}/.+`));
    const record = new URL(page.url()).pathname;
    const title = (await page.locator("main h1").innerText()).trim();
    const edit = page.getByRole("link", { name: "Bearbeiten", exact: true });
    if ((await edit.count()) === 0) continue;
    await edit.click();
    await expect(page).toHaveURL(/bearbeiten$/);
    // The field that names the record, where it is words.
    const fields = page.locator("form input[type=text], form input:not([type]), form textarea");
    const values = await fields.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value.split("\n")[0]?.trim()));
    const named = values.indexOf(title);
    if (named < 0) continue;
    await fields.nth(named).fill(LONG_TITLE);
    await page.getByRole("button", { name: "Speichern" }).click();
    const refused = page.getByRole("alert");
    await expect(saved(page).or(refused).first()).toBeVisible();
    if (await refused.isVisible()) {
      // A short field takes the word alone, or keeps its own name.
      await fields.nth(named).fill(LONG_WORD);
      await page.getByRole("button", { name: "Speichern" }).click();
      await expect(saved(page).or(refused).first()).toBeVisible();
    }
    await visit(anna, record);
    await holdsLongWords(page, record);
    await visit(anna, list);
    await holdsLongWords(page, list);
  }
  for (const place of ["/", "/termine", "/ort", "/netzwerk"]) {
    await visit(anna, place);
    await holdsLongWords(page, place);
  }
});
