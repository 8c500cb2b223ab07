// The app as a file on the phone: installed by the first visit, started without a server, safe against foreign script.
import { readFile } from "node:fs/promises";
import { expect, story } from "../kit/story.ts";
import { shellStatus } from "../kit/shell.ts";

story("after the first visit the app starts from cold with the server gone", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(() => shellStatus(anna.page), { timeout: 60_000 }).toMatchObject({ complete: true });

  await demo.stop();
  await anna.kill();
  await anna.turnOn();
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(anna.page.locator("#starting")).toHaveCount(0);
});

story("a first installation that lost its signal is tried again without opening the page anew", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const { page } = anna;
  await page.exposeFunction("loseSignal", () => demo.kill());
  // The page is here, what it keeps itself with is not.
  await page.addInitScript(() => {
    const container = navigator.serviceWorker;
    const register = container.register.bind(container);
    let first = true;
    container.register = async (script, options) => {
      if (first) {
        first = false;
        await (window as unknown as { loseSignal: () => Promise<void> }).loseSignal();
      }
      return register(script, options);
    };
  });
  await page.goto(demo.origin);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(() => anna.complaints.length).toBeGreaterThan(0);
  expect(await shellStatus(page)).toBeUndefined();

  await demo.start();
  await anna.context.setOffline(true);
  await anna.context.setOffline(false);
  await expect.poll(() => shellStatus(page), { timeout: 60_000 }).toMatchObject({ complete: true });
});

story("a second visit downloads nothing but a revalidation", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.origin);
  await expect.poll(() => shellStatus(anna.page), { timeout: 60_000 }).toMatchObject({ complete: true });

  const fromServer: string[] = [];
  anna.context.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (!response.fromServiceWorker() && response.status() === 200 && !path.startsWith("/v1/")) fromServer.push(path);
  });
  await anna.page.reload();
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(fromServer).toEqual([]);
});

story("the page carries no inline script and the policy allows none", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  const response = await anna.page.goto(demo.origin);
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain("unsafe-inline");
  const page = (await response?.text()) ?? "";
  expect(page.match(/<script(?![^>]*\bsrc=)/g)).toBeNull();
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(anna.complaints).toEqual([]);
  // Text that could run script becomes no markup, whoever asks for it.
  const refused = await anna.page.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "<img src=x onerror=alert(1)>";
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
});

story("the app can be installed: manifest, icons, start address, shortcuts", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.origin);
  const manifest = await (await anna.page.request.get(`${demo.origin}/manifest.webmanifest`)).json();
  expect(manifest.icons.map((icon: { purpose: string }) => icon.purpose)).toContain("maskable");
  for (const { src } of manifest.icons) {
    const icon = await anna.page.request.get(`${demo.origin}${src}`);
    expect(icon.headers()["content-type"]).toBe("image/png");
  }
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
  const source = await readFile(new URL("../../../app/assets/manifest.webmanifest", import.meta.url), "utf8");
  expect(manifest).toEqual(JSON.parse(source));
});
