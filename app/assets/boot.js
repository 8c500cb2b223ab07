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

// The drawings stand in the page itself. A drawing in another file is parsed with that whole file again whenever an icon
// comes onto the page: 13 ms for each letter of a search, 50 ms on a slow phone.
function bringDrawings() {
  const request = new XMLHttpRequest();
  request.open("GET", "/icons.svg");
  request.responseType = "document";
  request.onload = () => {
    const sheet = request.responseXML?.documentElement;
    if (!sheet) return;
    const own = document.importNode(sheet, true);
    own.setAttribute("class", "drawings");
    own.setAttribute("aria-hidden", "true");
    document.body.append(own);
  };
  request.send();
}

function sayThatItFailed() {
  const words = document.getElementById("starting-words");
  if (words) words.textContent = "Die App konnte nicht starten. Nichts ist verloren. Bitte neu laden.";
}

bringDrawings();
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  const app = await import(`/${js}`);
  await app.default({ module_or_path: `/${wasm}` });
  document.getElementById("starting")?.remove();
} catch (failure) {
  console.error(failure);
  sayThatItFailed();
}
