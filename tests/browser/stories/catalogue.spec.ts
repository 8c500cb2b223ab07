// Every kind's list, form and first record: no violation, by keyboard alone, on a narrow phone with the text at 200 % without
// scrolling sideways, in both languages, light and dark. States ask for their reason, names are pointed out, lists leave as
// files. The slow ones are tagged: `cargo ci axe`.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { DESKTOP, PHONE, type Phone } from "../kit/phone.ts";
import { plan } from "../kit/events.ts";
import { field, find, saved, visit } from "../kit/records.ts";

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

/** The lists of the town, the network and the confidential room. */
async function everyList(phone: Phone, words: string[]): Promise<string[]> {
  const lists: string[] = [];
  for (const place of ["/ort", "/netzwerk"]) {
    await visit(phone, place);
    lists.push(...(await listsOn(phone.page)));
  }
  await openRoom(phone, words);
  lists.push(...(await listsOn(phone.page)));
  expect(lists.length).toBeGreaterThan(33);
  return [...new Set(lists)];
}

/** Visits every list, its form and its first record. */
async function everyScreen(phone: Phone, lists: string[], look: (screen: string) => Promise<void>): Promise<void> {
  const { page } = phone;
  for (const list of lists) {
    await visit(phone, list);
    await look(list);
    const first = page.locator(".row-list__item a.row").first();
    if (await first.isVisible()) {
      await first.click();
      await expect(page).not.toHaveURL(new RegExp(`${list}$`));
      await look(`the first of ${list}`);
    }
    await visit(phone, `${list}/neu`);
    await look(`${list}/neu`);
  }
}

function halfOf(lists: string[], half: string): string[] {
  const middle = Math.ceil(lists.length / 2);
  return half === "first half" ? lists.slice(0, middle) : lists.slice(middle);
}

/** Chooses a key on the page of settings. */
async function set(phone: Phone, key: string): Promise<void> {
  await visit(phone, "/einstellungen");
  await phone.page.getByRole("button", { name: key, exact: true }).click();
}

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page: Page): Promise<string[]> {
  const size = page.viewportSize() ?? DESKTOP;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  await page.setViewportSize(size);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

// In halves, so that a machine with other things to do gets through.
for (const half of ["first half", "second half"]) {
  story(`${half} of the lists with form and record, light, large text on a narrow phone: no violation @axe`, async ({ demo, phone }) => {
    story.setTimeout(480_000);
    const anna = await phone("Anna");
    const { page } = anna;
    const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
    const lists = halfOf(await everyList(anna, words), half);
    await set(anna, "200 %");
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await everyScreen(anna, lists, async (screen) => {
      await staysNarrow(page, screen);
      expect.soft(await violations(page), screen).toEqual([]);
    });
  });

  story(`${half} of the lists with form and record, dark, in English on a desk: no violation @axe`, async ({ demo, phone }) => {
    story.setTimeout(480_000);
    const anna = await phone("Anna", DESKTOP);
    const { page } = anna;
    const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
    const lists = halfOf(await everyList(anna, words), half);
    await set(anna, "English");
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await everyScreen(anna, lists, async (screen) => {
      await staysNarrow(page, screen);
      // What the forms and lists say themselves; what people wrote stays in their language.
      if (screen.startsWith("/r/")) {
        const said = await page.locator("main h1, main h2, main .field__label, main .field__hint, main .button").allInnerTexts();
        const german = said.filter((text) => / (und|oder|nicht|für) /.test(` ${text} `));
        expect.soft(german, `${screen} speaks German`).toEqual([]);
      }
      expect.soft(await violations(page), screen).toEqual([]);
    });
  });
}

story("every form is filled in and left by keyboard alone @axe", async ({ demo, phone }) => {
  story.setTimeout(480_000);
  const anna = await phone("Anna", DESKTOP);
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
  const lists = await everyList(anna, words);
  for (const list of lists) {
    await visit(anna, `${list}/neu`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const form = page.locator("form");
    if ((await form.count()) === 0) continue;
    // Every part is opened as a person does, with the space bar; then the tab key reaches every key and field, and ends on save.
    const closed = page.locator("form details:not([open]) > summary");
    for (let left = await closed.count(); left > 0; left -= 1) await closed.first().press(" ");
    await expect(closed).toHaveCount(0);
    await page.locator("h1").focus();
    const wanted = await form.evaluate((form) => {
      const seen = (one: HTMLElement) => one.offsetParent !== null && !one.hasAttribute("disabled");
      const all = [...form.querySelectorAll<HTMLElement>("input, select, textarea, button, summary")].filter(seen);
      // Of a group of radio keys one is reached, the arrow keys do the rest.
      const groups = new Set<string>();
      return all.filter((one) => {
        if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
        const known = groups.has(one.name);
        groups.add(one.name);
        return !known;
      }).length;
    });
    const reached = new Set<string>();
    let invisible = 0;
    for (let step = 0; step < wanted * 3 + 20; step += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement | null;
        if (!one?.closest("form")) return undefined;
        const box = one.getBoundingClientRect();
        // Inside a date field the browser draws the ring around the part.
        const inside = one instanceof HTMLInputElement && one.type.startsWith("date");
        const ring = inside || getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one.parentElement ?? one).outlineStyle !== "none";
        const radio = one instanceof HTMLInputElement && one.type === "radio" ? one.name : undefined;
        const place = [...document.querySelectorAll("form *")].indexOf(one);
        return { key: radio ?? String(place), shown: box.height > 0 && ring, last: one.getAttribute("type") === "submit" };
      });
      if (!at) continue;
      reached.add(at.key);
      if (!at.shown) invisible += 1;
      if (at.last) break;
    }
    expect.soft(reached.size, `${list}/neu: fields and keys reached`).toBe(wanted);
    expect.soft(invisible, `${list}/neu: focus without a ring`).toBe(0);
  }
});

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
  await page.getByText("Stand ändern").click();
  await page.getByRole("link", { name: "ruhend" }).click();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("alert")).toContainText("Grund");
  await field(page, "Grund").fill("Wahlkampf, im Herbst geht es weiter");
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(saved(page)).toBeVisible();
  const steps = page.getByRole("region", { name: "Stand im Verlauf" }).getByRole("listitem");
  await expect(steps).toHaveCount(2);
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
