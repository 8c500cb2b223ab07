// What a figure needs to see from inside the page: when the key was there, when a save was on the disk, when something
// was painted. The app knows nothing of it.
import type { Page } from "@playwright/test";

declare global {
  interface Window {
    watch: {
      /** When the six words were last stretched, ms since the page began. */
      keys: number;
      /** When changes were last on the disk. */
      commits: number[];
      /** The app's own memory, once it has begun. */
      memory: WebAssembly.Memory | undefined;
      /** Tasks of the page that took longer than a frame: when they began and how long. */
      long: [number, number][];
      /** Resolves with the time of the first picture in which something matches. */
      painted: (selector: string, after?: () => boolean) => Promise<number>;
      /** Resolves after the next picture. */
      frame: () => Promise<number>;
      /** Goes to a place of the app without loading it anew. */
      go: (path: string) => void;
    };
  }
}

/** To be called before the page is opened. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frame = () => new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
    window.watch = {
      keys: 0,
      commits: [],
      memory: undefined,
      long: [],
      frame,
      painted: async (selector, after = () => true) => {
        while (!document.querySelector(selector) || !after()) await frame();
        return frame();
      },
      go: (path) => {
        history.pushState({}, "", path);
        dispatchEvent(new PopStateEvent("popstate"));
      },
    };
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener("message", () => (window.watch.keys = performance.now()));
      }
    };
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given: Parameters<typeof instantiate>) => {
      const app = await instantiate(...given);
      window.watch.memory = app.instance.exports.memory as WebAssembly.Memory;
      return app;
    };
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof begin>) {
      const transaction = begin.apply(this, given);
      if (given[1] === "readwrite") {
        transaction.addEventListener("complete", () => window.watch.commits.push(performance.now()));
      }
      return transaction;
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.watch.long.push([entry.startTime, entry.duration]);
    }).observe({ type: "longtask" });
  });
}
