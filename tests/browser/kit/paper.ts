// What comes out of the printer: the page as PDF, read and drawn by pdf.js. Words are looked for, and ink at the edges.
import { createCanvas } from "@napi-rs/canvas";
import { expect, type Page } from "@playwright/test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** No printer reaches the outermost millimetres. */
const EDGE_MM = 5;
const POINTS_PER_MM = 72 / 25.4;
/** Dots per point when a page is drawn: about 100 per inch. */
const SCALE = 1.4;

export interface Sheet {
  text: string;
  /** Distance from the outermost ink to the edge of the paper, the smallest of the four. */
  edgeMm: number;
}

/** Prints the page and reads what is on the paper. */
export async function print(page: Page, format: "A3" | "A4"): Promise<Sheet[]> {
  await page.emulateMedia({ media: "print" });
  // What only readers hear is not on paper.
  await page.locator("main .visually-hidden").evaluateAll((all) => (all as HTMLElement[]).forEach((one) => one.style.setProperty("display", "none")));
  const bytes = await page.pdf({ format, printBackground: true, preferCSSPageSize: true });
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const sheets: Sheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const sheet = await document.getPage(number);
    const { items } = await sheet.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str : "")).join(" ");
    const viewport = sheet.getViewport({ scale: SCALE });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await sheet.render({ canvasContext: canvas.getContext("2d") as never, viewport }).promise;
    sheets.push({ text, edgeMm: edge(canvas) / SCALE / POINTS_PER_MM });
  }
  await document.destroy();
  return sheets;
}

/** Dots between the outermost ink and the nearest edge; half a page if there is none. */
function edge(canvas: ReturnType<typeof createCanvas>): number {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let nearest = Math.min(width, height) / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const dark = data[at]! + data[at + 1]! + data[at + 2]! < 600 && data[at + 3]! > 0;
      if (dark) nearest = Math.min(nearest, x, y, width - 1 - x, height - 1 - y);
    }
  }
  return nearest;
}

/** Without what a line break adds or takes: spaces, hyphens, ligatures. */
function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(/[\s\u00ad\u2010-]+/g, "");
}

/** Prints, and holds that every word of the screen's paper form is on the paper, whole, and nothing runs over its edge. */
export async function expectWhole(page: Page, format: "A3" | "A4", pages?: number): Promise<Sheet[]> {
  const sheets = await print(page, format);
  const words = await page.locator("main").evaluate((main: HTMLElement) => main.innerText.split(/\s+/));
  const cut = await page.locator("main *").evaluateAll((all) =>
    (all as HTMLElement[])
      .filter((one) => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
      .map((one) => one.className),
  );
  const paper = plain(sheets.map((sheet) => sheet.text).join(" "));
  const missing = words.map(plain).filter((word) => word !== "" && !paper.includes(word));
  expect.soft(missing, "words that are not on the paper").toEqual([]);
  expect.soft(cut, "boxes that cut their words off").toEqual([]);
  for (const [number, sheet] of sheets.entries()) expect.soft(sheet.edgeMm, `edge of sheet ${number + 1}`).toBeGreaterThan(EDGE_MM);
  if (pages !== undefined) expect.soft(sheets.length, "sheets").toBe(pages);
  return sheets;
}
