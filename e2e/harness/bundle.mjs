// A part of web/src that needs no page, as a module to test by itself.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../web/node_modules/esbuild/lib/main.js";

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "web", "src");

/** Bundles `file` of web/src and gives what it exports. */
export async function source(file) {
  const { outputFiles } = await build({ entryPoints: [join(SOURCES, file)], bundle: true, write: false, format: "esm", logLevel: "warning" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
