// Ways in that need more than a keyboard: a code on a screen, a camera, the phone's own lock.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { expect, story } from "../kit/story.ts";
import { join, passWords, unlock } from "../kit/joining.ts";
import { PHONE, type Phone } from "../kit/phone.ts";
import { cameraShowing, decode, film, photograph, withDecoder } from "../kit/codes.ts";
import { visit } from "../kit/records.ts";
import { arrive } from "../kit/trust.ts";

/** Makes an invitation at the table and leaves its code on the screen. */
async function showCode(desk: Phone): Promise<void> {
  await visit(desk, "/einladen");
  await desk.page.getByText("Lokale Allianz").first().click();
  await desk.page.getByRole("button", { name: "Einladung erstellen" }).click();
  await expect(desk.page.locator("svg.qr")).toBeVisible();
}

story("an invitation is read off the screen as a picture, in the dark theme too", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  await showCode(desk);
  const link = decode(await photograph(desk.page));
  await desk.page.emulateMedia({ colorScheme: "dark" });
  expect(decode(await photograph(desk.page))).toBe(link);
  expect(link.startsWith(`${demo.origin}/#j1.`)).toBe(true);

  const kim = await phone("Kim");
  await join(kim, link, "Kim");
  await expect(kim.page.getByRole("heading", { level: 1 })).toBeVisible();
  // It was good once.
  const lee = await phone("Lee");
  await lee.page.goto(link);
  await expect(lee.page.getByText("Diese Einladung wurde schon benutzt").first()).toBeVisible();

  // Another one is taken back before anybody used it.
  await visit(desk, "/");
  await showCode(desk);
  const second = decode(await photograph(desk.page));
  expect(second).not.toBe(link);
  await desk.page.getByRole("button", { name: "Zurückziehen" }).first().click();
  await expect(desk.page.getByText("Einladung zurückgezogen").first()).toBeVisible();
  await expect(desk.page.getByRole("button", { name: "Zurückziehen" })).toHaveCount(0, { timeout: 30_000 });
  await lee.page.goto("about:blank");
  await lee.page.goto(second);
  await expect(lee.page.getByText("Diese Einladung gibt es nicht").first()).toBeVisible();
});

story("where the browser reads codes the camera scans them, elsewhere they are pasted", async ({ demo, phone }) => {
  const desk = await phone("Zentrale");
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  await desk.context.setOffline(true);
  await showCode(desk);
  const picture = await photograph(desk.page);
  const folder = await mkdtemp(path(tmpdir(), "schulterschluss-film-"));
  const camera = path(folder, "code.y4m");
  await film(picture, camera);

  // A camera that looks at the other screen.
  const kim = await phone("Kim", PHONE, cameraShowing(camera));
  await withDecoder(kim.page);
  await kim.page.goto(demo.origin);
  await kim.page.getByRole("button", { name: "Mit der Kamera scannen" }).click();
  await expect(kim.page.getByLabel("Code der Einladung")).toHaveValue(/^J2\./, { timeout: 30_000 });
  await expect(kim.page.locator("video")).toHaveCount(0);
  await kim.page.getByRole("button", { name: "Einladung öffnen" }).click();
  await kim.page.getByLabel("Name auf diesem Gerät").fill("Kim");
  await kim.page.getByRole("button", { name: "Beitreten" }).click();
  await passWords(kim.page);
  await expect(kim.page.locator("svg.qr")).toBeVisible();
  const answer = decode(await photograph(kim.page));
  expect(answer).toMatch(/^A2\./);

  // The desk has no decoder: it says so, and the code is pasted.
  await expect(desk.page.getByRole("button", { name: "Mit der Kamera scannen" })).toHaveCount(0);
  await expect(desk.page.getByText(/Dieser Browser liest keine Codes/)).toBeVisible();
  await desk.page.getByLabel("2. Antwort des anderen Telefons").fill(answer);
  await desk.page.getByRole("button", { name: "Antwort übernehmen" }).click();
  await expect(desk.page.getByRole("heading", { name: "Kim wartet" })).toBeVisible();
  await desk.context.setOffline(false);
  await arrive(kim);
  await rm(folder, { recursive: true });
});

