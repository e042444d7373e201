// Bundles the islands and the styles into dist/: hashed names (so that they may be cached for a year), a gzip and a
// brotli twin beside each file (so that the server never compresses while somebody waits), and manifest.json, which maps
// the name a page asks for ("house.js") to the name it is served under. The build fails when a budget is broken.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { icon } from "./extension/icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const fresh = join(here, "node_modules", ".dist-new");
const manifest = {};

/** Bytes before compression; the map alone may be heavy, because only pages with a map load it. */
const BUDGETS = [
  { what: "scripts of a page without a map", files: ["house.js", "live.js", "walk.js"], limit: 60_000 },
  { what: "scripts of a list that is put in order", files: ["house.js", "live.js", "arrange.js"], limit: 60_000 },
  { what: "styles of every page", files: ["house.css"], limit: 30_000 },
  { what: "scripts of the list without a network", files: ["house.js", "offline.js"], limit: 74_000 },
  { what: "scripts of the page that scans, its reader not counted", files: ["house.js", "scan.js"], limit: 60_000 },
];

async function place(name, bytes) {
  const dot = name.lastIndexOf(".");
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const file = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  await writeFile(join(fresh, file), bytes);
  manifest[name] = file;
  return file;
}

async function bundle(entry, options = {}) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["es2022", "chrome120", "firefox120", "safari17"],
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].contents;
}

/** MapLibre is three files that find one another by address: each is hashed before the next one is written. */
async function placeMap() {
  const worker = await place("map-worker.js", await bundle("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"));
  const engine = await place("map-engine.js", await bundle("node_modules/maplibre-gl/dist/maplibre-gl.mjs"));
  const define = { __MAP_ENGINE__: JSON.stringify(`./${engine}`), __MAP_WORKER__: JSON.stringify(`./${worker}`) };
  await place("map.js", await bundle("src/map.ts", { define }));
  await place("map.css", await bundle("styles/map.css"));
}

/** The barcode reader is fetched only where the browser has none of its own; its engine is the file of the package as it is. */
async function placeScan() {
  const engine = await place("scan-engine.wasm", await readFile(join(here, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm")));
  const worker = await place("scan-worker.js", await bundle("src/scan/worker.ts", { define: { __SCAN_WASM__: JSON.stringify(`./${engine}`) } }));
  await place("scan.js", await bundle("src/scan.ts", { define: { __SCAN_WORKER__: JSON.stringify(`./${worker}`) } }));
  await place("scan.css", await bundle("styles/scan.css"));
}

/** The list without a network: its page, and the worker that shows it, which must know by name every file the page needs. */
async function placeOffline() {
  const offline = await place("offline.js", await bundle("src/offline.ts"));
  await place("offline.css", await bundle("styles/offline.css"));
  await place("house.js", await bundle("src/house.ts", { define: { __OFFLINE__: JSON.stringify(`./${offline}`) } }));
}

async function placeWorker() {
  const files = ["theme.js", "house.css", "house.js", "offline.js", "offline.css", "mark.svg"].map((name) => `/assets/${manifest[name]}`);
  const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 10);
  const define = { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) };
  await place("sw.js", await bundle("src/sw/index.ts", { define, format: "iife" }));
}

/** Phones that keep the house among their apps want its mark in pixels. */
async function placeIcons() {
  const mark = await readFile(join(here, "static", "mark.svg"), "utf8");
  for (const size of [192, 512]) await place(`mark-${size}.png`, icon(mark, size));
}

async function placeStatic() {
  for (const name of await readdir(join(here, "static"))) await place(name, await readFile(join(here, "static", name)));
}

function compress(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { gz: gzipSync(bytes, { level: 9 }), br: brotliCompressSync(bytes, { params }) };
}

async function writeTwins() {
  const sizes = {};
  for (const [name, file] of Object.entries(manifest)) {
    const bytes = await readFile(join(fresh, file));
    const { gz, br } = compress(bytes);
    await writeFile(join(fresh, `${file}.gz`), gz);
    await writeFile(join(fresh, `${file}.br`), br);
    sizes[name] = { raw: bytes.length, gz: gz.length, br: br.length };
  }
  return sizes;
}

function report(sizes) {
  const column = (n) => String(n).padStart(10);
  console.log(`${"file".padEnd(18)}${column("bytes")}${column("gzip")}${column("brotli")}`);
  for (const [name, s] of Object.entries(sizes)) {
    console.log(`${name.padEnd(18)}${column(s.raw)}${column(s.gz)}${column(s.br)}`);
  }
  let broken = false;
  for (const { what, files, limit } of BUDGETS) {
    const sum = files.reduce((total, name) => total + sizes[name].raw, 0);
    const verdict = sum <= limit ? "within" : "OVER";
    broken ||= sum > limit;
    console.log(`${what}: ${sum} bytes, ${verdict} the budget of ${limit}`);
  }
  if (broken) process.exit(1);
}

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
for (const name of ["theme", "live", "walk", "push"]) await place(`${name}.js`, await bundle(`src/${name}.ts`, name === "theme" ? { format: "iife" } : {}));
await place("house.css", await bundle("styles/house.css"));
await placeOffline();
await place("tags.css", await bundle("styles/tags.css"));
await place("arrange.js", await bundle("src/arrange.ts"));
await place("list.css", await bundle("styles/list.css"));
await placeMap();
await placeScan();
await placeStatic();
await placeIcons();
await placeWorker();
const sizes = await writeTwins();
await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
// The old folder stays in place until the new one is whole, so that a running server never finds half a build.
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
report(sizes);
