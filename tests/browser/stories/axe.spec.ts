// No accessibility violation on any screen, light and dark, on a phone and on a desk. Tagged: `cargo ci axe`.
import { check, checkContrast, checkLive, violations } from "../kit/accessible.ts";
import { expect, story } from "../kit/story.ts";
import { passWords } from "../kit/joining.ts";
import { DESKTOP, PHONE, type Phone } from "../kit/phone.ts";
import { photoWithPlace } from "../kit/pictures.ts";
import { find, visit } from "../kit/records.ts";

async function waysIn(anna: Phone, link: string): Promise<void> {
  const { page } = anna;
  await page.goto(new URL(link).origin);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await check(page, "keine Einladung");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByLabel("Name auf diesem Gerät")).toBeVisible();
  await check(page, "willkommen");
  await page.getByLabel("Name auf diesem Gerät").fill("Anna");
  await page.getByRole("button", { name: "Beitreten" }).click();
  await expect(page.locator(".code-grid__word")).toHaveCount(6);
  await check(page, "sechs Wörter");
  await passWords(page);
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible({ timeout: 60_000 });
  await check(page, "bereit");
  await page.getByRole("button", { name: "Zu Heute" }).click();
}

for (const [device, size] of Object.entries({ phone: PHONE, desk: DESKTOP })) {
  story(`every screen, on a ${device} @axe`, async ({ demo, phone }) => {
    // Some forty screens, each looked at twice: three minutes while the machine has other work.
    story.slow();
    const anna = await phone("Anna", size);
    const { page } = anna;
    await waysIn(anna, demo.invitation("Musterau", "gk"));
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    const feast = await find(anna, "veranstaltung", "Stadtfest Musterau");
    const event = feast.split("/").at(-1);
    const alliance = (await find(anna, "allianz", "Allianz für Musterau")).split("/").at(-1);
    const joint = await find(anna, "allianz", "Allianz beider Ufer");
    const screens = [
      "/", "/termine", "/ort", "/netzwerk", "/abgleich", "/einstellungen", "/papierkorb", "/suche?q=markt", "/karte", `/karte/${event}`,
      "/r/aufgabe", "/r/akteur", "/r/beitrag", "/r/begleitung", "/r/austauschbeitrag/neu", "/r/veranstaltung/neu", "/r/akteur/neu", "/r/aufgabe/neu", "/r/beitrag/neu",
      "/kreise", "/geraete", "/telefon-weg", "/wiederherstellungsblatt", "/einladen", "/vertraulich", "/erste-24-stunden",
      feast, `${feast}/bearbeiten`, `${feast}/verlauf`, `/zaehlen/${event}`, "/termin-neu", `/termin/${event}`, `/bereit/${event}`, `/punkte/${event}`, `/nachbereitung/${event}`, `/notiz/${event}`,
      `/gemeinsam/${alliance}`, joint, `/gemeinsam/${joint.split("/").at(-1)}`,
    ];
    for (const screen of screens) {
      await visit(anna, screen);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      await check(page, screen);
      if (screen.startsWith("/zaehlen/")) {
        await page.getByRole("button", { name: "mehr" }).click();
        await checkLive(page);
      }
    }
    await visit(anna, `/mitschreiben/${event}`, /\/protokoll\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    await check(page, "/protokoll");
    await visit(anna, feast);
    const photo = await photoWithPlace(page);
    await page.locator('input[type="file"][accept="image/*"]').setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: photo });
    await expect(page.locator(".files__picture")).toBeVisible();
    await check(page, "Anhänge");
    await page.locator(".files__item").filter({ has: page.locator(".files__picture") }).click();
    await expect(page.locator(".viewer__picture")).toBeVisible();
    await check(page, "Anhang");
    await page.keyboard.press("Escape");
    await visit(anna, "/einstellungen");
    await page.getByRole("button", { name: "Mehr Kontrast" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-contrast", "more");
    for (const screen of ["/einstellungen", "/", "/termine", "/ort", "/netzwerk", "/abgleich", "/r/aufgabe", "/r/aufgabe/neu", feast]) {
      await visit(anna, screen);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      await checkContrast(page, screen);
    }
    await page.reload();
    await expect(page.getByRole("button", { name: "Entsperren" })).toBeVisible();
    await check(page, "gesperrt");
  });
}

story("the look would see what is wrong with a page @axe", async ({ phone }) => {
  const { page } = await phone("Anna");
  await page.setContent('<!doctype html><p style="color: #aaa">blass</p><img src="x.png"><button></button>');
  const rules = (await violations(page)).map((one) => one.split(":")[0]);
  expect(rules).toEqual(expect.arrayContaining(["button-name", "color-contrast", "html-has-lang", "image-alt", "page-has-heading-one", "region"]));
});
