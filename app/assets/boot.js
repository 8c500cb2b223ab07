// Starts the app. Trunk writes the two hashed names into this script's own tag, so the page needs no inline script.
//
// The policy below is the only way in which text may become markup: Leptos builds the static parts of its views from
// templates. Anything that could run script is refused, whoever wrote it; what people type is only ever a text node.

const RUNS_SCRIPT = /<\/?(script|iframe|object|embed|base|link|meta)\b|\bon[a-z]+\s*=|javascript:|srcdoc/i;
const OWN_SCRIPTS = ["/sw.js", "/worker.js"];

if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  window.trustedTypes.createPolicy("default", {
    createHTML: (markup) => {
      if (RUNS_SCRIPT.test(markup)) throw new TypeError("markup that could run script");
      return markup;
    },
    createScriptURL: (address) => {
      const url = new URL(address, location.origin);
      if (url.origin !== location.origin || !OWN_SCRIPTS.includes(url.pathname)) {
        throw new TypeError("script that is not ours");
      }
      return address;
    },
  });
}

function sayThatItFailed() {
  const words = document.getElementById("starting-words");
  if (words) words.textContent = "Die App konnte nicht starten. Nichts ist verloren. Bitte neu laden.";
}

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  const app = await import(`/${js}`);
  await app.default({ module_or_path: `/${wasm}` });
  document.getElementById("starting")?.remove();
} catch (failure) {
  console.error(failure);
  sayThatItFailed();
}
