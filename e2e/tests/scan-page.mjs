// The page that scans as the server will show it: the very template of the house, filled with the very sentences.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { smallPage } from "../harness/pages.mjs";
import { asset } from "../harness/server.mjs";
import { ROOT } from "./scan-pictures.mjs";

const { build } = createRequire(new URL("../../web/package.json", import.meta.url))("esbuild");

/** The sentences of one file of locales, by key; those of one line are enough here. */
export async function sentences(lang, room) {
  const text = await readFile(join(ROOT, "kit", "locales", lang, `${room}.ftl`), "utf8");
  return Object.fromEntries([...text.matchAll(/^([a-z][\w-]*) = (.+)$/gm)].map(([, key, said]) => [key, said]));
}

/** A template that needs sentences and nothing else. */
export async function fill(name, words) {
  const text = await readFile(join(ROOT, "slices", "wish", "templates", name), "utf8");
  // Nothing was typed before: conditions and values of what was are left out.
  const plain = text.replace(/\{#[\s\S]*?#\}/g, "").replace(/\{% if wrong %\}[\s\S]*?\{% endif %\}/g, "").replace(/\{%[\s\S]*?%\}/g, "");
  return plain.replace(/\{\{ (?:typed|wrong) \}\}/g, "").replace(/\{\{ page\.t\("([\w-]+)"\) \}\}/g, (_all, key) => {
    if (!(key in words)) throw new Error(`${name} says ${key}, which no language file has`);
    return words[key].replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  });
}

/** A small page that is as wide as the phone, as the house's are. */
export async function phonePage(main, scripts = []) {
  const page = await smallPage(main, scripts);
  return page.replace("</title>", '</title><meta name="viewport" content="width=device-width, initial-scale=1">');
}

/** The whole page. */
export async function scanPage(lang = "fr") {
  const main = `<h1>Scanner</h1>${await fill("scan.html", await sentences(lang, "scan"))}`;
  const page = await phonePage(main, ["scan"]);
  const icons = (await readFile(join(ROOT, "kit", "templates", "icons.html"), "utf8")).replace(/\{#[\s\S]*?#\}/g, "");
  return page.replace('<html lang="fr">', `<html lang="${lang}">`).replace("</head>", `<link rel="stylesheet" href="${await asset("scan.css")}"></head>`).replace("<main", `${icons}<main`);
}

/** A module of web/, ready to be called here. */
export async function module(path) {
  const { outputFiles } = await build({ entryPoints: [join(ROOT, "web", path)], bundle: true, write: false, format: "esm", target: "node18", logLevel: "warning" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}
