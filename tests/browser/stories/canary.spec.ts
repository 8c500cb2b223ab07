// Nobody reads it who should not: marker words typed into the forms, and every key of the phone, stand nowhere in clear,
// neither in the server's files, journal, backup and log, nor on the way, nor in what the browser keeps while it is locked.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { kept } from "../kit/keeping.ts";
import type { Phone } from "../kit/phone.ts";
import { backUp, filesIn, secrets } from "../kit/probe.ts";
import { save, visit } from "../kit/records.ts";

const KINDS = ["veranstaltung", "aufgabe", "akteur", "beitrag"];
const MARKER = "zwetschgenknödel";

story("a29 marker words in every text field, and every key, stand nowhere in clear", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const traffic = listen(anna);
  const invitation = demo.invitation("Musterau", "gk");
  const words = await join(anna, invitation, `Anna ${MARKER}`);
  let typed = 0;
  for (const kind of KINDS) {
    typed += await typeEverywhere(anna, kind);
    await save(anna);
  }
  expect(typed).toBeGreaterThan(10);
  // The last record gets a file that holds the marker and is called like it.
  const pdf = Buffer.from(`%PDF-1.4\n% ${`${MARKER} `.repeat(200)}\n%%EOF\n`);
  await anna.page.locator('input[accept="application/pdf"]').setInputFiles({ name: `${MARKER}.pdf`, mimeType: "application/pdf", buffer: pdf });
  await expect(anna.page.locator(".files__words")).toContainText(MARKER);
  await expect(anna.page.locator(".files__state", { hasText: "noch nicht gesendet" })).toHaveCount(0, { timeout: 60_000 });
  // Half typed and left, and looked for.
  await typeEverywhere(anna, "aufgabe");
  await visit(anna, "/suche");
  await anna.page.getByRole("searchbox").fill(MARKER);
  await expect(anna.page.getByRole("link", { name: new RegExp(MARKER) }).first()).toBeVisible();
  await visit(anna, "/abgleich");
  await expect(anna.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 30_000 });
  await visit(anna, "/");
  await anna.page.reload();
  await expect(anna.page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  const locked = await kept(anna.page);
  await anna.kill();

  const backups = await mkdtemp(path(tmpdir(), "schulterschluss-backup-"));
  await backUp(demo.data, path(backups, "backup.sqlite"));
  const running = await filesIn(demo.data);
  expect(running.map(([name]) => name).some((name) => name.endsWith("-wal"))).toBe(true);
  await demo.stop();
  const places: [string, Buffer][] = [
    // The links themselves are said to whoever starts the demo.
    ["the log", Buffer.from(demo.log.replaceAll(/^invite .*$/gm, ""))],
    ["rows", Buffer.concat(locked.rows.map(([, key, value]) => Buffer.from([...key, ...value])))],
    ["localStorage and cookies", Buffer.from(locked.notes)],
    ...locked.caches,
    ...(await filesIn(backups)),
    ...running,
    ...(await filesIn(demo.data)),
    ...(await filesIn(anna.profile)),
    ...(await traffic()),
  ];
  expect(places.filter(([name]) => name.startsWith("to ")).length).toBeGreaterThan(10);
  await rm(backups, { recursive: true });

  const keys = await secrets(words, locked.rows);
  expect(keys.length).toBeGreaterThan(5);
  const marks = [Buffer.from(MARKER, "utf8"), Buffer.from(MARKER, "utf16le"), Buffer.from("zwetschgenkn", "latin1")];
  const inWords = [words.join(" "), words.join("-"), ...keys.flatMap((key) => [key.toString("hex"), key.toString("base64")])];
  const needles = [...marks, ...keys, ...inWords.map((text) => Buffer.from(text))];
  // The demo's founder lives beside the server's data with keys of its own, but none of ours.
  const found = places.flatMap(([name, bytes]) => needles.filter((needle) => bytes.includes(needle)).map((needle) => `${needle.toString("latin1").slice(0, 12)} in ${name}`));
  expect(found).toEqual([]);
  // The secret of the invitation goes from person to person only.
  const code = invitation.split("#j1.")[1] ?? "";
  const toServer = places.filter(([name]) => /^(to|from|the log)/.test(name) || name.startsWith(demo.data));
  const leaked = toServer.filter(([name, bytes]) => !name.includes("demo-founder") && bytes.includes(code));
  expect(leaked.map(([name]) => name)).toEqual([]);
  // What is there is found.
  expect(Buffer.concat([Buffer.from([1, 2]), keys[0] ?? Buffer.alloc(0)]).includes(keys[0] ?? "")).toBe(true);
});

/** Types the marker into every text field of a new record; returns into how many. */
async function typeEverywhere(phone: Phone, kind: string): Promise<number> {
  const { page } = phone;
  await visit(phone, `/r/${kind}/neu`);
  await expect(page.getByRole("button", { name: "Speichern" })).toBeVisible();
  // Parts that are folded away count too.
  await page.locator("form details").evaluateAll((parts) => parts.forEach((part) => part.setAttribute("open", "")));
  const inputs = page.locator("form input[type=text], form textarea");
  let typed = 0;
  for (let place = 0; place < (await inputs.count()); place += 1) {
    const input = inputs.nth(place);
    if (!(await input.isVisible()) || !(await input.isEditable())) continue;
    // Numbers, amounts and names of a list take no words.
    const takes = (await input.getAttribute("inputmode")) ?? (await input.getAttribute("role")) ?? "text";
    if (takes !== "text") continue;
    await input.fill(`${MARKER} ${kind} ${place}`);
    typed += 1;
  }
  // A day that has to be there is no place for words.
  for (const day of await page.locator("form input[type=datetime-local][aria-required=true]").all()) await day.fill("2026-12-05T18:00");
  return typed;
}

/** Keeps every request and answer of the page: addresses, headers, bodies. */
function listen(phone: Phone): () => Promise<[string, Buffer][]> {
  const heard: [string, Buffer][] = [];
  const coming: Promise<unknown>[] = [];
  phone.page.on("request", (request) => {
    const head = JSON.stringify([request.url(), request.headers()]);
    heard.push([`to ${request.url()}`, Buffer.concat([Buffer.from(head), request.postDataBuffer() ?? Buffer.alloc(0)])]);
  });
  phone.page.on("response", (response) => {
    // The live stream has no end; it says only that something is new.
    if ((response.headers()["content-type"] ?? "").includes("event-stream")) return;
    coming.push(response.body().then((body) => heard.push([`from ${response.url()}`, body]), () => undefined));
  });
  return async () => {
    await Promise.all(coming);
    return heard;
  };
}
