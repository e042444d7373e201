// The pages of the list without a network. Kept in the browser's cache are the house's own files and the empty page of the list,
// in both languages, asked for as nobody: nothing of a member is ever among them. What is theirs is in IndexedDB (../offline/).
import { ended } from "../offline/ended.js";
import { Store } from "../offline/store.js";
import { exchange } from "../offline/sync.js";
import { worker, type Fetching } from "./scope.js";

declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const CACHE = `house-${__VERSION__}`;
const PAGE = "/me/wishes/offline";
const LANGUAGES = ["fr", "en"];
/** Under this name the language last chosen is kept. */
const LANGUAGE = "/me/wishes/offline/language";
/** A network that takes longer counts as none, where there is something to show instead. */
const PATIENCE_MS = 4_000;
const DAY_MS = 86_400_000;

/** The pages whose matter is on this device too. The first one is where the house begins when it is kept among the apps. */
const LIST = /^\/me(\/(wishes|lists)(\/.*)?)?$/;

const FILES = new Set(__FILES__);

/** Fetches the empty page, as nobody; refused when it asks for files that are not kept along with it. */
async function keepPage(cache: Cache, lang: string): Promise<void> {
  const address = `${PAGE}?lang=${lang}`;
  const answer = await fetch(address, { credentials: "omit", cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const asked = (await answer.clone().text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g);
  for (const [, file] of asked) if (!FILES.has(file ?? "")) throw new Error(`${address} wants ${file}`);
  await cache.put(address, answer);
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES].map((file) => new Request(file, { credentials: "omit" })));
  for (const lang of LANGUAGES) await keepPage(cache, lang);
}

/** Once a day the words of the page are looked at again; those of another version come with that version's worker. */
async function renew(): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(`${PAGE}?lang=fr`, { ignoreVary: true });
  const since = Date.now() - Date.parse(kept?.headers.get("date") ?? "");
  if (kept && since < DAY_MS) return;
  for (const lang of LANGUAGES) await keepPage(cache, lang).catch(() => null);
}

async function language(url: URL): Promise<string> {
  const asked = url.searchParams.get("lang") ?? "";
  if (LANGUAGES.includes(asked)) {
    await choose(asked);
    return asked;
  }
  const chosen = await (await caches.open(CACHE)).match(LANGUAGE);
  return chosen ? chosen.text() : navigator.language.startsWith("en") ? "en" : "fr";
}

async function choose(lang: unknown): Promise<void> {
  if (typeof lang !== "string" || !LANGUAGES.includes(lang)) return;
  await (await caches.open(CACHE)).put(LANGUAGE, new Response(lang));
}

async function empty(url: URL): Promise<Response | undefined> {
  const address = `${PAGE}?lang=${await language(url)}`;
  return (await caches.open(CACHE)).match(address, { ignoreVary: true });
}

const late = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));

/** The page from the house, or the empty one. What the house says of itself, an error included, is no want of network. */
async function page(event: Fetching, url: URL): Promise<Response> {
  const network = fetch(event.request);
  const listed = LIST.test(url.pathname);
  try {
    const answer = await (listed ? Promise.race([network, late()]) : network);
    if (answer) {
      if (listed) event.waitUntil(renew().catch(() => null));
      return answer;
    }
  } catch {
    // No network.
  }
  const kept = await empty(url).catch(() => undefined);
  if (!kept) return network;
  // An answer that comes late is not shown over what one reads, or types in; the page is told that there is a network.
  event.waitUntil(network.then(async () => (await worker.clients.get(event.resultingClientId))?.postMessage("network")).catch(() => null));
  return kept;
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));

worker.addEventListener("activate", (event) => {
  const drop = async (): Promise<void> => {
    const old = (await caches.keys()).filter((name) => name.startsWith("house-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    // Where it is on and there is no network, Firefox shows its own page of errors whatever is answered here.
    await worker.registration.navigationPreload?.disable();
    await worker.clients.claim();
  };
  event.waitUntil(drop());
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (FILES.has(url.pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && !/^\/(api|assets|in)\//.test(url.pathname)) event.respondWith(page(event, url));
});

worker.addEventListener("message", (event) => {
  // A page says when nothing is being typed: a new version takes over then.
  if (event.data === "take-over") event.waitUntil(worker.skipWaiting());
  const lang = (event.data as { lang?: unknown } | null)?.lang;
  if (lang !== undefined) event.waitUntil(choose(lang));
});

// Where the browser can wake the worker when the network returns, edits go though every page is closed.
worker.addEventListener("sync", (event) => {
  if (event.tag !== "list") return;
  const send = async (): Promise<void> => {
    const store = new Store();
    const kept = await store.read();
    if (!kept) return;
    const outcome = await exchange(store, kept.member);
    if (outcome === "signed-out") await ended(store, kept.member, Promise.resolve(worker.registration));
    if (outcome === "unreachable") throw new Error("later");
  };
  event.waitUntil(send());
});
