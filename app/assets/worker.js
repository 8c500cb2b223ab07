// A throw-away worker for work that would freeze the screen. It loads the same module as the page, does one job and is
// ended by the page. Message in: { js, wasm, job: Uint8Array }, names as in the tag of boot.js. Message out:
// { result: Uint8Array } or { failure: string }. The app's start function does nothing where there is no window.

self.onmessage = async ({ data: { js, wasm, job } }) => {
  try {
    const app = await import(`/${js}`);
    await app.default({ module_or_path: `/${wasm}` });
    const result = app.argon2_job(job);
    self.postMessage({ result }, [result.buffer]);
  } catch (failure) {
    self.postMessage({ failure: String(failure) });
  }
};
