// Starts the app. Trunk writes the two hashed names into this script's own tag, so the page needs no inline script.
//
// The policy below names the two scripts that may be loaded later. It has no way to make markup or code out of text, so the
// browser refuses both, whoever asks: views are built element by element, and what people type is only ever a text node.

const OWN_SCRIPTS = ["/sw.js", "/worker.js"];

if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  window.trustedTypes.createPolicy("default", {
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
