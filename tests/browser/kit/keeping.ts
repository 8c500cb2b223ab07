// Everything a browser keeps of the app, read and changed the way somebody does who has the device and not the words.
import type { Page } from "@playwright/test";

/** Table, key, value. */
export type Row = [table: string, key: number[], value: number[]];

export interface Kept {
  rows: Row[];
  /** localStorage, sessionStorage and cookies as text. */
  notes: string;
  /** Address and bytes of every cached answer. */
  caches: [string, Buffer][];
}

export async function kept(page: Page): Promise<Kept> {
  const { rows, notes, cached } = await page.evaluate(async () => {
    const ready = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const rows: [string, number[], number[]][] = [];
    const database = await ready(indexedDB.open("schulterschluss"));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([ready(store.getAllKeys()), ready(store.getAll())]);
      keys.forEach((key, at) => rows.push([table, [...new Uint8Array(key as ArrayBuffer)], [...(values[at] as Uint8Array)]]));
    }
    database.close();
    const notes = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    const cached: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = new Uint8Array((await (await cache.match(request))?.arrayBuffer()) ?? new ArrayBuffer(0));
        let text = "";
        for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        cached.push([request.url, btoa(text)]);
      }
    }
    return { rows, notes, cached };
  });
  return { rows, notes, caches: cached.map(([url, bytes]) => [url, Buffer.from(bytes, "base64")]) };
}

/** Puts rows in the place of those with the same keys; nothing else is touched. */
export async function put(page: Page, rows: Row[]): Promise<void> {
  await page.evaluate(async (rows) => {
    const opening = indexedDB.open("schulterschluss");
    const database = await new Promise<IDBDatabase>((done, failed) => {
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error);
    });
    const transaction = database.transaction([...new Set(rows.map(([table]) => table))], "readwrite");
    const over = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
    for (const [table, key, value] of rows) transaction.objectStore(table).put(new Uint8Array(value), new Uint8Array(key));
    await over;
    database.close();
  }, rows);
}

/** Makes the storage what it was: every row of the app goes, then these come. */
export async function putBack(page: Page, rows: Row[]): Promise<void> {
  await page.evaluate(async () => {
    const opening = indexedDB.open("schulterschluss");
    const database = await new Promise<IDBDatabase>((done, failed) => {
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error);
    });
    const tables = [...database.objectStoreNames];
    const transaction = database.transaction(tables, "readwrite");
    for (const table of tables) transaction.objectStore(table).clear();
    await new Promise<void>((done) => (transaction.oncomplete = () => done()));
    database.close();
  });
  await put(page, rows);
}
