// One person's device: a browser with its own profile and one page, 360 × 740 unless said otherwise.
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { Chromium } from "./chromium.ts";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

export class Phone {
  private browser: Browser | undefined;
  private current: Page | undefined;
  /** What the page wrote to its console as an error, and uncaught failures. */
  readonly complaints: string[] = [];

  private constructor(
    readonly name: string,
    private readonly chromium: Chromium,
    private readonly size: { width: number; height: number },
  ) {}

  static async new(name: string, size = PHONE, flags: string[] = []): Promise<Phone> {
    const phone = new Phone(name, await Chromium.withNewProfile(flags), size);
    await phone.turnOn();
    return phone;
  }

  get isOn(): boolean {
    return this.current !== undefined;
  }

  get page(): Page {
    if (!this.current) throw new Error(`${this.name} is off`);
    return this.current;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Folder with everything the browser wrote to disk. */
  get profile(): string {
    return this.chromium.profile;
  }

  async turnOn(): Promise<void> {
    this.browser = await chromium.connectOverCDP(await this.chromium.start());
    const context = this.browser.contexts()[0];
    if (!context) throw new Error("the browser has no window");
    this.current = context.pages()[0] ?? (await context.newPage());
    context.setDefaultTimeout(30_000);
    await this.current.setViewportSize(this.size);
    this.current.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    this.current.on("pageerror", (failure) => this.complaints.push(String(failure)));
  }

  /**
   * Lets a story set the clock of the page later on. Before the app is opened: a clock that is taken over under a running app
   * stands at 1970 for a moment, and an app that looks at it then locks.
   */
  async takeClock(): Promise<void> {
    await this.page.clock.install();
  }

  /** The browser process dies at once, as when the battery falls out. */
  async kill(): Promise<void> {
    this.current = undefined;
    const gone = this.browser?.isConnected() ? new Promise((done) => this.browser?.once("disconnected", done)) : undefined;
    await this.chromium.kill();
    await gone;
    this.browser = undefined;
  }

  async forget(): Promise<void> {
    await this.kill();
    await this.chromium.forget();
  }
}
