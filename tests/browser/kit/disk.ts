// What happens to the storage of a browser behind the app's back: full, emptied, damaged, left by a newer version.
import type { Phone } from "./phone.ts";

const NAME = "schulterschluss";

/** A page of the same origin without the app, so that nobody holds the database open. The worker leaves the API alone. */
async function besideTheApp(phone: Phone, origin: string): Promise<void> {
  const place = `${origin}/v1/hello`;
  // Also while there is no server.
  await phone.page.route(place, (route) => route.fulfill({ contentType: "text/plain", body: "" }));
  await phone.page.goto(place);
  await phone.page.unroute(place);
}

/** Lets the browser refuse everything beyond so many bytes; returns what lifts it. It holds as long as the session. */
export async function quota(phone: Phone, origin: string, bytes: number): Promise<() => Promise<void>> {
  const cdp = await phone.context.newCDPSession(phone.page);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes });
  return async () => {
    await cdp.send("Storage.overrideQuotaForOrigin", { origin });
    await cdp.detach();
  };
}

/** The browser throws the database away, as it may when it needs room; what localStorage holds stays. */
export async function empty(phone: Phone, origin: string): Promise<void> {
  await besideTheApp(phone, origin);
  await phone.page.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => done();
        request.onerror = () => failed(request.error);
      }),
    NAME,
  );
}

/** A later version of the app has been here. */
export async function makeNewer(phone: Phone, origin: string): Promise<void> {
  await besideTheApp(phone, origin);
  await phone.page.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.open(name, 99);
        request.onsuccess = () => {
          request.result.close();
          done();
        };
        request.onerror = () => failed(request.error);
      }),
    NAME,
  );
}

/** Changes one byte in the last row of a table, or in every one. */
export async function flip(phone: Phone, origin: string, table: string, which: "last" | "every" = "last"): Promise<void> {
  await besideTheApp(phone, origin);
  await phone.page.evaluate(
    ([name, table, which]) =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.open(name ?? "");
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction([table ?? ""], "readwrite");
          const rows = transaction.objectStore(table ?? "").openCursor(null, "prev");
          let changed = 0;
          rows.onsuccess = () => {
            const row = rows.result;
            if (!row) return changed === 0 ? failed(new Error(`no row in ${table}`)) : undefined;
            const bytes = new Uint8Array(row.value);
            bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
            row.update(bytes);
            changed += 1;
            if (which === "every") row.continue();
          };
          transaction.oncomplete = () => {
            database.close();
            done();
          };
          transaction.onabort = () => failed(transaction.error);
        };
      }),
    [NAME, table, which],
  );
}

/** The rows of every table, as numbers of bytes: what is there must still be there. */
export async function sizes(phone: Phone, origin: string): Promise<Record<string, number>> {
  await besideTheApp(phone, origin);
  return phone.page.evaluate(
    (name) =>
      new Promise<Record<string, number>>((done, failed) => {
        const request = indexedDB.open(name);
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const tables = [...database.objectStoreNames];
          const transaction = database.transaction(tables);
          const found: Record<string, number> = {};
          for (const table of tables) {
            const all = transaction.objectStore(table).getAll();
            all.onsuccess = () => {
              found[table] = all.result.reduce((sum: number, row: Uint8Array) => sum + row.length, 0);
            };
          }
          transaction.oncomplete = () => {
            database.close();
            done(found);
          };
        };
      }),
    NAME,
  );
}
