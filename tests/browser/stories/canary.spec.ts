// Nobody reads it who should not: marker words typed into the forms stand nowhere in clear, neither in the server's
// files and log nor in what the browser wrote to its profile.
import { readdir, readFile } from "node:fs/promises";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { save, visit } from "../kit/records.ts";

const KINDS = ["veranstaltung", "aufgabe", "akteur", "beitrag"];
const MARKER = "zwetschgenknödel";

story("marker words in every text field stand nowhere in clear", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), `Anna ${MARKER}`);
  let typed = 0;
  for (const kind of KINDS) {
    await visit(anna, `/r/${kind}/neu`);
    await expect(anna.page.getByRole("button", { name: "Speichern" })).toBeVisible();
    // Parts that are folded away count too.
    await anna.page.locator("form details").evaluateAll((parts) => parts.forEach((part) => part.setAttribute("open", "")));
    const inputs = anna.page.locator("form input[type=text], form textarea");
    for (let place = 0; place < (await inputs.count()); place += 1) {
      const input = inputs.nth(place);
      if (!(await input.isVisible()) || !(await input.isEditable())) continue;
      // Numbers, amounts and names of a list take no words.
      const takes = (await input.getAttribute("inputmode")) ?? (await input.getAttribute("role")) ?? "text";
      if (takes !== "text") continue;
      await input.fill(`${MARKER} ${kind} ${place}`);
      typed += 1;
    }
    await save(anna);
  }
  expect(typed).toBeGreaterThan(10);
  // The last record gets a file that holds the marker and is called like it.
  const pdf = Buffer.from(`%PDF-1.4\n% ${`${MARKER} `.repeat(200)}\n%%EOF\n`);
  await anna.page.locator('input[accept="application/pdf"]').setInputFiles({ name: `${MARKER}.pdf`, mimeType: "application/pdf", buffer: pdf });
  await expect(anna.page.locator(".files__words")).toContainText(MARKER);
  await expect(anna.page.getByText("noch nicht gesendet")).toBeHidden({ timeout: 60_000 });
  await visit(anna, "/abgleich");
  await expect(anna.page.getByRole("heading", { level: 1, name: "Alles gesendet" })).toBeVisible({ timeout: 30_000 });
  await anna.kill();

  expect(demo.log).not.toContain(MARKER);
  expect(await filesWith(demo.data)).toEqual([]);
  await demo.stop();
  expect(await filesWith(demo.data)).toEqual([]);
  expect(await filesWith(anna.profile)).toEqual([]);
});

/** Names of files below `folder` that hold the marker, as UTF-8 or as UTF-16 the way browsers store strings. */
async function filesWith(folder: string): Promise<string[]> {
  const needles = [Buffer.from(MARKER, "utf8"), Buffer.from(MARKER, "utf16le"), Buffer.from("zwetschgenkn", "latin1")];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = path(entry.parentPath, entry.name);
    const bytes = await readFile(name).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(name);
  }
  return found;
}
