// A Chromium of its own: own profile folder, own process that a story may kill like a phone whose battery fell out.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--hide-scrollbars",
  "--lang=de-DE",
  "--accept-lang=de-DE,de",
  "--remote-debugging-port=0",
  // Suggestions behind an address bar nobody sees, and a process kept for the next site: two thirds of what a start costs.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
];

export class Chromium {
  private process: ChildProcess | undefined;

  private constructor(
    readonly profile: string,
    private readonly flags: string[],
  ) {}

  static async withNewProfile(flags: string[] = []): Promise<Chromium> {
    return new Chromium(await mkdtemp(join(tmpdir(), "schulterschluss-phone-")), flags);
  }

  /** Starts the browser and returns the address to steer it by. */
  async start(): Promise<string> {
    const browser = spawn(EXECUTABLE, [...FLAGS, ...this.flags, `--user-data-dir=${this.profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.process = browser;
    return new Promise((resolve, reject) => {
      let said = "";
      const late = setTimeout(() => reject(new Error(`Chromium did not start: ${said}`)), 30_000);
      browser.stderr?.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (address === undefined) return;
        clearTimeout(late);
        resolve(address);
      });
      browser.once("exit", (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)));
    });
  }

  /** Ends the process at once, without giving it a chance to finish anything. */
  async kill(): Promise<void> {
    const browser = this.process;
    this.process = undefined;
    if (!browser || browser.exitCode !== null || browser.signalCode !== null) return;
    const ended = once(browser, "exit");
    browser.kill("SIGKILL");
    await ended;
  }

  async forget(): Promise<void> {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
