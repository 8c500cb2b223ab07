// QR codes as pictures: read off a screen, and held before a camera.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { PNG } from "pngjs";

type Read = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
const require = createRequire(import.meta.url);
/** The decoder as a script a page can run, too. */
const DECODER = require.resolve("jsqr");
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

/** Size of the camera's picture, and how often a second it takes one. */
const [WIDTH, HEIGHT, PICTURES_PER_SECOND] = [640, 480, 10];

/** Writes what a camera shows that is held straight before one picture. */
export async function film(picture: PNG, to: string): Promise<void> {
  const [left, top] = [(WIDTH - picture.width) >> 1, (HEIGHT - picture.height) >> 1];
  const straight = Buffer.alloc(WIDTH * HEIGHT, 200);
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) straight[(y + top) * WIDTH + x + left] = grey(picture, x, y);
  }
  await write([straight], to);
}

/**
 * Writes what a cheap camera in a hand shows of pictures that change on a screen: askew, unsharp, noisy, lit from one side,
 * and while a picture changes the upper half of the next with the lower half of the one before.
 */
export async function filmByHand(pictures: PNG[], eachMs: number, to: string): Promise<void> {
  const each = Math.round((eachMs * PICTURES_PER_SECOND) / 1000);
  const seen = pictures.map((picture, number) => Array.from({ length: each }, (_, at) => askew(picture, number * each + at)));
  const half = (WIDTH * HEIGHT) / 2;
  const taken = seen.flatMap((group, number) => {
    const before = seen.at(number - 1)?.at(-1);
    const [first, ...rest] = group;
    if (!first || !before) return group;
    return [Buffer.concat([first.subarray(0, half), before.subarray(half)]), ...rest];
  });
  await write(taken, to);
}

/** The picture as it lies before a lens that trembles: projected, sampled four times a point, darker to the right, with noise. */
function askew(picture: PNG, moment: number): Buffer {
  const out = Buffer.alloc(WIDTH * HEIGHT);
  const [dx, dy] = [Math.sin(moment * 2.1) * 6, Math.cos(moment * 1.7) * 5];
  let noise = 1 + moment;
  const spread = () => (noise = (noise * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
  // The screen leans back and to one side.
  const light = (x: number, y: number): number => {
    const [u, v] = [(x - WIDTH / 2 - dx) / 400, (y - HEIGHT / 2 - dy) / 400];
    const depth = 1 / (1 - 0.08 * u - 0.06 * v);
    const [turned, over] = [(u + v * 0.06) * depth, (v - u * 0.06) * depth];
    const [px, py] = [(turned + 0.5) * picture.width, (over + 0.5) * picture.height];
    if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) return 170;
    return grey(picture, Math.floor(px), Math.floor(py));
  };
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const unsharp = (light(x - 0.7, y) + light(x + 0.7, y) + light(x, y - 0.7) + light(x, y + 0.7)) / 4;
      const lit = (40 + unsharp * 0.72) * (1 - (0.3 * x) / WIDTH) + spread() * 12;
      out[y * WIDTH + x] = Math.max(0, Math.min(255, Math.round(lit)));
    }
  }
  return out;
}

function grey(picture: PNG, x: number, y: number): number {
  return picture.data[4 * (y * picture.width + x)] ?? 0;
}

/** Writes pictures one after the other as a film, 4:2:0 without colours. */
async function write(pictures: Buffer[], to: string): Promise<void> {
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PICTURES_PER_SECOND}:1 Ip A1:1 C420\n`);
  const frames = pictures.flatMap((picture) => [Buffer.from("FRAME\n"), picture, colours]);
  await writeFile(to, Buffer.concat([head, ...frames]));
}

/** Flags for a Chromium whose camera shows a film, again and again. */
export function cameraShowing(film: string): string[] {
  return ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
}

/**
 * Gives a page the reader of codes that Chromium has on Android and macOS only: the interface of the browser, and behind it
 * a decoder that reads what the camera shows.
 */
export async function withDecoder(page: Page): Promise<void> {
  await page.addInitScript({ path: DECODER });
  await page.addInitScript(() => {
    const read = (globalThis as unknown as { jsQR: Read }).jsQR;
    class BarcodeDetector {
      async detect(video: HTMLVideoElement): Promise<{ rawValue: string }[]> {
        const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
        const drawing = canvas.getContext("2d");
        drawing?.drawImage(video, 0, 0);
        const image = drawing?.getImageData(0, 0, canvas.width, canvas.height);
        const found = image && read(image.data, image.width, image.height);
        return found ? [{ rawValue: found.data }] : [];
      }
    }
    Object.assign(globalThis, { BarcodeDetector });
  });
}
