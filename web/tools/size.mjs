// How much a browser loads to show the sign-in page: the entry, what it imports, and the page with its texts.
// Lazily loaded pages must not get into it; naming chunks or importing across pages is how they usually do.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const kLimitKb = 330;
const dist = new URL("../office/dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("assets/manifest.json", dist), "utf8"));

const roots = ["index.html", "src/app/session/SignIn.tsx", "../shared/text/zh/index.ts"];
const files = new Set();
const visit = (key) => {
  const entry = manifest[key];
  if (!entry) throw new Error(`${key} is not in the manifest; build first, or the page has moved`);
  if (files.has(entry.file)) return;
  files.add(entry.file);
  for (const css of entry.css ?? []) files.add(css);
  for (const other of entry.imports ?? []) visit(other);
};
for (const root of roots) visit(root);

const forbidden = [...files].filter((file) => /chartCore|ListPage|Palette|Shell/.test(file));
const sizes = [...files].map((file) => [file, gzipSync(readFileSync(new URL(file, dist))).length]);
const totalKb = sizes.reduce((sum, [, size]) => sum + size, 0) / 1024;
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1]))
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`);
console.log(`${totalKb.toFixed(1).padStart(7)} KB  sign-in page, gzipped; the limit is ${kLimitKb} KB`);
if (forbidden.length > 0) {
  console.error(`these belong to pages behind sign-in: ${forbidden.join(", ")}`);
  process.exit(1);
}
if (totalKb > kLimitKb) process.exit(1);
