// Photos as a phone's camera writes them: where and with what they were taken stands in the file.
import type { Page } from "@playwright/test";

/** Stands in the EXIF block only. */
export const EXIF_MARKER = "Zwetschgenkamera";

/**
 * A photo 400 × 200, left half red, right half blue, taken with the phone held upright: to be shown turned, red on top.
 * Carries place, camera and a marker in its EXIF block.
 */
export async function photoWithPlace(page: Page): Promise<Buffer> {
  const encoded = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 400;
    canvas.height = 200;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.fillStyle = "rgb(220, 0, 0)";
    context.fillRect(0, 0, 200, 200);
    context.fillStyle = "rgb(0, 0, 220)";
    context.fillRect(200, 0, 200, 200);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
  });
  const plain = Buffer.from(encoded, "base64");
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff()]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

/** Maker, orientation 6 and a place: 51° 11' N, 14° 25' E. */
function tiff(): Buffer {
  const maker = Buffer.from(`${EXIF_MARKER}\0`);
  const entries = 3;
  const afterFirst = 8 + 2 + entries * 12 + 4;
  const gpsAt = afterFirst + maker.length + (maker.length % 2);
  const gpsEntries = 4;
  const ratiosAt = gpsAt + 2 + gpsEntries * 12 + 4;
  const bytes = Buffer.alloc(ratiosAt + 48);
  bytes.write("II*\0", 0, "latin1");
  bytes.writeUInt32LE(8, 4);
  let at = 8;
  const entry = (tag: number, type: number, count: number, value: number | Buffer) => {
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    if (typeof value === "number") bytes.writeUInt32LE(value, at + 8);
    else value.copy(bytes, at + 8);
    at += 12;
  };
  bytes.writeUInt16LE(entries, at);
  at += 2;
  entry(0x010f, 2, maker.length, afterFirst);
  entry(0x0112, 3, 1, 6);
  entry(0x8825, 4, 1, gpsAt);
  maker.copy(bytes, afterFirst);
  at = gpsAt;
  bytes.writeUInt16LE(gpsEntries, at);
  at += 2;
  entry(1, 2, 2, Buffer.from("N\0"));
  entry(2, 5, 3, ratiosAt);
  entry(3, 2, 2, Buffer.from("E\0"));
  entry(4, 5, 3, ratiosAt + 24);
  [51, 11, 0, 14, 25, 0].forEach((number, place) => {
    bytes.writeUInt32LE(number, ratiosAt + place * 8);
    bytes.writeUInt32LE(1, ratiosAt + place * 8 + 4);
  });
  return bytes;
}
