// What a cheap phone needs: Chromium with its processor slowed down four times, and a town with many records.
// Every figure is one JSON line on the standard output: {"name", "n", "value", "unit", "goal"}.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { Demo } from "../kit/demo.ts";
import { passWords } from "../kit/joining.ts";
import { Phone } from "../kit/phone.ts";
import { field, saved, visit } from "../kit/records.ts";
import { watch } from "./watch.ts";

const SLOWER = 4;
const ROUNDS = 5;
/** What people look for: a word most records have, a rare one, and one that stands in none of them. */
const QUERIES = ["haus", "veranstaltung", "xylophon"];
/** A slow phone on a busy machine is slow twice. */
const PATIENCE_MS = 120_000;
const TERMS = 20_000_000;
const TAPS = 20_000;
const MEASURED_TAPS = 1_000;

for (const [n, parts] of [
  [5_000, "start"],
  [10_000, "search"],
  [5_000, "taps"],
  [5_000, "taps without a network"],
] as const) {
  test(`a slow phone with ${n} records: ${parts}`, async () => {
    const demo = await Demo.startLarge(n);
    const phone = await Phone.new("Anna");
    try {
      phone.context.setDefaultTimeout(PATIENCE_MS);
      await watch(phone.page);
      const slow = await throttle(phone, SLOWER);
      await yardstick(phone);
      const words = await firstSync(phone, demo, n);
      if (parts === "start") {
        await memory(phone, n, "phone_memory", 150);
        await forms(phone, n);
        await lists(phone, n);
        await saves(phone, n);
        await counting(phone, n);
        await unlocking(phone, demo, words, n);
      } else if (parts === "taps") {
        await slow(1);
        await manyTaps(phone, "phone_taps");
      } else if (parts === "taps without a network") {
        await slow(1);
        await demo.stop();
        await manyTaps(phone, "phone_taps_offline");
      } else {
        await searches(phone, n);
        await memory(phone, n, "phone_memory_searched", 150);
      }
    } finally {
      await phone.forget();
      await demo.forget();
    }
  });
}

async function throttle(phone: Phone, rate: number): Promise<(rate: number) => Promise<void>> {
  const cdp = await phone.context.newCDPSession(phone.page);
  const set = async (rate: number) => void (await cdp.send("Emulation.setCPUThrottlingRate", { rate }));
  await set(rate);
  return set;
}

function figure(name: string, n: number, value: number, unit: string, goal: number): void {
  process.stdout.write(`${JSON.stringify({ name, n, value: Math.round(value * 10) / 10, unit, goal })}\n`);
}

function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const median = (values: number[]) => at(values, 0.5);

/** The same sum every time: how quick machine and browser are just now, without which figures of two days cannot be compared. */
async function yardstick(phone: Phone): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(
      await phone.page.evaluate((terms) => {
        const from = performance.now();
        let sum = 0;
        for (let term = 0; term < terms; term += 1) sum = (Math.imul(sum, 31) + term) | 0;
        // Whoever looks at the sum keeps the loop from being left out.
        return sum === 0 ? Number.NaN : performance.now() - from;
      }, TERMS),
    );
  }
  figure("phone_yardstick", TERMS, median(times), "ms", 0);
}

/** From the moment the keys are made to the proof that everything is here. */
async function firstSync(phone: Phone, demo: Demo, n: number): Promise<string[]> {
  const { page } = phone;
  await page.goto(demo.invitation("Musterau", "gk"));
  await page.getByLabel("Name auf diesem Gerät").fill("Anna");
  await page.getByRole("button", { name: "Beitreten" }).click();
  const words = await passWords(page);
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible();
  // Stretching the six words has a goal of its own.
  const [keys, read] = await page.evaluate(() => [window.watch.keys, performance.now()] as const);
  figure("phone_first_sync", n, read - keys, "ms", 5_000);
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
    times.push(await page.evaluate(() => performance.getEntriesByName("save").at(-1)?.duration ?? Number.NaN));
  }
  figure("phone_save", n, median(times), "ms", 60);
}

