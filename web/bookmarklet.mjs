// Turns src/bookmarklet.ts into the one line that a bookmark holds. `node bookmarklet.mjs` writes the template that shows it,
// slices/wish/templates/bookmarklet.html; a test compares the two, so that neither is changed alone.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** Where the template stands. */
export const TEMPLATE = join(here, "..", "slices", "wish", "templates", "bookmarklet.html");

/** Stands in for the server's address until the template knows it: has nothing that would be escaped. */
const STAND_IN = "https://server.invalid";

/** The line for a server, such as `https://redon.example`. */
export async function bookmarklet(server) {
  const { origin } = new URL(server);
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: ["src/bookmarklet.ts"],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    define: { __SERVER__: JSON.stringify(origin) },
    logLevel: "warning",
  });
  const code = outputFiles[0].text.trim().replace(/;$/, "");
  // A bookmark is an address: what an address may not hold is written with its number.
  return `javascript:${code.replaceAll("%", "%25").replaceAll(/["<>#\s]/g, encodeURIComponent)}`;
}

/** The template: `server` is the house's own origin, said by whoever includes it. */
export async function template() {
  const made = (await bookmarklet(STAND_IN)).replaceAll("&", "&amp;");
  if (/\{[{%#]/.test(made)) throw new Error("the line would be read as an order to the template");
  const line = made.replace(STAND_IN, "{{ server }}");
  return `{#- Made from web/src/bookmarklet.ts by web/bookmarklet.mjs; \`server\` is the origin of this house. -#}
<a class="btn" href="${line}">{{ page.t("bookmarklet-name") }}</a>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await template();
  const present = await readFile(TEMPLATE, "utf8").catch(() => "");
  if (present !== made) await writeFile(TEMPLATE, made);
  console.log(made);
}
