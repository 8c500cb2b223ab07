// The calendar files: two other programs read them, a newer one takes the place of an older one, and the public one says nothing
// that was not cleared.
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { readFile } from "node:fs/promises";
import { plan } from "../kit/events.ts";
import { join } from "../kit/joining.ts";
import type { Phone } from "../kit/phone.ts";
import { change, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

interface Entry { id: string; title: string; sequence: number; status: string }

async function file(phone: Phone, key: string): Promise<{ name: string; text: string; entries: Map<string, Entry> }> {
  const leaving = phone.page.waitForEvent("download");
  await phone.page.getByRole("button", { name: key }).click();
  const download = await leaving;
  const text = await readFile(await download.path(), "utf8");
  const parsed = new ICAL.Component(ICAL.parse(text) as never);
  const entries = parsed.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    return { id: event.uid, title: event.summary, sequence: event.sequence, status: String(one.getFirstPropertyValue("status")) };
  });
  const others = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === "VEVENT") as { uid: string; summary: string; sequence: string; start: Date }[];
  expect(others.map((one) => one.uid).toSorted(), "both programs find the same events").toEqual(entries.map((one) => one.id).toSorted());
  for (const one of others) expect(Number.isNaN(one.start.getTime()), one.summary).toBe(false);
  return { name: download.suggestedFilename(), text, entries: new Map(entries.map((one) => [one.title, one])) };
}

story("a calendar file is read by two other programs and replaces what it brought before", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.takeClock();
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const title = "Stand; auf dem Markt, mit Musik";
  const event = await plan(anna, title);
  const draft = await plan(anna, "Nur eine Idee");
  await change(anna, `/r/veranstaltung/${event}`, { Programm: "Intern: wer wann kommt" });
  await visit(anna, "/termine");
  const first = await file(anna, "Für den Kalender (ICS)");
  expect(first.entries.get(title)?.status).toBe("TENTATIVE");
  expect([...first.entries.keys()]).toContain("Nur eine Idee");

  // What changes keeps its id and raises its sequence; what is thrown away is called off, not forgotten.
  await anna.page.clock.setFixedTime(await anna.page.evaluate(() => Date.now() + 60_000));
  await change(anna, `/r/veranstaltung/${event}`, { Ort: "Obermarkt" });
  await visit(anna, `/r/veranstaltung/${draft}`);
  await anna.page.getByRole("button", { name: /^In den Papierkorb/ }).click();
  await visit(anna, "/termine");
  const second = await file(anna, "Für den Kalender (ICS)");
  expect(second.name, "the same name every time").toBe(first.name);
  expect(second.entries.get(title)?.id).toBe(first.entries.get(title)?.id);
  expect(second.entries.get(title)?.sequence).toBeGreaterThan(first.entries.get(title)?.sequence ?? 0);
  expect(second.entries.get("Nur eine Idee")?.status).toBe("CANCELLED");

  // The file for the town's page holds what is cleared, without the programme.
  await anna.page.getByRole("button", { name: "Zum Abonnieren, nur Freigegebenes" }).click();
  await expect(anna.page.getByText("Hier ist kein Termin mit Tag für diese Datei.")).toBeVisible();
  await visit(anna, `/r/veranstaltung/${event}/bearbeiten?freigabe=ja`);
  await anna.page.getByRole("button", { name: "Speichern" }).click();
  await visit(anna, "/termine");
  const cleared = await file(anna, "Zum Abonnieren, nur Freigegebenes");
  expect([...cleared.entries.keys()]).toContain(title);
  expect(cleared.text).not.toContain("Intern");
});
