// What only a browser can show of the attacks of the security design, each named by its number.
import { expect, story } from "../kit/story.ts";

/** Each of them runs script somewhere that does not keep text and markup apart. */
const CORPUS = [
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
];

story("a27 no text becomes markup, code or a worker, whoever asks for it", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await anna.page.goto(demo.origin);
  await expect(anna.page.getByRole("heading", { level: 1 })).toBeVisible();
  const passed = await anna.page.evaluate((corpus) => {
    const tries: [string, () => unknown][] = corpus.map((text) => [text, () => (document.createElement("p").innerHTML = text)]);
    tries.push(["another worker", () => new Worker("/boot.js")]);
    tries.push(["a worker from elsewhere", () => new Worker("https://evil.example/worker.js")]);
    tries.push(["a script from elsewhere", () => (document.createElement("script").src = "https://evil.example/x.js")]);
    tries.push(["a script of text", () => (document.createElement("script").text = "1")]);
    return tries.filter(([, attempt]) => {
      try {
        attempt();
        return true;
      } catch {
        return false;
      }
    }).map(([name]) => name);
  }, [...CORPUS, "<b>harmless</b>"]);
  expect(passed).toEqual([]);
});
