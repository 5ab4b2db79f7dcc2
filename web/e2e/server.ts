import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const kStartMs = 30_000;
const kStopMs = 15_000;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where reports and traces go; two runs at the same time need two. */
export const kResults = process.env.HOMEPORT_E2E_RESULTS ?? join(root, "web/test-results");

/** The administrator's cookie, kept from the set-up for the journeys. */
export const kSignedInFile = join(kResults, "signed-in.json");

/** What the tests must know of the running server; handed to the workers through the environment. */
export function running(): { url: string; setupCode: string } {
  const { HOMEPORT_E2E_URL: url, HOMEPORT_E2E_CODE: setupCode } = process.env;
  if (!url || !setupCode) throw new Error("the server of the tests was not started");
  return { url, setupCode };
}

function binary(): string {
  const path = process.env.HOMEPORT_BINARY ?? join(root, "build/release/homeport");
  if (!existsSync(path))
    throw new Error(`there is no ${path}: build the server first, or set HOMEPORT_BINARY`);
  return path;
}

function webFolder(): string {
  const path = process.env.HOMEPORT_WEB_DIR ?? join(root, "web/office/dist");
  if (!existsSync(join(path, "index.html")))
    throw new Error(`there are no built screens in ${path}: npm --prefix web run build`);
  return path;
}

/** Reads what the server says until it has told its address and the set-up code. */
function greeting(server: ChildProcess): Promise<{ url: string; code: string }> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${said}`)), kStartMs);
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${why}:\n${said}`));
    };
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(http:\/\/\S+)\/setup\?code=(\S+)/.exec(said);
      if (!found?.[1] || !found[2]) return;
      clearTimeout(timer);
      resolve({ url: found[1], code: found[2] });
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    server.on("error", (error) => fail(error.message));
    server.on("exit", (code) => fail(`the server ended with ${code}`));
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => server.kill("SIGKILL"), kStopMs);
    server.on("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    server.kill("SIGTERM");
  });
}

/** Starts the program once for all journeys; the returned function ends it and takes its data away. */
export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), "homeport-e2e-"));
  const server = spawn(
    binary(),
    [
      "serve",
      "--data",
      data,
      "--port",
      "0",
      "--web-dir",
      webFolder(),
      "--log-file",
      join(data, "server.log"),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  try {
    const { url, code } = await greeting(server);
    process.env.HOMEPORT_E2E_URL = url;
    process.env.HOMEPORT_E2E_CODE = code;
  } catch (error) {
    await stop(server);
    throw error;
  }
  return async () => {
    await stop(server);
    if (process.env.HOMEPORT_E2E_KEEP === undefined) rmSync(data, { recursive: true, force: true });
  };
}
