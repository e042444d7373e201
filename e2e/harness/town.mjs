// A town of one's own for a journey: Redon imported into a fresh database, the real binary serving it, links that let people in.
import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The extract of Redon that the demonstration uses too. */
export const EXTRACT = join(ROOT, "app", "demo", "redon", "redon.osm.gz");

/** The server's binary: HYPERLIEU, or the debug build of this tree. */
export const BINARY = process.env.HYPERLIEU ?? process.env.HYPERLIEU_BIN ?? join(ROOT, "target", "debug", "hyperlieu");

/** Settings of whoever runs the tests must not reach the server under test. */
function cleanEnv(more) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("HYPERLIEU"));
  return { ...Object.fromEntries(kept), ...more };
}

/** A port that is free now: links carry the address, so it must be known before the server starts. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Waits for the address that a server says it listens on; fails with all it said when it ends or is late. */
function listening(child, heard) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start within 60 s:\n${heard.said}`)), 60_000);
    const read = (chunk) => {
      heard.said += chunk;
      const found = /listening on (https?:\/\/[^\s]+)/.exec(heard.said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${heard.said}`)));
  });
}

/** Starts the binary with the given arguments and stops it, and removes its folder, when told. */
export async function serve(data, args, env) {
  const heard = { said: "" };
  const child = spawn(BINARY, args, { env, cwd: data, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = await listening(child, heard);
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  return { address, data, stop, log: () => heard.said };
}

/** The demonstration on a free port, in a folder of its own. */
export async function startDemo(more = []) {
  const data = await mkdtemp(join(tmpdir(), "hyperlieu-e2e-"));
  return serve(data, ["demo", "--port", "0", "--data", data, ...more], cleanEnv({}));
}

/**
 * Imports Redon and serves it. `link("--new-member", "Camille")` gives a sign-in link, `token(…)` a bearer token,
 * `api("/places", { token, body })` asks the JSON API, `shop("food/bread", "Chez …")` finds a place with its organisation
 * and position, `publish(place, { title, price })` makes an offer there, `opens(place, hours)` gives it hours. `settings` are
 * variables of the server's own.
 */
export async function startTown(settings = {}) {
  const data = await mkdtemp(join(tmpdir(), "hyperlieu-e2e-"));
  const base = `http://127.0.0.1:${await freePort()}`;
  const env = cleanEnv({ HYPERLIEU_SERVER_BASE_URL: base, HYPERLIEU_LOG_LEVEL: "warn", ...settings });
  const database = ["--database", join(data, "town.sqlite")];
  await run(BINARY, [...database, "import", "osm", EXTRACT, "--town", "Redon"], { env, cwd: data });
  const server = await serve(data, [...database, "serve", "--listen", base.slice("http://".length)], env);
  const made = (what) => async (...args) => (await run(BINARY, [...database, what, ...args], { env, cwd: data })).stdout.trim();
  const api = async (path, { token, body, method = body ? "POST" : "GET" } = {}) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body && { "content-type": "application/json", "idempotency-key": randomUUID() }) };
    const answer = await fetch(`${base}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const shop = async (category, name) => {
    const { items } = await api(`/places?category=${category}&limit=200`);
    const found = items.find((place) => place.name === name);
    if (!found) throw new Error(`no ${name} among ${items.map((place) => place.name).join(", ")}`);
    return found;
  };
  // A program at the till speaks for the shop.
  const publish = async (place, offer) => {
    const token = await made("token")("--new-member", "Caisse", "--associate-of", place.organisation);
    return api("/offers", { token, body: { organisation: place.organisation, place: place.id, ...offer } });
  };
  // Opening hours in OSM's syntax, as the placemaster gives them.
  const opens = async (place, hours) => {
    const { organisation, name, category, position, radius_m } = place;
    const token = await made("token")("--new-placemaster", "Maïwenn");
    return api(`/places/${place.id}`, { token, method: "PUT", body: { organisation, name, category, position, radius_m, hours } });
  };
  return { ...server, link: made("link"), token: made("token"), api, shop, publish, opens };
}

/** Opens a sign-in link and goes in. */
export async function enter(page, link) {
  await page.goto(link);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/in")), page.locator("main button[type=submit]").click()]);
}

/** The position so many metres north of a place. */
export function north(position, metres) {
  return { latitude: position.lat + metres / 111_195, longitude: position.lon, accuracy: 8 };
}

/** Puts an end to the member's quiet hours through the page of consents, so that the journey goes at any hour. */
export async function noQuietHours(page) {
  await page.goto("/me/consents");
  await page.locator("form[action='/me/attention'] input[name=quiet]").uncheck();
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/me/attention"));
  await page.locator("form[action='/me/attention'] button[type=submit]").click();
  await sent;
  await page.locator(".toast").first().waitFor();
}
