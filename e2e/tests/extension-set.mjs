// Not a test: takes a set of saved shops' pages (ground-truth.json and html/, as `hyperlieu eval extract` reads it) and writes what
// the extension would take of each into another folder of the same form, so that both can be scored by the same reader.
//
//     node tests/extension-set.mjs ../../shared/data/pages-product-extraction OUT && hyperlieu eval extract OUT
//
// The pages run no scripts and load nothing: what they would look like dressed is not known here, as it is in life.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { launch } from "../harness/browser.mjs";
import { built } from "./extension-load.mjs";

const [set, out] = process.argv.slice(2);
if (!set || !out) {
  console.error("usage: node tests/extension-set.mjs SET OUT");
  process.exit(2);
}
const truth = JSON.parse(
  await readFile(join(set, "ground-truth.json"), "utf8").catch(() => {
    console.error(`no pages there: ${join(set, "ground-truth.json")} cannot be read`);
    process.exit(2);
  }),
);

const folder = await mkdtemp(join(tmpdir(), "hyperlieu-set-"));
const collector = await readFile(join(await built(folder), "collect.js"), "utf8");
const browser = await launch();
await mkdir(join(out, "html"), { recursive: true });
const rows = [];
for (const [id, { url }] of Object.entries(truth)) {
  const plain = join(set, "html", `${id}.html`);
  const raw = await readFile(`${plain}.gz`).then(gunzipSync, () => readFile(plain));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const whole = (request) => request.isNavigationRequest() && request.frame() === page.mainFrame();
  await page.route("**/*", (route) => (whole(route.request()) ? route.fulfill({ contentType: "text/html; charset=utf-8", body: raw }) : route.abort()));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  const began = performance.now();
  const { html, cut } = await page.evaluate(collector);
  rows.push({ raw: raw.length, taken: Buffer.byteLength(html), ms: performance.now() - began, cut });
  await writeFile(join(out, "html", `${id}.html`), html);
  await context.close();
}
await browser.close();
await rm(folder, { recursive: true, force: true });
await writeFile(join(out, "ground-truth.json"), JSON.stringify(truth));

const told = (name) => {
  const sorted = rows.map((row) => row[name]).sort((a, b) => a - b);
  return `${Math.round(sorted[sorted.length >> 1])} in the median, ${Math.round(sorted.at(-1))} at most`;
};
console.log(`${rows.length} pages, ${rows.filter(({ cut }) => cut).length} cut\nbytes before: ${told("raw")}\nbytes taken: ${told("taken")}\nmilliseconds: ${told("ms")}`);
