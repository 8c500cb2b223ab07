// A photo taken offline on one phone is seen on the other: unchanged, the right way up, without the place it was taken at.
// What lies on the server and in the browsers is sealed.
import { createHash, randomBytes } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { Demo } from "../kit/demo.ts";
import { join, unlock } from "../kit/joining.ts";
import { DESKTOP, type Phone } from "../kit/phone.ts";
import { EXIF_MARKER, photoWithPlace } from "../kit/pictures.ts";
import { create, find, visit } from "../kit/records.ts";

const TASK = "Plakate hängen";

/** Address of a chunk of an attachment, with its number. */
const CHUNK = /\/blob\/[^/]+\/(\d+)$/;

/** A browser without a window has no mouse by itself. */
const MOUSE = ["--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"];

/** Opens an attachment and returns the bytes that are shown and the checksum the app tells. */
async function look(phone: Phone, name = ""): Promise<{ bytes: Buffer; told: string }> {
  const { page } = phone;
  await page.evaluate(() => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      (window as unknown as { shown: Blob }).shown = blob;
      return made(blob);
    };
  });
  await page.locator(".files__item").filter({ hasText: name }).first().click();
  await expect(page.locator(".viewer__proof")).toBeVisible({ timeout: 30_000 });
  const bytes = await page.evaluate(async () => {
    const { shown } = window as unknown as { shown: Blob };
    return [...new Uint8Array(await shown.arrayBuffer())];
  });
  return { bytes: Buffer.from(bytes), told: await page.locator(".viewer__proof").innerText() };
}

/** Size of the picture on the screen, and its colours near the upper and the lower edge. */
async function pixels(phone: Phone) {
  await expect(phone.page.locator(".viewer__picture")).toBeVisible();
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
  await expect(anna.page.locator(".files__state", { hasText: "noch nicht gesendet" })).toBeVisible();

  // The battery falls out before anything could be sent.
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await unlock(anna, words);
  await visit(anna, task);
  await expect(anna.page.locator(".files__picture")).toBeVisible();

  await demo.start();
  await expect(anna.page.locator(".files__state", { hasText: "noch nicht gesendet" })).toHaveCount(0, { timeout: 90_000 });

  await visit(ben, task);
  await expect(ben.page.locator(".files__picture")).toBeVisible({ timeout: 90_000 });
  // What came from the server is not said to wait for being sent.
  await expect(ben.page.locator(".files__state")).toHaveCount(0);
  const seen = await look(ben);
  expect(await pixels(ben)).toEqual({ size: [200, 400], redOnTop: true, blueBelow: true });
  expect(seen.bytes.includes(EXIF_MARKER)).toBe(false);
  expect(seen.bytes.includes("Exif")).toBe(false);
  expect(seen.told).toBe(createHash("sha256").update(seen.bytes).digest("hex"));
  await ben.page.getByRole("button", { name: "Schließen", exact: true }).click();
  const own = await look(anna);
  expect(own.bytes.equals(seen.bytes)).toBe(true);

  // Removed and taken back.
  await anna.page.getByRole("button", { name: "Entfernen" }).click();
  await expect(anna.page.locator(".files__picture")).toBeHidden();
  await anna.page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(anna.page.locator(".files__picture")).toBeVisible();
  await visit(anna, "/einstellungen");
  await expect(anna.page.getByText(/kB von 209,7 MB/).first()).toBeVisible({ timeout: 30_000 });

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

/** A PDF file of about so many bytes, no two alike. */
function pdf(name: string, bytes: number) {
  const buffer = Buffer.concat([Buffer.from("%PDF-1.4\n%"), randomBytes(bytes), Buffer.from("\n%%EOF\n")]);
  return { name, mimeType: "application/pdf", buffer };
}

/** Turned on again and unlocked. */
async function comeBack(phone: Phone, demo: Demo, words: string[]): Promise<void> {
  await phone.page.goto(demo.origin);
  await unlock(phone, words);
}

/** Opens the confidential room with the six words. */
async function openRoom(phone: Phone, words: string[]): Promise<void> {
  const { page } = phone;
  await visit(phone, "/vertraulich");
  await page.locator("#raum-woerter").fill(words.join(" "));
  await page.locator("#raum-woerter").press("Enter");
  await expect(page.locator("#raum-woerter")).toHaveCount(0, { timeout: 60_000 });
}

async function attach(phone: Phone, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await phone.page.locator('input[accept="application/pdf"]').setInputFiles(file);
  await expect(item(phone, file.name)).toBeVisible();
}

function item(phone: Phone, name: string) {
  return phone.page.locator(".files__item").filter({ hasText: name });
}

/**
 * Looks on while chunks are sent: the numbers of those the server took, in order. The one of number `until` leaves the app and never arrives;
 * `held` says when that is.
 */
async function chunksOf(phone: Phone, until?: number): Promise<{ answered: number[]; held: Promise<void> }> {
  const answered: number[] = [];
  let hold = () => {};
  const held = new Promise<void>((done) => (hold = done));
  await phone.page.route(CHUNK, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const number = Number(CHUNK.exec(route.request().url())?.[1]);
    if (number === until) return hold();
    const response = await route.fetch();
    if (response.ok()) answered.push(number);
    return route.fulfill({ response });
  });
  return { answered, held };
}

