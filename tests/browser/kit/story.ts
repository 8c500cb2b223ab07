// What a story starts with: a demo installation of its own and as many phones as it asks for; all gone at the end.
import { test as base } from "@playwright/test";
import { Demo } from "./demo.ts";
import { PHONE, Phone } from "./phone.ts";

interface Kit {
  demo: Demo;
  /** An installation nobody has founded yet. */
  empty: Demo;
  phone: (name: string, size?: { width: number; height: number }, flags?: string[]) => Promise<Phone>;
}

interface Shared {
  /** A demo that was founded and stopped: founding takes seconds, and every story can begin with a copy. */
  founded: Demo;
}

export const story = base.extend<Kit, Shared>({
  founded: [
    async ({}, use) => {
      const founded = await Demo.start();
      await founded.stop();
      await use(founded);
      await founded.forget();
    },
    { scope: "worker" },
  ],
  demo: async ({ founded }, use, info) => {
    const demo = await Demo.startCopy(founded);
    await use(demo);
    if (info.status !== info.expectedStatus) await info.attach("server log", { body: demo.log });
    await demo.forget();
  },
  empty: async ({}, use, info) => {
    const empty = await Demo.start(true);
    await use(empty);
    if (info.status !== info.expectedStatus) await info.attach("server log", { body: empty.log });
    await empty.forget();
  },
  phone: async ({}, use, info) => {
    const phones: Phone[] = [];
    await use(async (name, size = PHONE, flags = []) => {
      const phone = await Phone.new(name, size, flags);
      phones.push(phone);
      return phone;
    });
    for (const phone of phones) {
      if (info.status !== info.expectedStatus) {
        const picture = phone.isOn ? await phone.page.screenshot().catch(() => undefined) : undefined;
        if (picture) await info.attach(phone.name, { body: picture, contentType: "image/png" });
        await info.attach(`${phone.name} console`, { body: phone.complaints.join("\n") });
      }
      await phone.forget();
    }
  },
});

export { expect } from "@playwright/test";
