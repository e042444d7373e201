// A stand of a few hand-written answers, for trying islands alone. The real binary is started in town.mjs.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const DIST = join(ROOT, "web", "dist");

const KINDS = { css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", json: "application/json", geojson: "application/geo+json", svg: "image/svg+xml", wasm: "application/wasm" };

/** As strict as the real server: no inline script, no inline style, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A worker goes by the policy it is served with: only the barcode reader may compile its engine, no page may. */
const READER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** The name under which a built file is served, as the templates ask for it. */
export async function asset(name) {
  const manifest = JSON.parse(await readFile(join(DIST, "manifest.json"), "utf8"));
  return `/assets/${manifest[name]}`;
}

async function fromDist(path, response) {
  const name = path.slice("/assets/".length);
  if (name.includes("/")) return false;
  const bytes = await readFile(join(DIST, name)).catch(() => null);
  if (!bytes) return false;
  if (name.startsWith("scan-worker")) response.setHeader("content-security-policy", READER_POLICY);
  response.writeHead(200, { "content-type": KINDS[name.split(".").at(-1)] ?? "application/octet-stream", "cache-control": "public, max-age=31536000, immutable" }).end(bytes);
  return true;
}

/**
 * A stand: `answers` maps "GET /path" to a string, to an object (sent as JSON) or to a function (request, response, body).
 * Files of web/dist are there under /assets. Every request is kept in `heard`.
 */
export async function stand(answers) {
  const heard = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://stand");
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const key = `${request.method} ${url.pathname}`;
    heard.push({ key, body, url });
    response.setHeader("content-security-policy", POLICY);
    if (url.pathname.startsWith("/assets/") && (await fromDist(url.pathname, response))) return;
    const answer = answers[key];
    if (typeof answer === "function") await answer(request, response, body);
    else if (typeof answer === "string") response.writeHead(200, { "content-type": KINDS.html }).end(answer);
    else if (answer) response.writeHead(200, { "content-type": KINDS.json }).end(JSON.stringify(answer));
    else response.writeHead(404, { "content-type": KINDS.html }).end("<main>404</main>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A failed test that never stops its stand must not keep the run from ending.
  server.unref();
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${server.address().port}`, heard, stop };
}
