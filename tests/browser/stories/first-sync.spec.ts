// A new phone on a bad line: used before everything is here, and a lost signal costs no more than the piece under way.
import { expect, test } from "@playwright/test";
import { Demo } from "../kit/demo.ts";
import { passWords, unlock } from "../kit/joining.ts";
import { Phone } from "../kit/phone.ts";
import { visit } from "../kit/records.ts";

const RECORDS = 4_000;
/** What a village has at the edge of the net, bytes a second. */
const BAD_LINE = 40_000;

async function badLine(phone: Phone): Promise<() => Promise<void>> {
  const cdp = await phone.context.newCDPSession(phone.page);
  const line = { offline: false, latency: 50, uploadThroughput: BAD_LINE };
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", { ...line, downloadThroughput: BAD_LINE });
  return async () => void (await cdp.send("Network.emulateNetworkConditions", { ...line, downloadThroughput: -1 }));
}

/** How much the bar on the page says is here, of how much. */
async function loaded(phone: Phone): Promise<[number, number]> {
  return phone.page.locator("#loading").evaluate((bar: HTMLProgressElement) => [bar.value, bar.max]);
}

test("a new phone is used before everything is here and goes on where a dead battery stopped it", async () => {
  const demo = await Demo.startLarge(RECORDS);
  const anna = await Phone.new("Anna");
  try {
    const { page } = anna;
    await page.goto(demo.invitation("Musterau", "gk"));
    await page.getByLabel("Name auf diesem Gerät").fill("Anna");
    await badLine(anna);
    await page.getByRole("button", { name: "Beitreten" }).click();
    const words = await passWords(page);
    await page.getByRole("button", { name: "Schon loslegen" }).click();
    await expect(page.getByRole("link", { name: "Heute" })).toBeVisible();
    await expect(page.getByText("Wird noch geladen.")).toBeVisible();
    await expect.poll(async () => (await loaded(anna))[0]).toBeGreaterThan(0);
    const [before, all] = await loaded(anna);
    expect(before).toBeLessThan(all);

    await anna.kill();
    await anna.turnOn();
    const lift = await badLine(anna);
    await anna.page.goto(demo.origin);
    await unlock(anna, words);
    await expect(anna.page.locator("#loading")).toBeVisible();
    const [after, still] = await loaded(anna);
    expect(still).toBe(all);
    expect(after).toBeGreaterThanOrEqual(before);

    await lift();
    await expect(anna.page.locator("#loading")).toHaveCount(0, { timeout: 60_000 });
    await visit(anna, "/r/akteur");
    await expect(anna.page.locator("main a.row").first()).toBeVisible();
  } finally {
    await anna.forget();
    await demo.forget();
  }
});
