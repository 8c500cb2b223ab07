// QR codes as pictures: read off a screen, and held before a camera.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { PNG } from "pngjs";

type Read = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
const require = createRequire(import.meta.url);
/** The decoder as a script a page can run, too. */
export const DECODER = require.resolve("jsqr");
const read = require(DECODER) as Read;

/** The QR code on the screen, as a camera sees it. */
export async function photograph(page: Page): Promise<PNG> {
  const code = page.locator("svg.qr");
  await code.scrollIntoViewIfNeeded();
  return PNG.sync.read(await code.screenshot());
}

/** What a QR code in a picture says. */
export function decode(picture: PNG): string {
  const found = read(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  if (!found) throw new Error("no code in the picture");
  return found.data;
}

/** Writes what a camera shows that is held before the picture: one still frame, 4:2:0. */
export async function film(picture: PNG, to: string): Promise<void> {
  const [width, height] = [640, 480];
  const luma = Buffer.alloc(width * height, 200);
  const [left, top] = [(width - picture.width) >> 1, (height - picture.height) >> 1];
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) luma[(y + top) * width + x + left] = picture.data[4 * (y * picture.width + x)] ?? 0;
  }
  const colours = Buffer.alloc((width * height) / 2, 128);
  await writeFile(to, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\nFRAME\n`), luma, colours]));
}