/** From the way to the form to its picture: the kind with the most fields. */
async function forms(phone: Phone, n: number): Promise<void> {
  const times: number[] = [];
  let fields = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await visit(phone, "/geraete");
    const [time, count] = await phone.page.evaluate(async () => {
      const from = performance.now();
      window.watch.go("/r/veranstaltung/neu");
      const painted = await window.watch.painted("form .field");
      return [painted - from, document.querySelectorAll("form .field").length] as const;
    });
    times.push(time);
    fields = count;
  }
  figure("phone_form_fields", n, fields, "fields", 30);
  figure("phone_form", n, median(times), "ms", 100);
}

/** From the way to the list of all organisations to its picture, then from end to end of it. */
async function lists(phone: Phone, n: number): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await visit(phone, "/geraete");
    times.push(
      await phone.page.evaluate(async () => {
        const from = performance.now();
        window.watch.go("/r/akteur");
        return (await window.watch.painted("main a.row")) - from;
      }),
    );
  }
  figure("phone_list", n, median(times), "ms", 150);
  const [frames, height] = await phone.page.evaluate(async () => {
    const frames: number[] = [];
    const next = () => new Promise<number>(requestAnimationFrame);
    let before = await next();
    // A thumb that flings: about four screens of a phone in a second, for five seconds.
    for (let step = 0; step < 300; step += 1) {
      scrollBy(0, 50);
      const now = await next();
      frames.push(now - before);
      before = now;
    }
    return [frames, document.documentElement.scrollHeight] as const;
  });
  figure("phone_scroll_height", n, height, "px", 0);
  figure("phone_scroll_frame", n, median(frames), "ms", 16.7);
  figure("phone_scroll_frame_95", n, at(frames, 0.95), "ms", 16.7);
  figure("phone_scroll_frame_slowest", n, Math.max(...frames), "ms", 50);
}

/** From the tap to the new number on the screen, and to the disk. */
async function counting(phone: Phone, n: number): Promise<void> {
  const { page } = phone;
  await visit(phone, "/");
  const way = await page.locator(".band-key--main").getAttribute("href");
  await visit(phone, way ?? "");
  await page.locator(".tally__plus").waitFor();
  const taps = await page.evaluate(async (rounds) => {
    const key = document.querySelector<HTMLElement>(".tally__plus");
    const number = document.querySelector(".tally__number");
    const times: [number, number][] = [];
    for (let round = 0; round < rounds; round += 1) {
      await window.watch.frame();
      const before = number?.textContent;
      const from = performance.now();
      key?.click();
      const seen = await window.watch.painted(".tally__number", () => number?.textContent !== before);
      while (!window.watch.commits.some((time) => time > from)) await window.watch.frame();
      const kept = window.watch.commits.find((time) => time > from) ?? Number.NaN;
      times.push([seen - from, kept - from]);
    }
    return times;
  }, ROUNDS * 4);
  figure("phone_tap_visible", n, median(taps.map(([seen]) => seen)), "ms", 50);
  figure("phone_tap_durable", n, median(taps.map(([, kept]) => kept)), "ms", 50);
  figure("phone_tap_durable_95", n, at(taps.map(([, kept]) => kept), 0.95), "ms", 50);
}

/**
 * Whether a tap costs more and more: each is on the disk before the next. Not slowed down, it takes long enough. Work is what the page's
 * thread computed, so that others at work on the machine do not count; memory is what is still in use after everything else was collected.
 */
