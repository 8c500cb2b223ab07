// What only a browser can show of the attacks of the security design, each named by its number.
import { readFile } from "node:fs/promises";
import { test, type Page } from "@playwright/test";
import { CORPUS, isOnlyText, showsOne } from "../kit/corpus.ts";
import { expect, story } from "../kit/story.ts";
import { join, passWords, unlock } from "../kit/joining.ts";
import { kept, put, putBack, type Row } from "../kit/keeping.ts";
import type { Phone } from "../kit/phone.ts";
import { writeEverywhere } from "../kit/probe.ts";
import { create, visit } from "../kit/records.ts";
import { arrive, invite, knock, letIn } from "../kit/trust.ts";

story("a27 no text becomes markup, code or a worker, whoever asks for it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  const passed = await anna.page.evaluate((corpus) => {
    const tries: [string, () => unknown][] = corpus.map((text) => [text, () => (document.createElement("p").innerHTML = text)]);
    tries.push(["another worker", () => new Worker("/boot.js")]);
    tries.push(["a worker from elsewhere", () => new Worker("https://evil.example/worker.js")]);
    tries.push(["a script from elsewhere", () => (document.createElement("script").src = "https://evil.example/x.js")]);
    tries.push(["a script of text", () => (document.createElement("script").text = "1")]);
    return tries.filter(([, attempt]) => {
      try {
        attempt();
        return true;
      } catch {
        return false;
      }
    }).map(([name]) => name);
  }, [...CORPUS, "<b>harmless</b>"]);
  expect(passed).toEqual([]);
});

story("a27 what a member wrote into every field of every kind stays text on every page, in print and in files", async ({ demo, phone }) => {
  test.setTimeout(480_000);
  const link = demo.invitation("Musterau", "gk");
  const written = await writeEverywhere(link, CORPUS);
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, link, "Anna");
  await visit(anna, "/vertraulich");
  await page.getByLabel("Sechs Wörter").fill(words.join(" "));
  await page.getByRole("button", { name: "Raum öffnen" }).click();
  await expect(page.getByText("Wer kann das lesen?").first()).toBeVisible({ timeout: 60_000 });
  // What is in the room is counted as soon as it is open.
  await expect(page.getByRole("link", { name: /^Vorfälle/ }).locator(".numbers")).not.toHaveText("0");

  const kinds = new Map<string, string[]>();
  for (const [kind, id] of written) kinds.set(kind, [...(kinds.get(kind) ?? []), id]);
  expect(kinds.size).toBeGreaterThan(35);
  const shown: string[] = [];
  for (const [kind, ids] of kinds) {
    await look(anna, `/r/${kind}`);
    if (await showsOne(page)) shown.push(kind);
    await isOnlyText(anna, `the list of ${kind}`);
    await leavesAsText(page, kind);
    const [first = "", second = ""] = ids;
    for (const place of [first, second, `${first}/bearbeiten`, `${first}/verlauf`]) {
      await look(anna, `/r/${kind}/${place}`);
      if (await showsOne(page)) shown.push(place);
      await isOnlyText(anna, `${kind} ${place}`);
    }
    await page.emulateMedia({ media: "print" });
    await isOnlyText(anna, `${kind} in print`);
    await page.emulateMedia({ media: "screen" });
  }
  // Some kinds are named by what they point at; all others show what was written, and show it as it was.
  expect(shown.length).toBeGreaterThan(kinds.size * 4);
  for (const place of ["/suche?q=globalThis", "/", "/termine", "/ort", "/netzwerk", "/kreise", "/abgleich", "/abgleichtisch", "/papierkorb", "/vertraulich", "/notieren"]) {
    await look(anna, place);
    await isOnlyText(anna, place);
  }
});

/** Opens a place, whatever it leads on to. */
async function look(phone: Phone, path: string): Promise<void> {
  await phone.page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await expect(phone.page.getByRole("heading", { level: 1 }).first()).toBeAttached();
}

