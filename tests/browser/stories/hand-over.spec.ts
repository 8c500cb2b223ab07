// Work goes from phone to phone without any network: as codes from screen to camera, as text, as a file.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import type { PNG } from "pngjs";
import { expect, story } from "../kit/story.ts";
import { cameraShowing, filmByHand, photograph, withDecoder } from "../kit/codes.ts";
import { join } from "../kit/joining.ts";
import { PHONE, type Phone } from "../kit/phone.ts";
import { create, find, visit } from "../kit/records.ts";

declare global {
  interface Window {
    /** What stands before the camera, one code after the other. */
    before?: string[];
  }
}

/** Gives a phone a camera that sees what the story holds before it: this Chromium has neither camera nor detector. */
async function withCamera(phone: Phone): Promise<void> {
  await phone.page.addInitScript(() => {
    window.before = [];
    const detect = async () => {
      const rawValue = window.before?.shift();
      return rawValue === undefined ? [] : [{ rawValue }];
    };
    Object.defineProperty(window, "BarcodeDetector", {
      value: class {
        detect = detect;
      },
    });
    const canvas = document.createElement("canvas");
    const paper = canvas.getContext("2d");
    const getUserMedia = async () => {
      // A picture that never changes never begins.
      setInterval(() => paper?.fillRect(Math.random() * 100, 0, 10, 10), 50);
      return canvas.captureStream(30);
    };
    Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia } });
  });
}

async function codes(phone: Phone): Promise<string[]> {
  await visit(phone, "/uebergabe");
  await phone.page.getByRole("button", { name: "Codes zeigen" }).click();
  await expect(phone.page.getByRole("img", { name: "Code dieses Teils" })).toBeVisible();
  return (await phone.page.locator("#codes").textContent())?.trim().split(/\s+/) ?? [];
}

story("codes come in any order, twice or damaged, and the screen says what is missing", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await withCamera(ben);
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await visit(anna, "/uebergabe");
  await anna.page.getByRole("button", { name: "Codes zeigen" }).click();
  await expect(anna.page.getByText("Auf diesem Gerät ist nichts ungesendet.")).toBeVisible();
  for (const round of [1, 2, 3]) {
    const text = Array.from({ length: 60 }, (_, word) => `Wort${(word * 7919 * round) % 10_007}`).join(" ");
    await create(anna, "notiz", { "Was war?": `Ohne Netz ${round}\n${text}` });
  }
  const texts = await codes(anna);
  expect(texts.length).toBeGreaterThan(2);
  await expect(anna.page.getByText(new RegExp(`^Teil \\d+ von ${texts.length}$`))).toBeVisible();
  await anna.page.getByRole("button", { name: "Anhalten" }).click();
  await expect(anna.page.getByRole("button", { name: "Weiterlaufen" })).toBeVisible();

  await visit(ben, "/uebergabe");
  await ben.page.getByRole("button", { name: "Kamera öffnen" }).click();
  await expect(ben.page.locator("video")).toBeInViewport({ ratio: 0.9 });
  const show = (list: string[]) => ben.page.evaluate((list) => window.before?.push(...list), list);
  const last = texts.at(-1) ?? "";
  await show([last, last, "https://example.org", ...texts.slice(2, -1).reverse()]);
  await expect(ben.page.getByText(`${texts.length - 2} von ${texts.length}`)).toBeVisible();
  await expect(ben.page.getByText("Es fehlen die Teile 1, 2.")).toBeVisible();
  await show([`${texts[1]?.slice(0, -6)}AAAAAA`]);
  await expect(ben.page.getByText("Teil 2 war nicht lesbar.")).toBeVisible();
  await show(texts.slice(0, 2));
  await expect(ben.page.getByText("1 Sendung eingelesen.").first()).toBeVisible();
  for (const round of [1, 2, 3]) await find(ben, "notiz", `Ohne Netz ${round}`);
});

story("a cheap camera in a hand reads the codes off the other screen", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const folder = await mkdtemp(path(tmpdir(), "schulterschluss-film-"));
  const camera = path(folder, "codes.y4m");
  const ben = await phone("Ben", PHONE, cameraShowing(camera));
  await withDecoder(ben.page);
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  const text = Array.from({ length: 90 }, (_, word) => `Wort${(word * 7919) % 10_007}`).join(" ");
  await create(anna, "notiz", { "Was war?": `Vor der Kamera\n${text}` });
  const count = (await codes(anna)).length;
  expect(count).toBeGreaterThan(2);
  await anna.page.getByRole("button", { name: "Anhalten" }).click();
  const pictures: PNG[] = [];
  for (let number = 0; number < count; number += 1) {
    pictures.push(await photograph(anna.page));
    await anna.page.getByRole("button", { name: "Vor", exact: true }).click();
  }
  await filmByHand(pictures, 400, camera);

  await visit(ben, "/uebergabe");
  await ben.page.getByRole("button", { name: "Kamera öffnen" }).click();
  await expect(ben.page.getByText("1 Sendung eingelesen.").first()).toBeVisible();
  await expect(ben.page.locator("video")).toHaveCount(0);
  await find(ben, "notiz", "Vor der Kamera");
  await rm(folder, { recursive: true });
});

story("without a camera the codes go as text", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  await create(anna, "aufgabe", { "Was ist zu tun?": "Als Text übergeben" });
  const texts = await codes(anna);
  await visit(ben, "/uebergabe");
  await expect(ben.page.getByRole("button", { name: "Kamera öffnen" })).toHaveCount(0);
  const box = ben.page.getByLabel("Text vom anderen Gerät einfügen");
  await box.fill("Hallo");
  await expect(ben.page.getByText("Darin ist kein Teil einer Übergabe.")).toBeVisible();
  await box.fill(texts.join("\n"));
  await expect(ben.page.getByText("1 Sendung eingelesen.").first()).toBeVisible();
  await find(ben, "aufgabe", "Als Text übergeben");
});
