// The real thing people run: the binary behind `cargo start`, on a free port, with its own data folder.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BINARY = process.env.START ?? resolve(import.meta.dirname, "../../../target/debug/start");

export interface Invitation {
  readonly role: string;
  readonly town: string;
  readonly link: string;
}

export class Demo {
  private process: ChildProcess | undefined;
  private said = "";
  invitations: Invitation[] = [];

  /** The one-time link of an installation without demo. */
  founding = "";

  private constructor(
    readonly port: number,
    readonly data: string,
    private readonly options: string[],
  ) {}

  static async start(empty = false): Promise<Demo> {
    return Demo.startWith(empty ? ["--no-demo"] : []);
  }

  /** Starts a demo that was founded before, on a copy of its folder. */
  static async startCopy(founded: Demo): Promise<Demo> {
    const demo = await Demo.make([]);
    await cp(founded.data, demo.data, { recursive: true });
    await demo.start();
    return demo;
  }

  /** Starts a demo whose first town has so many further organisations. */
  static async startLarge(records: number): Promise<Demo> {
    return Demo.startWith(["--records", String(records)]);
  }

  /** Starts a demo whose server has so much room for attachments of a circle. */
  static async startSmall(bytes: number): Promise<Demo> {
    return Demo.startWith(["--attachment-bytes", String(bytes)]);
  }

  private static async startWith(options: string[]): Promise<Demo> {
    const demo = await Demo.make(options);
    await demo.start();
    return demo;
  }

  private static async make(options: string[]): Promise<Demo> {
    return new Demo(await freePort(), await mkdtemp(join(tmpdir(), "schulterschluss-data-")), options);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything the server wrote to its log so far. */
  get log(): string {
    return this.said;
  }

  async start(): Promise<void> {
    const place = ["--no-build", "--port", String(this.port), "--data", this.data];
    const server = spawn(BINARY, [...place, ...this.options], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, RUST_LOG: "debug" },
    });
    this.process = server;
    let lines = "";
    await new Promise<void>((ready, failed) => {
      const late = setTimeout(() => failed(new Error(`the server is not ready: ${this.said}`)), 60_000);
      server.stderr?.on("data", (bytes: Buffer) => (this.said += bytes.toString()));
      server.stdout?.on("data", (bytes: Buffer) => {
        this.said += bytes.toString();
        lines += bytes.toString();
        const invitations = [...lines.matchAll(/^invite (\S+) (\S+) (\S+)\n/gm)];
        this.invitations = invitations.map(([, role = "", town = "", link = ""]) => ({ role, town, link }));
        this.founding = /^found (\S+)\n/m.exec(lines)?.[1] ?? this.founding;
        // The last line of the start.
        if (/^stop with Ctrl-C/m.test(lines)) {
          clearTimeout(late);
          ready();
        }
      });
      server.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${this.said}`)));
    });
  }

  invitation(town: string, role?: string): string {
    const found = this.invitations.find((one) => one.town === town && (role === undefined || one.role === role));
    if (!found) throw new Error(`no invitation to ${town}: ${JSON.stringify(this.invitations)}`);
    return found.link;
  }

  /** Stops the server the way a person does, with Ctrl-C. */
  async stop(): Promise<void> {
    await this.end("SIGINT");
  }

  /** Pulls the plug. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async forget(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const server = this.process;
    this.process = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  }
}

/**
 * Ports below those the system gives to connections (32768 on): what a server that was stopped leaves free nobody takes. Each
 * worker has its own.
 */
const PORT_FIRST = 21_000;
const PORTS_OF_WORKER = 1_000;
let asked = 0;

async function freePort(): Promise<number> {
  const first = PORT_FIRST + Number(process.env.TEST_PARALLEL_INDEX ?? 0) * PORTS_OF_WORKER;
  for (let tried = 0; tried < PORTS_OF_WORKER; tried += 1) {
    const port = first + (asked++ % PORTS_OF_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${first} on is free`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = new Promise<boolean>((answer) => probe.once("listening", () => answer(true)).once("error", () => answer(false)));
  probe.listen(port, "127.0.0.1");
  if (!(await free)) return false;
  probe.close();
  await once(probe, "close");
  return true;
}