story("a camera that may not be used says so, and the code can still be pasted", async ({ demo, phone }) => {
  const kim = await phone("Kim");
  await kim.context.addInitScript(() => {
    Object.assign(globalThis, { BarcodeDetector: class {} });
    Object.defineProperty(navigator, "mediaDevices", {
      value: { getUserMedia: () => Promise.reject(new DOMException("no", "NotAllowedError")) },
    });
  });
  await kim.page.goto(demo.origin);
  await kim.page.getByRole("button", { name: "Mit der Kamera scannen" }).click();
  await expect(kim.page.getByText(/Die Kamera darf nicht benutzt werden/)).toBeVisible();
  await expect(kim.page.locator("video")).toHaveCount(0);
  await kim.page.getByLabel("Code der Einladung").fill(demo.invitation("Musterau", "allianz"));
  await kim.page.getByRole("button", { name: "Einladung öffnen" }).click();
  await expect(kim.page.getByLabel("Name auf diesem Gerät")).toBeVisible();
});

/** Passkeys need a name, not a number, as the address of the site. */
function named(link: string): string {
  return link.replace("127.0.0.1", "localhost");
}

/** Gives a phone a lock of its own, with a finger that is always right. */
async function giveLock(phone: Phone, hasPrf: boolean): Promise<void> {
  const browser = await phone.context.newCDPSession(phone.page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
}

story("finger or face opens the app after it gave the same answer twice; the six words go on opening it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await giveLock(anna, true);
  const words = await join(anna, named(demo.invitation("Musterau", "gk")), "Anna");
  await visit(anna, "/einstellungen");
  await page.getByRole("button", { name: "Mit Finger oder Gesicht öffnen" }).click();
  await expect(page.getByText("Finger oder Gesicht öffnet die App.")).toBeVisible();

  // The screen lock, then the full lock.
  await page.getByRole("button", { name: "Bildschirm sperren" }).click();
  await expect(page.getByRole("heading", { name: "Bildschirm gesperrt" })).toBeVisible();
  await page.getByRole("button", { name: "Mit der Telefonsperre öffnen" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Mit der Telefonsperre öffnen" }).click();
  await expect(page.getByRole("link", { name: "Heute" })).toBeVisible({ timeout: 60_000 });
  // The words are not replaced by it.
  await page.reload();
  await unlock(anna, words);
});

story("finger or face is offered right after joining, where the phone has it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await giveLock(anna, true);
  await page.goto(named(demo.invitation("Musterau", "gk")));
  await page.getByLabel("Name auf diesem Gerät").fill("Anna");
  await page.getByRole("button", { name: "Beitreten" }).click();
  await passWords(page);
  await expect(page.getByRole("heading", { name: "Jetzt geht es auch im Keller" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Mit Finger oder Gesicht öffnen" }).click();
  await expect(page.getByText("Finger oder Gesicht öffnet die App.")).toBeVisible();
});

story("a phone lock that cannot compute, or answers differently, is not used, and the app says so", async ({ demo, phone }) => {
  const plain = await phone("Ohne");
  await giveLock(plain, false);
  await join(plain, named(demo.invitation("Musterau", "gk")), "Ohne");
  await visit(plain, "/einstellungen");
  await plain.page.getByRole("button", { name: "Mit Finger oder Gesicht öffnen" }).click();
  await expect(plain.page.getByText(/Dieses Gerät kann die App nicht mit Finger oder Gesicht öffnen/).first()).toBeVisible();

  const unsure = await phone("Unsicher");
  await giveLock(unsure, true);
  await unsure.context.addInitScript(() => {
    // Each answer of the lock is another one.
    const results = PublicKeyCredential.prototype.getClientExtensionResults;
    PublicKeyCredential.prototype.getClientExtensionResults = function (this: PublicKeyCredential) {
      const answer = results.call(this) as { prf?: { results?: { first?: BufferSource } } };
      if (answer.prf?.results?.first) answer.prf.results.first = crypto.getRandomValues(new Uint8Array(32));
      return answer as AuthenticationExtensionsClientOutputs;
    };
  });
  const words = await join(unsure, named(demo.invitation("Musterau", "gk")), "Unsicher");
  await visit(unsure, "/einstellungen");
  await unsure.page.getByRole("button", { name: "Mit Finger oder Gesicht öffnen" }).click();
  await expect(unsure.page.getByText(/antwortet nicht verlässlich/).first()).toBeVisible();
  await unsure.page.reload();
  await expect(unsure.page.getByRole("heading", { name: "Gesperrt", exact: true })).toBeVisible();
  await expect(unsure.page.getByRole("button", { name: "Mit der Telefonsperre öffnen" })).toHaveCount(0);
  await unlock(unsure, words);
});