async function closeViewer(phone: Phone): Promise<void> {
  await phone.page.getByRole("button", { name: "Schließen", exact: true }).click();
  await expect(phone.page.locator("dialog")).toBeHidden();
}

story("the server has no more room: it is said, and nothing is lost", async ({ phone }) => {
  const demo = await Demo.startSmall(500_000);
  try {
    const anna = await phone("Anna");
    const { page } = anna;
    const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
    const task = await create(anna, "aufgabe", { "Was ist zu tun?": TASK });
    await attach(anna, pdf("Erste.pdf", 150_000));
    await expect(page.locator(".files__state", { hasText: "noch nicht gesendet" })).toHaveCount(0, { timeout: 60_000 });
    const second = pdf("Zweite.pdf", 250_000);
    await attach(anna, second);
    const full = page.getByText("Auf dem Server ist kein Platz mehr für Anhänge dieses Kreises");
    await expect(full).toBeVisible({ timeout: 60_000 });
    await expect(item(anna, "Zweite.pdf")).toContainText("noch nicht gesendet");
    await expect(item(anna, "Erste.pdf")).not.toContainText("noch nicht gesendet");
    await visit(anna, "/einstellungen");
    await expect(page.getByText(/^4\d\d kB von 500 kB$/)).toBeVisible({ timeout: 30_000 });

    // It lies on this phone, also after the battery fell out and what can be fetched again was removed.
    await anna.kill();
    await anna.turnOn();
    await comeBack(anna, demo, words);
    await visit(anna, "/einstellungen");
    await anna.page.getByRole("button", { name: "Auf diesem Gerät Platz schaffen" }).click();
    await visit(anna, task);
    await anna.context.setOffline(true);
    const seen = await look(anna, "Zweite.pdf");
    expect(seen.bytes.equals(second.buffer)).toBe(true);
    await closeViewer(anna);
    await item(anna, "Erste.pdf").click();
    await expect(anna.page.getByText("Mit Netz wird der Anhang geholt")).toBeVisible({ timeout: 30_000 });
    await closeViewer(anna);
  } finally {
    await demo.forget();
  }
});

story("files are dropped on a desk; what is neither photo nor PDF is refused in words", async ({ demo, phone }) => {
  const anna = await phone("Anna", DESKTOP, MOUSE);
  const { page } = anna;
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await create(anna, "aufgabe", { "Was ist zu tun?": TASK });
  await expect(page.getByText("Dateien lassen sich auch hierher ziehen.")).toBeVisible();
  const photo = await photoWithPlace(page);
  const dropped = await page.evaluateHandle(
    ([jpeg]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(jpeg)], "IMG_1.jpg", { type: "image/jpeg" }));
      data.items.add(new File(["%PDF-1.4\n%%EOF\n"], "Plan.pdf", { type: "application/pdf" }));
      return data;
    },
    [[...photo]] as const,
  );
  const target = page.getByRole("heading", { name: "Anhänge" });
  await target.dispatchEvent("dragover", { dataTransfer: dropped });
  await target.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.locator(".files__item")).toHaveCount(2);
  await expect(page.locator(".files__picture")).toBeVisible();
  await expect(item(anna, "Plan.pdf")).toBeVisible();
  const wrong = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["<script>alert(1)</script>"], "Plan.html", { type: "text/html" }));
    return data;
  });
  await target.dispatchEvent("drop", { dataTransfer: wrong });
  await expect(page.getByText("Diese Datei geht nicht. Möglich sind Fotos und PDF.")).toBeVisible();
  await expect(page.locator(".files__item")).toHaveCount(2);
});

story("what a restored server lost of attachments is said so, and comes back from who has it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.stop();
  const yesterday = await mkdtemp(path(tmpdir(), "schulterschluss-yesterday-"));
  await cp(demo.data, yesterday, { recursive: true });
  await demo.start();

  const task = await create(anna, "aufgabe", { "Was ist zu tun?": TASK });
  const plan = pdf("Plan.pdf", 40_000);
  await attach(anna, plan);
  await expect(anna.page.locator(".files__state", { hasText: "noch nicht gesendet" })).toHaveCount(0, { timeout: 60_000 });
  await visit(ben, task);
  await expect(item(ben, "Plan.pdf")).toBeVisible({ timeout: 60_000 });
  await anna.kill();

  await demo.stop();
  await rm(demo.data, { recursive: true });
  await cp(yesterday, demo.data, { recursive: true });
  await rm(yesterday, { recursive: true });
  await demo.start();
  await visit(ben, "/abgleich");
  await ben.page.getByRole("button", { name: "Jetzt senden" }).click();
  await expect(ben.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 60_000 });
  await visit(ben, task);
  await item(ben, "Plan.pdf").click();
  await expect(ben.page.getByText("Der Server hat diesen Anhang nicht.")).toBeVisible({ timeout: 30_000 });
  await closeViewer(ben);
  await expect(item(ben, "Plan.pdf")).toContainText("noch nicht auf dem Server");

  await anna.turnOn();
  await comeBack(anna, demo, words);
  await expect(item(ben, "Plan.pdf")).not.toContainText("noch nicht auf dem Server", { timeout: 120_000 });
  const seen = await look(ben, "Plan.pdf");
  expect(seen.bytes.equals(plan.buffer)).toBe(true);
});