async function manyTaps(phone: Phone, name: string): Promise<void> {
  const { page } = phone;
  const cdp = await phone.context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await cdp.send("HeapProfiler.enable");
  const computed = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
  };
  const living = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize, embedderHeapUsedSize } = await cdp.send("Runtime.getHeapUsage");
    const own = await page.evaluate(() => window.watch.memory?.buffer.byteLength ?? Number.NaN);
    return (usedSize + embedderHeapUsedSize + own) / 1e6;
  };
  const way = await page.locator(".band-key--main").getAttribute("href");
  await visit(phone, way ?? "");
  await page.locator(".tally__plus").waitFor();
  const run = async (taps: number) => {
    const from = await computed();
    await page.evaluate(async (taps) => {
      const key = document.querySelector<HTMLElement>(".tally__plus");
      for (let tap = 0; tap < taps; tap += 1) {
        key?.click();
        while (window.watch.commits.length === 0) await new Promise((done) => setTimeout(done));
        window.watch.commits.length = 0;
      }
    }, taps);
    return ((await computed()) - from) / taps;
  };
  await run(MEASURED_TAPS);
  await yardstick(phone);
  const [first, before, processBefore] = [await run(MEASURED_TAPS), await living(), await megabytes(phone)];
  await run(TAPS - 3 * MEASURED_TAPS);
  await yardstick(phone);
  const [last, after, processAfter] = [await run(MEASURED_TAPS), await living(), await megabytes(phone)];
  figure(`${name}_first`, TAPS, first, "ms of work per tap", 0);
  figure(`${name}_last`, TAPS, last, "ms of work per tap", first * 1.1);
  figure(`${name}_memory`, TAPS, after, "MB", 0);
  figure(`${name}_memory_growth`, TAPS, after - before, "MB", 5);
  figure(`${name}_process_growth`, TAPS, processAfter - processBefore, "MB", 0);
}

/** What the page's process has for itself alone: script, WebAssembly, and the browser's own share. */
async function megabytes(phone: Phone): Promise<number> {
  const page = await phone.context.newCDPSession(phone.page);
  await page.send("HeapProfiler.collectGarbage");
  await page.detach();
  const cdp = await phone.context.browser()?.newBrowserCDPSession();
  const answer = await cdp?.send("SystemInfo.getProcessInfo");
  const pages = answer?.processInfo.filter((process) => process.type === "renderer") ?? [];
  const sizes = pages.map(async ({ id }) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8");
    const own = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)];
    return own.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1_000;
  });
  return Math.max(...(await Promise.all(sizes)));
}

async function memory(phone: Phone, n: number, name: string, goal: number): Promise<void> {
  figure(name, n, await megabytes(phone), "MB", goal);
}

/** From the moment the key is there to the picture of Heute, and how long it then holds up a finger. */
async function unlocking(phone: Phone, demo: Demo, words: string[], n: number): Promise<void> {
  const { page } = phone;
  const times: number[] = [];
  const blocked: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(demo.origin);
    await page.getByRole("textbox").fill(words.join(" "));
    await page.getByRole("button", { name: "Entsperren" }).click();
    const [time, long] = await page.evaluate(async () => {
      const shown = await window.watch.painted(".main-nav a[href='/'], a.main-nav__link");
      await new Promise((done) => setTimeout(done, 3_000));
      const after = window.watch.long.filter(([begun]) => begun >= shown).map(([, took]) => took);
      return [shown - window.watch.keys, Math.max(0, ...after)] as const;
    });
    times.push(time);
    blocked.push(long);
  }
  figure("phone_unlock", n, median(times), "ms", 2_000);
  figure("phone_unlock_then_blocked", n, median(blocked), "ms", 100);
}

/** From each letter to the picture with its hits. */
async function searches(phone: Phone, n: number): Promise<void> {
  const { page } = phone;
  await visit(phone, "/suche");
  const box = page.getByRole("searchbox").first();
  await box.fill("haus");
  await expect(page.locator("main a.row").first()).toBeVisible();
  await box.fill("");
  const all: number[] = [];
  for (const query of QUERIES) {
    const times = await box.evaluate(async (input: HTMLInputElement, query: string) => {
      const times: number[] = [];
      for (let length = 1; length <= query.length; length += 1) {
        // A quick typist: so long between two letters.
        await new Promise((done) => setTimeout(done, 150));
        await window.watch.frame();
        const from = performance.now();
        input.value = query.slice(0, length);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        times.push((await window.watch.frame()) - from);
      }
      return times;
    }, query);
    all.push(...times);
    process.stdout.write(`${JSON.stringify({ name: "letters", query, ms: times.map(Math.round) })}\n`);
  }
  figure("phone_search_key", n, median(all), "ms", 50);
  figure("phone_search_key_slowest", n, Math.max(...all), "ms", 50);
}