/** Everything that can be taken out of a list as a file holds the texts as data. */
async function leavesAsText(page: Page, kind: string): Promise<void> {
  const line = page.locator("summary").filter({ hasText: "Herausgeben" });
  if ((await line.count()) === 0) return;
  await line.first().click();
  for (const name of ["Tabelle (CSV)", "Daten (JSON)", "Kontakte (vCard)"]) {
    const key = page.getByRole("button", { name });
    if ((await key.count()) === 0) continue;
    const leaving = page.waitForEvent("download");
    await key.first().click();
    const text = await readFile(await (await leaving).path(), "utf8");
    if (name.includes("CSV")) {
      const cells = text.replace("\ufeff", "").split(/;|\r\n/).map((cell) => cell.replace(/^"/, ""));
      expect.soft(cells.filter((cell) => /^[=+@]/.test(cell)), `${kind}: no cell is a formula`).toEqual([]);
    } else if (name.includes("JSON")) {
      // Of counselling nothing leaves.
      const { records } = JSON.parse(text) as { records: unknown[] };
      if (records.length > 0) expect.soft(JSON.stringify(records), kind).toContain("<script>globalThis.hit = 1</script>");
    } else {
      const begun = text.match(/^BEGIN:VCARD/gm)?.length;
      expect.soft(text.match(/^END:VCARD/gm)?.length, `${kind}: each card ends once`).toBe(begun);
    }
  }
}

story("a27 names of people, devices, circles and invitations stay text", async ({ empty, phone }) => {
  const [person = "", town = "", network = "", device = "", guest = "", office = ""] = CORPUS;
  const anna = await phone("Anna");
  const { page } = anna;
  await page.goto(empty.founding);
  await page.getByLabel("Name des Netzwerks").fill(network);
  await page.getByLabel("Eigener Name für den Ort").fill(town);
  await page.getByLabel("Name auf diesem Gerät").fill(person);
  await page.getByRole("button", { name: "Gründen" }).click();
  await passWords(page);
  await arrive(anna);

  const ben = await phone("Ben");
  const link = await invite(anna, "Lokale Allianz");
  await isOnlyText(anna, "the invitation");
  await ben.page.goto(link);
  await expect(ben.page.getByLabel("Name auf diesem Gerät")).toBeVisible();
  expect(await showsOne(ben.page)).toBe(true);
  await isOnlyText(ben, "the welcome");
  await join(ben, link, guest);

  await visit(anna, "/geraete");
  await page.getByRole("button", { name: "Gerät hinzufügen" }).click();
  const further = (await page.getByText(/#j1\./).first().innerText()).trim();
  const laptop = await phone("Laptop");
  await knock(laptop, further, device, "Name dieses Geräts");
  await isOnlyText(laptop, "waiting to be let in");
  await letIn(anna, laptop);
  await arrive(laptop);
  await visit(anna, "/geraete");
  await expect(page.getByRole("heading", { name: device })).toBeVisible();
  await isOnlyText(anna, "the devices");
  await page.locator("section", { has: page.getByRole("heading", { name: device }) }).getByText("Anders nennen").click();
  await page.locator("details[open]").getByLabel("Name dieses Geräts").fill(office);
  await page.locator("details[open]").getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { name: office })).toBeVisible({ timeout: 30_000 });
  await isOnlyText(anna, "a device with another name");

  await visit(anna, "/kreise");
  expect(await showsOne(page)).toBe(true);
  await isOnlyText(anna, "the circles");
  const circles = await page.locator("a.row[href^='/kreis/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  expect(circles.length).toBeGreaterThan(2);
  for (const circle of circles) {
    await visit(anna, circle);
    await isOnlyText(anna, circle);
  }
  await page.locator("a.row[href^='/kreis/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await isOnlyText(anna, "a person");
  for (const place of ["/", "/ort", "/orte", "/netzwerk", "/einstellungen", "/telefon-weg", "/r/aufgabe/neu"]) {
    await visit(anna, place);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    await isOnlyText(anna, place);
  }
  expect(await page.title()).not.toContain("hit=1></title>");
});

/** What somebody who has the phone and not the words does to the rows of one table. */
const DAMAGES: Record<string, (rows: Row[]) => Row[]> = {
  "one bit is changed": (rows) => rows.map(([table, key, value]) => [table, key, value.map((byte, at) => (at === value.length >> 1 ? byte ^ 1 : byte))]),
  "the end is missing": (rows) => rows.map(([table, key, value]) => [table, key, value.slice(0, -1)]),
  "values have changed places": (rows) => rows.map(([table, key], at) => [table, key, rows[(at + 1) % rows.length]?.[2] ?? []]),
};

story("a29 rows of a locked phone that were changed, cut or swapped open nothing, and the app says so", async ({ demo, phone }) => {
  test.setTimeout(480_000);
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const sent = await create(anna, "aufgabe", { "Was ist zu tun?": "Gesendete Aufgabe" });
  await visit(anna, "/abgleich");
  await expect(page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 30_000 });
  await anna.context.setOffline(true);
  await create(anna, "aufgabe", { "Was ist zu tun?": "Nur auf diesem Gerät" });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  const whole = (await kept(page)).rows;
  const tables = [...new Set(whole.map(([table]) => table))];
  expect(tables).toEqual(expect.arrayContaining(["vault", "identity", "members", "keys", "log", "outbox"]));

  for (const table of tables) {
    const rows = whole.filter(([of]) => of === table);
    for (const [name, damage] of Object.entries(DAMAGES)) {
      const damaged = damage(rows).filter(([, , value], at) => `${value}` !== `${rows[at]?.[2]}`);
      if (damaged.length === 0) continue;
      await putBack(page, whole);
      await put(page, damaged);
      await page.reload();
      const told = await open(page, words);
      const where = `${table}: ${name}`;
      // Half of a list is no list: what is damaged is said in words, before anything of it is shown.
      if (table === "vault") expect.soft(told, where).toMatch(/öffnen dieses Gerät nicht|Speicher ist beschädigt/);
      else if (table === "identity") expect.soft(told, where).toMatch(/Speicher ist beschädigt/);
      // An attachment is opened when it is shown, by the hash its record names, and not before.
      else if (!["drafts", "notes", "blobs"].includes(table)) expect.soft(told, where).toMatch(/Speicher(s)? ist beschädigt/);
      await expect.soft(page.getByText("Gesendete Aufgabe"), where).toHaveCount(0);
    }
  }
  // With the rows as they were everything is as it was.
  await putBack(page, whole);
  await page.reload();
  await unlock(anna, words);
  await visit(anna, sent);
  await expect(page.getByRole("heading", { level: 1, name: "Gesendete Aufgabe" })).toBeVisible();
});

/** Tries the words and returns what the app says then. */
async function open(page: Page, words: string[]): Promise<string> {
  const field = page.getByRole("textbox");
  const broken = page.getByText("Der Speicher ist beschädigt.");
  await expect(field.or(broken).first()).toBeVisible();
  if (await broken.isVisible()) return broken.innerText();
  await field.fill(words.join(" "));
  await page.getByRole("button", { name: "Entsperren" }).click();
  const inside = page.getByRole("link", { name: "Heute" });
  const refused = page.getByText(/öffnen dieses Gerät nicht/);
  const mending = page.getByRole("heading", { name: "Ein Teil des Speichers ist beschädigt" });
  await expect(inside.or(broken).or(refused).or(mending).first()).toBeVisible({ timeout: 30_000 });
  if (await inside.first().isVisible()) {
    await page.evaluate(() => {
      history.pushState({}, "", "/abgleich");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  return page.locator("body").innerText();
}
