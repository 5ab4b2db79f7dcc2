#!/usr/bin/env node
// clang_tidy.mjs [--tests] [--deep] [path…]: clang-tidy over our sources in parallel, with the compile commands of
// build/dev, which must be built. A file is looked at again only when it, a header of ours it includes, its command,
// .clang-tidy or clang-tidy itself changed; the clean verdicts are kept in .cache/clang-tidy. Paths limit it to files
// whose name contains one of them. --deep: with Clang's static analyzer, which takes two thirds of the time.

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const kTidy = "clang-tidy-14";
const kKeptDays = 30;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const buildFolder = path.join(root, "build/dev");
const commandFolder = path.join(root, "build/tidy");
const verdicts = path.join(root, ".cache/clang-tidy");

const withTests = process.argv.includes("--tests");
const depth = process.argv.includes("--deep") ? [] : ["--checks=-clang-analyzer-*"];
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

// The commands of GCC as Clang takes them: without what only GCC knows, its precompiled header and the sanitizers.
function writeCommands() {
  const given = JSON.parse(readFileSync(path.join(buildFolder, "compile_commands.json"), "utf8"));
  const commands = given.map((entry) => ({
    ...entry,
    command: `${entry.command
      .replace(/ -include \S+cmake_pch\.hxx/g, "")
      .replace(/ -fsanitize=\S+| -fno-sanitize\S+| --param \S+| -fpch-preprocess| -Winvalid-pch/g, "")} -Wno-unknown-warning-option`,
  }));
  mkdirSync(commandFolder, { recursive: true });
  writeFileSync(path.join(commandFolder, "compile_commands.json"), JSON.stringify(commands));
  return commands;
}

// What ninja learned from the compiler: object file → everything it was made of.
function readDependencies() {
  const listing = execFileSync("ninja", ["-C", buildFolder, "-t", "deps"], { maxBuffer: 1 << 30, encoding: "utf8" });
  const found = new Map();
  let current = [];
  for (const line of listing.split("\n")) {
    if (/^\S.*: #deps /.test(line)) {
      current = [];
      found.set(line.slice(0, line.indexOf(": #deps ")), current);
    } else if (line.startsWith("    ")) {
      current.push(path.resolve(buildFolder, line.trim()));
    }
  }
  return found;
}

const contentHashes = new Map();
function contentHash(file) {
  if (!contentHashes.has(file)) {
    contentHashes.set(file, createHash("sha256").update(readFileSync(file)).digest("hex"));
  }
  return contentHashes.get(file);
}

function isOurs(file) {
  return file.startsWith(root + path.sep) && !file.includes("/.cache/") && existsSync(file);
}

function keyOf(entry, dependencies, setting) {
  const object = / -o (\S+)/.exec(entry.command)?.[1];
  const made = object && dependencies.get(object);
  if (!made) return null;
  const hash = createHash("sha256").update(setting).update(entry.command.replaceAll(root, ""));
  for (const file of [...made].filter(isOurs).sort()) {
    hash.update(path.relative(root, file)).update(contentHash(file));
  }
  return hash.digest("hex");
}

function inspect(file) {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1 << 26, cwd: root };
    execFile(kTidy, ["-p", commandFolder, "--quiet", ...depth, file], options, (error, stdout, stderr) => {
      resolve({ clean: !error, output: error ? stdout || stderr : "" });
    });
  });
}

function forgetOldVerdicts() {
  const oldest = Date.now() - kKeptDays * 24 * 3600 * 1000;
  for (const name of readdirSync(verdicts)) {
    const file = path.join(verdicts, name);
    if (statSync(file).mtimeMs < oldest) unlinkSync(file);
  }
}

const commands = writeCommands();
const setting =
  readFileSync(path.join(root, ".clang-tidy"), "utf8") + depth + execFileSync(kTidy, ["--version"], { encoding: "utf8" });
const dependencies = readDependencies();
mkdirSync(verdicts, { recursive: true });
forgetOldVerdicts();

const queue = [];
let known = 0;
for (const entry of commands) {
  const relative = path.relative(root, entry.file);
  if (!/^(server|tests|bench)\//.test(relative)) continue;
  if (!withTests && (relative.endsWith("_test.cpp") || relative.startsWith("tests/"))) continue;
  if (wanted.length > 0 && !wanted.some((part) => relative.includes(part))) continue;
  const key = keyOf(entry, dependencies, setting);
  if (key && existsSync(path.join(verdicts, key))) known += 1;
  else queue.push({ relative, file: entry.file, key });
}

let dirty = 0;
const total = queue.length;
async function work() {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const { clean, output } = await inspect(job.file);
    if (clean) {
      if (job.key) writeFileSync(path.join(verdicts, job.key), job.relative);
    } else {
      dirty += 1;
      process.stdout.write(`${job.relative}:\n${output}\n`);
    }
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(`clang-tidy: ${known} files unchanged, ${total - dirty} clean, ${dirty} with findings`);
process.exit(dirty > 0 || known + total === 0 ? 1 : 0);
