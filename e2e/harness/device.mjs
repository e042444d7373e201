// One device of a member: a browser of its own, a gate of its own to the house, and what it keeps, to be looked into.
import { gate } from "./gate.mjs";
import { newPage } from "./browser.mjs";
import { until } from "./pages.mjs";

/** What a page says when its network is gone; it is meant to be. */
export const CUT = ["net::ERR", "Failed to load resource", "Failed to fetch", "ERR_"];

/** What the browser keeps of the list, read as the page's own script would; null where nothing is kept. */
export const kept = (page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "hyperlieu-list")) return null;
    const done = (asked) =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result ?? null);
        asked.onerror = () => reject(asked.error);
      });
    const database = await done(indexedDB.open("hyperlieu-list"));
    const read = (key) => done(database.transaction("kept").objectStore("kept").get(key));
    const [said, made] = [await read("said"), await read("made")];
    database.close();
    return said && { ...said, queue: made?.queue ?? [] };
  });

/** All that the browser's cache holds, address and words. */
export const cached = (page) =>
  page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push({ url: request.url, text: await (await cache.match(request)).text() });
    }
    return all;
  });

/** Goes in by a link, whose address is the house's own, through the device's gate. */
export async function comesIn(page, link) {
  await page.goto(new URL(link).pathname);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/in")), page.locator("main button[type=submit]").click()]);
}

/** A device of a member; `ready()` opens the list and waits until it is kept. */
export async function device(browser, town, link, options = {}) {
  const door = await gate(town.address);
  const page = await newPage(browser, { baseURL: door.address, ...options });
  await comesIn(page, link);
  const ready = async () => {
    await page.goto("/me/wishes");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await until(async () => (await cached(page)).some(({ url }) => url.includes("/me/wishes/offline?lang=en")), "the empty pages are kept");
    // An earlier opening has kept a list already: it must be the one of this page.
    const rows = await page.locator("#hoped .row-title").allInnerTexts();
    await until(async () => {
      const wishes = (await kept(page))?.snapshot?.wishes ?? null;
      return wishes && rows.every((title) => wishes.some((wish) => wish.title === title));
    }, "the list is kept");
  };
  const close = async () => {
    await page.context().close();
    await door.stop();
  };
  return { page, door, ready, close };
}

/** The row of a wish on the page that needs no network. */
export const row = (page, title) => page.locator("[data-part=rows] .row", { hasText: title });

/** Writes a wish down there. */
export async function add(page, title) {
  await page.locator("#f-add").fill(title);
  await page.locator("[data-part=add] button").click();
  await row(page, title).waitFor();
}

/** Comes back to the page with the network there, and waits until all is with the house. */
export async function comesBack({ page, door }) {
  door.open();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until(async () => (await kept(page)).queue.length === 0, "everything is sent");
}