story("a phone that dies while half of an attachment is sent goes on where it stopped", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const ben = await phone("Ben");
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  const task = await create(anna, "aufgabe", { "Was ist zu tun?": TASK });
  // Five chunks of 256 KiB, and the one for a picture of it before them.
  const plan = pdf("Plan.pdf", 1_200_000);
  const sent = await chunksOf(anna, 3);
  await attach(anna, plan);
  await sent.held;
  expect(sent.answered).toEqual([0, 1, 2]);
  await anna.kill();

  // What is not whole is shown to nobody as if it were.
  await visit(ben, task);
  await item(ben, "Plan.pdf").click();
  await expect(ben.page.getByText("Der Server hat diesen Anhang nicht.")).toBeVisible({ timeout: 30_000 });
  await closeViewer(ben);

  await anna.turnOn();
  const rest = await chunksOf(anna);
  await comeBack(anna, demo, words);
  await visit(anna, task);
  await expect(item(anna, "Plan.pdf")).toBeVisible();
  await expect(item(anna, "Plan.pdf")).not.toContainText("noch nicht gesendet", { timeout: 90_000 });
  expect(rest.answered).toEqual([3, 4, 5]);

  await expect(item(ben, "Plan.pdf")).not.toContainText("noch nicht auf dem Server", { timeout: 120_000 });
  const seen = await look(ben, "Plan.pdf");
  expect(seen.bytes.equals(plan.buffer)).toBe(true);
  expect(seen.told).toBe(createHash("sha256").update(plan.buffer).digest("hex"));
});

story("evidence beside an incident opens in the inner circle alone", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  const words = await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "allianz"), "Ben");
  await openRoom(anna, words);
  const incident = await find(anna, "vorfall", "Gartentor");
  await visit(anna, incident);
  await expect(item(anna, "Gedächtnisprotokoll.pdf")).toBeVisible({ timeout: 60_000 });
  const evidence = pdf("Bildschirmfoto.pdf", 20_000);
  await attach(anna, evidence);
  await expect(item(anna, "Bildschirmfoto.pdf")).not.toContainText("noch nicht gesendet", { timeout: 60_000 });
  const seen = await look(anna, "Bildschirmfoto.pdf");
  expect(seen.bytes.equals(evidence.buffer)).toBe(true);
  await closeViewer(anna);
  // Found while the room is open; what leaves it as a file is noted where the incidents live.
  await visit(anna, "/suche?q=Gartentor");
  await expect(page.locator("main a.row").filter({ hasText: "Gartentor" }).first()).toBeVisible();
  await visit(anna, "/r/vorfall");
  await page.getByText("Herausgeben").click();
  const leaving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Daten (JSON)" }).click();
  await leaving;
  const noted = page.locator("a.row").filter({ hasText: "Vorfälle" });
  await visit(anna, "/r/ausgabe");
  await expect(noted).toHaveCount(1);

  // The rest of the town: no page, no name of a file, no room of that circle in the settings.
  await visit(ben, incident);
  await expect(ben.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(ben.page.locator(".files__item")).toHaveCount(0);
  await expect(ben.page.getByText("Gartentor")).toHaveCount(0);
  await visit(ben, "/suche?q=Bildschirmfoto");
  await expect(ben.page.getByText("Bildschirmfoto.pdf")).toHaveCount(0);
  // Who helps in the alliance takes no lists out of the app, and reads nothing of those that left the inner circle.
  await visit(ben, "/r/angebot");
  await expect(ben.page.locator("a.row").first()).toBeVisible();
  await expect(ben.page.getByText("Herausgeben")).toHaveCount(0);
  await visit(ben, "/r/ausgabe");
  await expect(ben.page.locator("a.row").first()).toBeVisible();
  await expect(ben.page.locator("a.row").filter({ hasText: "Vorfälle" })).toHaveCount(0);

  // Locked again, neither does the phone of the inner circle show it.
  await page.reload();
  await unlock(anna, words);
  await visit(anna, incident);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".files__item")).toHaveCount(0);
  await visit(anna, "/suche?q=Gartentor");
  await expect(page.getByText("Nichts gefunden")).toBeVisible();
  // Not even how many there are.
  await visit(anna, "/suche?q=Vorf%C3%A4lle");
  await expect(page.getByText(/Herausg/)).toHaveCount(0);
  await visit(anna, "/r/ausgabe");
  await expect(page.locator("a.row").first()).toBeVisible();
  await expect(noted).toHaveCount(0);
});
