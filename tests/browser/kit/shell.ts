// Asks the service worker what it holds, the same question the app asks for its screen "Bereit für offline".
import type { Page } from "@playwright/test";

export interface ShellStatus {
  version: string;
  files: number;
  expected: number;
  bytes: number;
  complete: boolean;
}

export async function shellStatus(page: Page): Promise<ShellStatus | undefined> {
  return page.evaluate(async () => {
    const worker = (await navigator.serviceWorker.getRegistration())?.active;
    if (!worker) return undefined;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<ShellStatus>((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    worker.postMessage({ type: "status" }, [port2]);
    return answer;
  });
}
