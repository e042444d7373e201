// Builds the extension from one source into dist/chromium and dist/firefox, each ready to be loaded or packed. `npm run
// extension` in web/; another folder may be named. What is built is readable: stores and members may look what it does.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { icon } from "./icons.mjs";
import { manifest, SIZES } from "./manifest.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(process.argv[2] ?? join(here, "dist"));
const { version } = JSON.parse(await readFile(join(here, "..", "package.json"), "utf8"));
const mark = await readFile(join(here, "..", "static", "mark.svg"), "utf8");

const shared = { absWorkingDir: here, bundle: true, target: ["chrome120", "firefox140"], legalComments: "none", logLevel: "warning" };

async function place(browser) {
  const outdir = join(dist, browser);
  await mkdir(outdir, { recursive: true });
  await cp(join(here, "static"), outdir, { recursive: true });
  await build({ ...shared, entryPoints: ["src/card.ts", "src/options.ts", "src/worker.ts"], format: "esm", outdir });
  // What the last line of an injected file gives is its answer.
  const asked = { globalName: "hyperlieu", footer: { js: "hyperlieu.collect(document);" } };
  await build({ ...shared, ...asked, entryPoints: { collect: "src/collect-page.ts" }, format: "iife", outdir });
  await build({ ...shared, entryPoints: ["style.css"], outdir });
  await writeFile(join(outdir, "mark.svg"), mark);
  for (const size of SIZES) await writeFile(join(outdir, `mark-${size}.png`), icon(mark, size));
  await writeFile(join(outdir, "manifest.json"), `${JSON.stringify(manifest(browser, version), null, 2)}\n`);
}

await rm(dist, { recursive: true, force: true });
for (const browser of ["chromium", "firefox"]) await place(browser);
console.log(`extension ${version}: ${join(dist, "{chromium,firefox}")}`);
