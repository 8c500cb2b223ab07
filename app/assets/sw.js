// Keeps the app startable without a server. VERSION and FILES are written in when the app is built (tests/src/build);
// as it stands here, under `trunk serve`, the list is empty and every request goes to the network.
//
// One version is one cache. A version is used only when all its files are there and each has the expected hash, and
// a newer one waits until the page says { type: "activate" }. Requests to the sync server are never touched.

const VERSION = "dev";
/** [path, "sha384-…", bytes]; "/" is index.html. */
const FILES = [];

const PREFIX = "schulterschluss-";
const CACHE = PREFIX + VERSION;
const HASHES = new Map(FILES.map(([path, hash]) => [path, hash]));
/** Names with a hash in them never change, so the browser's own cache may answer; the others are asked for again. */
const HASHED_NAME = /-[0-9a-f]{8,16}(_bg)?\.(js|wasm|css)$/;

function verified(path) {
  const cache = HASHED_NAME.test(path) ? "default" : "no-cache";
  return fetch(new Request(path, { integrity: HASHES.get(path), cache, credentials: "same-origin" }));
}

async function store() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async ([path]) => {
    const response = await verified(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  }));
}

async function dropOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? verified(path);
}

async function status() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const there = FILES.filter(([path]) => kept.has(path));
  return {
    type: "status",
    version: VERSION,
    files: there.length,
    expected: FILES.length,
    bytes: there.reduce((sum, [, , bytes]) => sum + bytes, 0),
    complete: FILES.length > 0 && there.length === FILES.length,
  };
}

self.addEventListener("install", (event) => event.waitUntil(store()));

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOtherVersions().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || FILES.length === 0) return;
  if (url.pathname === "/v1" || url.pathname.startsWith("/v1/") || url.pathname === "/healthz") return;
  if (request.mode === "navigate") event.respondWith(answer("/"));
  else if (HASHES.has(url.pathname)) event.respondWith(answer(url.pathname));
});

self.addEventListener("message", (event) => {
  const reply = (message) => (event.ports[0] ?? event.source)?.postMessage(message);
  if (event.data?.type === "activate") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "status") event.waitUntil(status().then(reply));
});
