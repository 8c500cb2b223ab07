// A server that lies: the circle becomes read-only, the app says what it saw, and what the server showed leaves as a file.
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { change, create, visit } from "../kit/records.ts";
import type { Phone } from "../kit/phone.ts";

const TITLE = "Alarmprobe im Gasthof";

/** Follows what the app says from the page of today to the alarm. */
async function followTheAlarm(ben: Phone): Promise<void> {
  await visit(ben, "/");
  await expect(ben.page.getByText("Alarm in Musterau: nur lesen").first()).toBeVisible({ timeout: 60_000 });
  await ben.page.getByRole("link", { name: "Ansehen" }).first().click();
  await expect(ben.page.getByRole("heading", { level: 1, name: "Der Server zeigt etwas, das nicht sein kann" })).toBeVisible();
}

/** Takes the evidence out as a file. */
async function evidence(ben: Phone): Promise<Buffer> {
  const leaving = ben.page.waitForEvent("download");
  await ben.page.getByRole("button", { name: "Beweise speichern" }).click();
  const file = await leaving;
  expect(file.suggestedFilename()).toBe("schulterschluss-beweise.cbor");
  return readFile(await file.path());
}

story("a12 a13 a changed log makes the circle read-only, the evidence leaves without content, and the truth goes on", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "allianz"), "Ben");
  const kept = await create(ben, "aufgabe", { "Was ist zu tun?": "Vorher geschrieben" });
  await visit(ben, "/abgleich");
  await expect(ben.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 30_000 });

  // The server shows Ben another history than Anna: one byte of what she wrote is different.
  let lies = 0;
  await ben.context.route(/\/v1\/s\/[0-9a-f]+\/log/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (body.length > 400) {
      body[body.length >> 1]! ^= 1;
      lies += 1;
    }
    await route.fulfill({ response, body });
  });
  await create(anna, "aufgabe", { "Was ist zu tun?": TITLE });
  await followTheAlarm(ben);
  expect(lies).toBeGreaterThan(0);
  const file = await evidence(ben);
  expect(file.length).toBeGreaterThan(300);
  for (const word of [TITLE, "Vorher geschrieben", "Musterau", "Anna"]) expect(file.includes(word)).toBe(false);

  // Read-only, and what was there is still there to be read; also after a restart.
  await visit(ben, kept);
  await expect(ben.page.getByRole("heading", { level: 1, name: "Vorher geschrieben" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: "Bearbeiten" })).toHaveCount(0);
  await visit(ben, "/r/aufgabe");
  await expect(ben.page.getByText(TITLE)).toHaveCount(0);

  // A person has cleared it up, and the server tells the truth again.
  await ben.context.unroute(/\/v1\/s\/[0-9a-f]+\/log/);
  await followTheAlarm(ben);
  await ben.page.locator("summary").filter({ hasText: "Alarm aufheben" }).click();
  await ben.page.getByRole("button", { name: "Alarm aufheben" }).click();
  await visit(ben, "/r/aufgabe");
  await expect(ben.page.getByRole("link", { name: TITLE })).toBeVisible({ timeout: 60_000 });
  await change(ben, kept, { "Was ist zu tun?": "Nachher geändert" });
});

story("a12 a server that forgot what it showed, and will not take it back, is noticed", async ({ demo, phone }) => {
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.stop();
  const before = await mkdtemp(path(tmpdir(), "schulterschluss-before-"));
  await cp(demo.data, before, { recursive: true });
  await demo.start();
  const kept = await create(ben, "aufgabe", { "Was ist zu tun?": TITLE });
  await expect(ben.page.getByText("hier und auf dem Server")).toBeVisible({ timeout: 60_000 });
  // What the server has only taken, and has not shown in its log yet, may be gone with a backup: it is sent again.
  await visit(ben, "/abgleich");
  await expect(ben.page.getByText(/^Alle [\d.]+ Einträge dieses Geräts sind auf dem Server$/)).toBeVisible({ timeout: 60_000 });

  await demo.stop();
  await rm(demo.data, { recursive: true });
  await cp(before, demo.data, { recursive: true });
  await rm(before, { recursive: true });
  // An honest server that was restored is healed by its phones; this one says that it knows nothing they have in common.
  await ben.context.route(/\/v1\/s\/[0-9a-f]+\/recover/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withoutCommonPoint(await response.body()) });
  });
  await demo.start();
  await visit(ben, "/abgleich");
  await ben.page.getByRole("button", { name: "Jetzt senden" }).click();
  await followTheAlarm(ben);
  expect((await evidence(ben)).length).toBeGreaterThan(50);
  await visit(ben, kept);
  await expect(ben.page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
});

/** Puts "none" in the place of the last common point: the fourth value of the answer, behind an era and two numbers. */
function withoutCommonPoint(answer: Buffer): Buffer {
  const lengthAt = (at: number) => {
    const [first = 0] = answer.subarray(at);
    return first === 0xf6 || (first & 31) < 24 ? 1 : 1 + (1 << ((first & 31) - 24));
  };
  let at = 1 + lengthAt(1) + (((answer[1] ?? 0) >> 5) === 2 ? (answer[1] ?? 0) & 31 : 0);
  for (let numbers = 0; numbers < 2; numbers += 1) at += lengthAt(at);
  return Buffer.concat([answer.subarray(0, at), Buffer.from([0xf6]), answer.subarray(at + lengthAt(at))]);
}
