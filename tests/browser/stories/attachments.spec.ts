// A photo taken offline on one phone is seen on the other: unchanged, the right way up, without the place it was taken at.
// What lies on the server and in the browsers is sealed.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { join, unlock } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { EXIF_MARKER, photoWithPlace } from "../kit/pictures.ts";
import { create, find, visit } from "../kit/records.ts";

const TASK = "Plakate hängen";

/** Opens the picture and returns the bytes that are shown and the checksum the app tells. */
async function look(phone: Phone): Promise<{ bytes: Buffer; told: string }> {
  const { page } = phone;
  await page.evaluate(() => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      (window as unknown as { shown: Blob }).shown = blob;
      return made(blob);
    };
  });
  await page.locator(".files__item").first().click();
  await expect(page.locator(".viewer__picture")).toBeVisible({ timeout: 30_000 });
  const bytes = await page.evaluate(async () => {
    const { shown } = window as unknown as { shown: Blob };
    return [...new Uint8Array(await shown.arrayBuffer())];
  });
  return { bytes: Buffer.from(bytes), told: await page.locator(".viewer__proof").innerText() };
}

/** Size of the picture on the screen, and its colours near the upper and the lower edge. */
async function pixels(phone: Phone) {
  return phone.page.locator(".viewer__picture").evaluate((picture: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const context = canvas.getContext("2d");
    context?.drawImage(picture, 0, 0);
    const at = (y: number) => [...(context?.getImageData(canvas.width / 2, y, 1, 1).data ?? [])];
    const [top = [], bottom = []] = [at(10), at(canvas.height - 10)];
    return { size: [canvas.width, canvas.height], redOnTop: (top[0] ?? 0) > 180, blueBelow: (bottom[2] ?? 0) > 180 };
  });
}

async function holds(folder: string, needle: Buffer): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = path(entry.parentPath, entry.name);
    const bytes = await readFile(name).catch(() => Buffer.alloc(0));
    if (bytes.includes(needle)) found.push(name);
  }
  return found;
}

story("a photo taken offline on one phone is seen on the other, unchanged, without GPS", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  const task = await create(anna, "aufgabe", { "Was ist zu tun?": TASK });
  const photo = await photoWithPlace(anna.page);
  expect(photo.includes(EXIF_MARKER)).toBe(true);

  await demo.stop();
  await visit(anna, task);
  await anna.page.locator('input[type="file"][accept="image/*"]').setInputFiles({ name: "IMG_1234.jpg", mimeType: "image/jpeg", buffer: photo });
  await expect(anna.page.locator(".files__picture")).toBeVisible();
  await expect(anna.page.getByText("noch nicht gesendet")).toBeVisible();

  // The battery falls out before anything could be sent.
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, task);
  await expect(anna.page.locator(".files__picture")).toBeVisible();

  await demo.start();
  await expect(anna.page.getByText("noch nicht gesendet")).toBeHidden({ timeout: 90_000 });

  await visit(ben, task);
  await expect(ben.page.locator(".files__picture")).toBeVisible({ timeout: 90_000 });
  const seen = await look(ben);
  expect(await pixels(ben)).toEqual({ size: [200, 400], redOnTop: true, blueBelow: true });
  expect(seen.bytes.includes(EXIF_MARKER)).toBe(false);
  expect(seen.bytes.includes("Exif")).toBe(false);
  expect(seen.told).toBe(createHash("sha256").update(seen.bytes).digest("hex"));
  await ben.page.getByRole("button", { name: "Schließen" }).click();
  const own = await look(anna);
  expect(own.bytes.equals(seen.bytes)).toBe(true);

  // Removed and taken back.
  await anna.page.getByRole("button", { name: "Entfernen" }).click();
  await expect(anna.page.locator(".files__picture")).toBeHidden();
  await anna.page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(anna.page.locator(".files__picture")).toBeVisible();
  await visit(anna, "/einstellungen");
  await expect(anna.page.getByText(/kB von 209,7 MB/)).toBeVisible({ timeout: 30_000 });

  for (const one of [anna, ben]) {
    expect(one.complaints.filter((line) => /Content Security Policy|Trusted/.test(line))).toEqual([]);
    await one.kill();
  }
  await demo.stop();
  // Bytes out of the middle of what was shown, and the marker of the camera.
  const middle = seen.bytes.subarray(seen.bytes.length >> 1, (seen.bytes.length >> 1) + 48);
  for (const folder of [demo.data, anna.profile, ben.profile]) {
    expect(await holds(folder, middle)).toEqual([]);
    expect(await holds(folder, Buffer.from(EXIF_MARKER))).toEqual([]);
  }
});

story("an idea card is photographed at the stall, and a note is spoken to it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const feast = await find(anna, "veranstaltung", "Stadtfest Musterau");
  await visit(anna, `/punkte/${feast.split("/").at(-1)}`);
  const cards = page.locator('section[aria-labelledby="karten"]');
  const before = Number.parseInt(await cards.getByText(/^\d+ Karten?$/).innerText(), 10);
  await cards.locator('input[type="file"]').setInputFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(page) });
  await expect(cards.getByText(`${before + 1} Karten`)).toBeVisible();

  await visit(anna, await find(anna, "beitrag", "Karte als Foto"));
  await expect(page.locator(".files__picture")).toBeVisible();
  // A microphone that hums.
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const tone = context.createOscillator();
      const out = context.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      return out.stream;
    };
  });
  await page.getByRole("button", { name: "Tonnotiz" }).click();
  await expect(page.getByText("Aufnahme läuft")).toBeVisible();
  await expect(page.locator(".files__time")).toHaveText("0:02");
  await page.getByRole("button", { name: "Fertig" }).click();
  await expect(page.locator(".files__item")).toHaveCount(2);
  await page.locator(".files__item").last().click();
  await expect.poll(() => page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toBeHidden();
  expect(anna.complaints.filter((line) => /Content Security Policy|Trusted/.test(line))).toEqual([]);
});
