// Texts that run script, or break out of their place, somewhere that does not keep text and markup apart.
import { expect, type Page } from "@playwright/test";
import type { Phone } from "./phone.ts";

export const CORPUS = [
  "<script>globalThis.hit = 1</script>",
  "<img src=x onerror=globalThis.hit=1>",
  "<svg/onload=globalThis.hit=1>",
  "\"><iframe srcdoc=\"<script>parent.hit=1</script>\"></iframe>",
  "'-globalThis.hit=1-'",
  "javascript:globalThis.hit=1",
  "<a href=\"javascript:globalThis.hit=1\">hier</a>",
  "<math><mtext><table><mglyph><style><img src onerror=globalThis.hit=1></style>",
  "<details open ontoggle=globalThis.hit=1>",
  "{{constructor.constructor('globalThis.hit=1')()}}",
  "<template><script>globalThis.hit=1</script></template>",
  "<base href=//evil.example><link rel=import href=data:text/html,x>",
  "&lt;script&gt;globalThis.hit=1&lt;/script&gt;",
  "<input autofocus onfocus=globalThis.hit=1>",
  "=HYPERLINK(\"https://evil.example\";\"globalThis.hit\")",
  "\u202E</title><body onload=globalThis.hit=1>",
];

/** Nothing on the page came out of a text: no script ran, no element, handler or address that is not ours. */
export async function isOnlyText(phone: Phone, where: string): Promise<void> {
  const foreign = await phone.page.evaluate(() => {
    const found: string[] = "hit" in globalThis ? ["script ran"] : [];
    const elements = ["iframe", "math", "mglyph", "template", "base", "object", "embed", "img"];
    for (const one of document.querySelectorAll(elements.join())) found.push(one.outerHTML.slice(0, 80));
    for (const one of document.querySelectorAll("*")) {
      for (const { name } of one.attributes) if (/^on|^srcdoc$/.test(name)) found.push(`${one.localName} ${name}`);
      if (one instanceof HTMLAnchorElement && !["http:", "https:", "mailto:", "tel:"].includes(one.protocol)) found.push(one.href);
      if (one instanceof HTMLScriptElement && new URL(one.src, location.href).origin !== location.origin) found.push(one.outerHTML);
      if (one.localName === "style" && one.closest("main")) found.push("style");
    }
    return found;
  });
  expect.soft(foreign, where).toEqual([]);
  const stopped = phone.complaints.filter((line) => /Content Security Policy|TrustedHTML|TrustedScript/.test(line));
  expect.soft(stopped, `${where}: nothing had to be stopped`).toEqual([]);
}

/** Whether the page shows one of the texts as it was typed, in words or in an input. */
export async function showsOne(page: Page): Promise<boolean> {
  return page.evaluate((corpus) => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>("main input, main textarea")].map(({ value }) => value);
    const shown = [document.querySelector("main")?.innerText ?? "", ...inputs].join();
    return corpus.some((one) => shown.includes(one.slice(0, 12)));
  }, CORPUS);
}
