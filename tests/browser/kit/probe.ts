// The part of the kit that speaks the wire formats: see tests/src/bin/probe.rs.
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Row } from "./keeping.ts";

const BINARY = process.env.PROBE ?? resolve(import.meta.dirname, "../../../target/debug/probe");

async function probe(input: string, ...args: string[]): Promise<string> {
  const child = spawn(BINARY, args, { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  let complained = "";
  child.stdout.on("data", (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (complained += bytes.toString()));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  child.stdin.end(input);
  if ((await ended) !== 0) throw new Error(`probe ${args[0]}: ${complained}`);
  return said;
}

/** A member with a client of their own writes each text into every field of every kind; returns kind and id of each record. */
export async function writeEverywhere(link: string, texts: string[]): Promise<[kind: string, id: string][]> {
  const lines = (await probe(texts.join("\n"), "write", link)).trim().split("\n");
  return lines.map((line) => line.split(" ") as [string, string]);
}

/** Every secret of a phone whose six words and rows are known. */
export async function secrets(words: string[], rows: Row[]): Promise<Buffer[]> {
  const lines = (await probe(JSON.stringify({ words: words.join(" "), rows }), "secrets")).trim().split("\n");
  return lines.map((line) => Buffer.from(line, "hex"));
}

/** Writes a backup of the server's data. */
export async function backUp(data: string, to: string): Promise<void> {
  await probe("", "backup", data, to);
}

/** Every file below a folder. */
export async function filesIn(folder: string): Promise<[string, Buffer][]> {
  const found: [string, Buffer][] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath, entry.name);
    if (entry.isFile()) found.push([name, await readFile(name).catch(() => Buffer.alloc(0))]);
  }
  return found;
}
