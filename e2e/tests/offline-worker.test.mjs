// The worker beside the pages, and what can go wrong on a device: no page open, two of them, no room, a new version.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "../harness/browser.mjs";
import { calm, shot } from "../harness/checks.mjs";
import { add, comesBack, CUT, device, kept, row } from "../harness/device.mjs";
import { smallPage, until } from "../harness/pages.mjs";
import { DIST, stand } from "../harness/server.mjs";
import { startTown } from "../harness/town.mjs";

describe("the worker beside the pages", () => {
  let browser;
  let town;
  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const member = async (name) => device(browser, town, await town.link("--new-member", name));

  /** Speaks to the worker as the browser does. */
  async function wakes(page, address) {
    const session = await page.context().newCDPSession(page);
    const known = new Promise((resolve) => session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)));
    await session.send("ServiceWorker.enable");
    const registrationId = await known;
    return (method, more) => session.send(`ServiceWorker.${method}`, { origin: address, registrationId, ...more });
  }

  test("edits go though every page is closed, when the browser wakes the worker", async () => {
    const { page, door, ready, close } = await member("Camille Le Gall");
    await ready();
    const wake = await wakes(page, door.address);
    door.shut();
    await page.goto("/me/wishes");
    await add(page, "Une bouilloire");
    await page.goto("about:blank");
    door.open();
    await wake("dispatchSyncEvent", { tag: "list", lastChance: false });
    await page.waitForTimeout(1_500);
    const sent = [];
    page.on("request", (request) => request.url().endsWith("/list/edits") && sent.push(request.url()));
    await page.goto("/me/wishes");
    await page.getByText("Une bouilloire").first().waitFor();
    assert.deepEqual(sent, [], "no page had to send it");
    calm(page, CUT);
    await close();
  });

  test("two pages of one browser show the same and send each edit once", async () => {
    const { page, door, ready, close } = await member("Gwenn Riou");
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    const other = await page.context().newPage();
    await other.goto("/me/wishes");
    await add(page, "Une théière");
    await row(other, "Une théière").waitFor();
    await add(other, "Un bol");
    await row(page, "Un bol").waitFor();
    const ops = [];
    for (const one of [page, other]) {
      one.on("request", (request) => {
        if (request.url().endsWith("/list/edits")) ops.push(...JSON.parse(request.postData()).edits.map(({ op }) => op));
      });
    }
    door.open();
    await Promise.all([page, other].map((one) => one.evaluate(() => dispatchEvent(new Event("online")))));
    await until(async () => (await kept(page)).queue.length === 0, "everything is sent");
    await row(page, "Un bol").getByText("attend le réseau").waitFor({ state: "detached" });
    await row(other, "Une théière").getByText("attend le réseau").waitFor({ state: "detached" });
    assert.equal(ops.length, new Set(ops).size, "nothing is sent twice");
    calm(page, CUT);
    await close();
  });

  test("where there is no room, nothing shown is lost, and the page says so", async () => {
    const { page, door, ready, close } = await member("Erwan");
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await add(page, "Un violon");
    await page.getByText("Ce navigateur ne garde rien d’une visite à l’autre").waitFor();
    await add(page, "Un archet");
    await row(page, "Un violon").waitFor();
    await shot(page, "offline-no-room");
    door.open();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.getByText("Tout est bien arrivé.").waitFor();
    await page.goto("/me/wishes");
    await page.getByText("Un archet").first().waitFor();
    await page.getByText("Un violon").first().waitFor();
    calm(page, CUT);
    await close();
  });

  test("an answer that is lost is asked for again, and the edit takes effect once", async () => {
    const { page, door, ready, close } = await member("Nolwenn");
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    await add(page, "Une horloge");
    let lost = 0;
    await page.route("**/api/v1/list/edits", async (route) => {
      const answer = await route.fetch();
      lost += 1;
      if (lost === 1) await route.abort();
      else if (lost === 2) await route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Bienvenue à bord : acceptez nos conditions</h1>" });
      else await route.fulfill({ response: answer });
    });
    door.open();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await until(async () => lost >= 1, "it is sent");
    await row(page, "Une horloge").getByText("attend le réseau").waitFor();
    for (let i = 0; i < 3; i += 1) {
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.waitForTimeout(400);
    }
    await comesBack({ page, door });
    const { snapshot } = await kept(page);
    assert.deepEqual(snapshot.wishes.map(({ title }) => title), ["Une horloge"]);
    assert.ok(lost >= 3, "neither a lost answer nor a gate's page was taken for one");
    calm(page, CUT);
    await close();
  });

  test("news is shown and opened where it says, in this house alone", async () => {
    const { page, door, ready, close } = await member("Soazig");
    await page.context().grantPermissions(["notifications"], { origin: door.address });
    await ready();
    const wake = await wakes(page, door.address);
    await wake("deliverPushMessage", { data: JSON.stringify({ title: "Une suggestion", body: "Tout près", url: "/me", tag: "s1" }) });
    await wake("deliverPushMessage", { data: JSON.stringify({ title: "Ailleurs", url: "https://example.org/", tag: "s2" }) });
    await wake("deliverPushMessage", { data: "not json" });
    const told = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, path: new URL(data.url).pathname, ours: data.url.startsWith(location.origin) }));
      });
    await until(async () => (await told()).length === 2, "two are shown");
    const all = (await told()).sort((a, b) => (a.tag < b.tag ? -1 : 1));
    assert.deepEqual(all[0], { title: "Une suggestion", body: "Tout près", tag: "s1", path: "/me", ours: true });
    assert.deepEqual([all[1].path, all[1].ours], ["/me", true], "an address elsewhere leads home");
    await close();
  });

  test("a new version takes over when nothing is typed, and the old files go", async () => {
    const manifest = JSON.parse(await readFile(join(DIST, "manifest.json"), "utf8"));
    const first = await readFile(join(DIST, manifest["sw.js"]), "utf8");
    let script = first;
    const html = (await smallPage('<h1>Vous</h1><form action="/x"><label>Un mot <input name="mot"></label></form>')).replace("<body", '<body data-member="member_1"');
    const server = await stand({
      "GET /": html,
      "GET /me/wishes/offline": (_q, r) => r.writeHead(200, { "content-type": "text/html" }).end("<h1>liste</h1>"),
      "GET /sw.js": (_q, r) => r.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-cache" }).end(script),
    });
    const page = await newPage(browser, { baseURL: server.address });
    await page.goto("/");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    const names = () => page.evaluate(() => caches.keys());
    await until(async () => (await names()).length === 1, "the files are kept");
    const [before] = await names();
    script = first.replaceAll(before.slice("house-".length), "0000000000");
    assert.notEqual(script, first);
    await page.getByLabel("Un mot").focus();
    await page.keyboard.type("presque");
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await until(async () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null), "the new one waits");
    await page.waitForTimeout(300);
    assert.ok((await names()).includes(before), "while one types it waits");
    await page.locator("h1").click();
    await until(async () => JSON.stringify(await names()) === JSON.stringify(["house-0000000000"]), "it takes over, and the old files are gone");
    assert.equal(await page.getByLabel("Un mot").inputValue(), "presque", "nothing typed is lost");
    calm(page);
    await page.context().close();
    await server.stop();
  });
});
