// What a cheap phone needs: Chromium with its processor slowed down four times, and a town with many records.
// Every figure is one JSON line on the standard output: {"name", "n", "value", "unit", "goal"}.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { Demo } from "../kit/demo.ts";
import { passWords } from "../kit/joining.ts";
import { Phone } from "../kit/phone.ts";
import { field, saved, visit } from "../kit/records.ts";

const SLOWER = 4;
const ROUNDS = 5;
const QUERY = "veranstaltung";
/** A slow phone on a busy machine is slow twice. */
const PATIENCE_MS = 120_000;

for (const [n, parts] of [
  [5_000, "start"],
  [10_000, "search"],
] as const) {
  test(`a slow phone with ${n} records: ${parts}`, async () => {
    const demo = await Demo.startLarge(n);
    const phone = await Phone.new("Anna");
    try {
      phone.context.setDefaultTimeout(PATIENCE_MS);
      const cdp = await phone.context.newCDPSession(phone.page);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      const words = await firstSync(phone, demo, n);
      if (parts === "start") {
        await saves(phone, n);
        await memory(phone, n);
        await unlocking(phone, demo, words, n);
      } else {
        await searches(phone, n);
      }
    } finally {
      await phone.forget();
      await demo.forget();
    }
  });
}

function figure(name: string, n: number, value: number, unit: string, goal: number): void {
  process.stdout.write(`${JSON.stringify({ name, n, value: Math.round(value), unit, goal })}\n`);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** From the moment the keys are made to the proof that everything is here. */
async function firstSync(phone: Phone, demo: Demo, n: number): Promise<string[]> {
  const { page } = phone;
  await page.goto(demo.invitation("Musterau", "gk"));
  await page.getByLabel("Name auf diesem Gerät").fill("Anna");
  await page.getByRole("button", { name: "Beitreten" }).click();
  const words = await passWords(page);
  // Stretching the six words has a goal of its own.
  await expect(page.locator(".code-grid__word")).toHaveCount(0);
  const from = Date.now();
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible();
  figure("phone_first_sync", n, Date.now() - from, "ms", 5_000);
  await page.getByRole("button", { name: "Zu Heute" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
  return words;
}

/** From the press to "Gespeichert", which is only said when it is on the disk. */
async function saves(phone: Phone, n: number): Promise<void> {
  const { page } = phone;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await visit(phone, "/r/aufgabe/neu");
    await field(page, "Was ist zu tun?").fill(`Kabeltrommel ${round}`);
    const press = page.getByRole("button", { name: "Speichern" });
    await press.evaluate((button) => {
      button.addEventListener("click", () => performance.mark("press"), { capture: true, once: true });
      new MutationObserver((_, observer) => {
        if (!/Gespeichert \d\d:\d\d auf diesem /.test(document.body.textContent ?? "")) return;
        performance.measure("save", "press");
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await press.click();
    await saved(page).waitFor();
    times.push(await lastMeasure(phone, "save"));
  }
  figure("phone_save", n, median(times), "ms", 60);
}

/** What the page's process has for itself alone: script, WebAssembly, and the browser's own share. */
async function memory(phone: Phone, n: number): Promise<void> {
  const cdp = await phone.context.browser()?.newBrowserCDPSession();
  const answer = await cdp?.send("SystemInfo.getProcessInfo");
  const pages = answer?.processInfo.filter((process) => process.type === "renderer") ?? [];
  const sizes = pages.map(async ({ id }) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8");
    const own = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)];
    return own.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1_000;
  });
  figure("phone_memory", n, Math.max(...(await Promise.all(sizes))), "MB", 150);
}

/** From the press to Heute, less what wrong words cost: those end where the key would be there. */
async function unlocking(phone: Phone, demo: Demo, words: string[], n: number): Promise<void> {
  const { page } = phone;
  const wrong = [...words.slice(1), words[0] ?? ""].join(" ");
  const [keys, all]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(demo.origin);
    await page.getByRole("textbox").fill(wrong);
    let from = Date.now();
    await page.getByRole("button", { name: "Entsperren" }).click();
    await expect(page.locator("#woerter-error")).toBeVisible();
    keys.push(Date.now() - from);
    await page.getByRole("textbox").fill(words.join(" "));
    from = Date.now();
    await page.getByRole("button", { name: "Entsperren" }).click();
    await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
    all.push(Date.now() - from);
  }
  figure("phone_unlock", n, median(all) - median(keys), "ms", 2_000);
}

/** From each letter to the picture with its hits. */
async function searches(phone: Phone, n: number): Promise<void> {
  const { page } = phone;
  await visit(phone, "/suche");
  const box = page.getByRole("searchbox").first();
  await box.fill(QUERY);
  await expect(page.locator("main a.row").first()).toBeVisible();
  await box.fill("");
  const times = await box.evaluate(async (input: HTMLInputElement, query: string) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times: number[] = [];
    for (let length = 1; length <= query.length; length += 1) {
      await painted();
      const from = performance.now();
      input.value = query.slice(0, length);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await painted();
      times.push(performance.now() - from);
    }
    return times;
  }, QUERY);
  figure("phone_search_key", n, median(times), "ms", 50);
  figure("phone_search_key_slowest", n, Math.max(...times), "ms", 50);
}

async function lastMeasure(phone: Phone, name: string): Promise<number> {
  return phone.page.evaluate((of) => performance.getEntriesByName(of).at(-1)?.duration ?? Number.NaN, name);
}
