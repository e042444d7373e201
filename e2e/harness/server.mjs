// Two ways to have something to look at: the real binary, and a stand of a few hand-written answers for testing islands alone.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const DIST = join(ROOT, "web", "dist");

const KINDS = { css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", json: "application/json", geojson: "application/geo+json", svg: "image/svg+xml" };

/** As strict as the real server: no inline script, no inline style, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Starts `hyperlieu demo` on a free port in a folder of its own and waits until it says where it listens. */
export async function startServer({ args = ["demo", "--walkers", "0"], env = {} } = {}) {
  const binary = process.env.HYPERLIEU_BIN ?? join(ROOT, "target", "debug", "hyperlieu");
  const data = await mkdtemp(join(tmpdir(), "hyperlieu-e2e-"));
  const child = spawn(binary, [...args, "--port", "0", "--data", data], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start within 60 s:\n${said}`)), 60_000);
    const read = (chunk) => {
      said += chunk;
      const found = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await ended;
    }
    await rm(data, { recursive: true, force: true });
  };
  return { address, data, stop, log: () => said };
}

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
  response.writeHead(200, { "content-type": KINDS[name.split(".").at(-1)] ?? "application/octet-stream" }).end(bytes);
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
