// walk.ts alone: positions leave the page only while the mode is on, at a walker's pace, and stop with the switch.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "../harness/browser.mjs";
import { calm } from "../harness/checks.mjs";
import { smallPage, until } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";

const REDON = { latitude: 47.6515, longitude: -2.0845, accuracy: 8 };

const main = (mode) => `<h1>Vous</h1><div data-walk="${mode}">
<form method="post" action="/mode" data-autosubmit><label class="switch"><span>Mode balade</span>
<input type="checkbox" role="switch" name="mode" value="on" ${mode === "on" ? "checked" : ""}><span class="switch-track"></span></label></form>
<p data-walk-state data-text-asking="on demande" data-text-on="on marche" data-text-denied="refusé" data-text-off="éteint" data-text-error="perdu"></p></div>`;

describe("the walk", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function open(mode, { geolocation = REDON, answer } = {}) {
    // As on the member's page: only a page with the mode on loads the script.
    const pages = { on: await smallPage(main("on"), ["walk"]), off: await smallPage(main("off")) };
    const server = await stand({
      "GET /": pages[mode],
      "POST /mode": (_q, r, body) => r.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body === "mode=on" ? pages.on : pages.off),
      "POST /api/v1/moments": answer ?? ((_q, r) => r.writeHead(202).end()),
    });
    const moments = () => server.heard.filter(({ key }) => key === "POST /api/v1/moments").map(({ body }) => JSON.parse(body));
    const page = await newPage(browser, { baseURL: server.address, geolocation });
    await page.goto("/");
    const close = async () => {
      await page.context().close();
      await server.stop();
    };
    return { page, moments, close };
  }

  test("mode on: the first position goes at once, a nearby one waits, a farther one goes", async () => {
    const { page, moments, close } = await open("on");
    await page.waitForSelector("text=on marche");
    assert.equal(moments().length, 1);
    const [first] = moments();
    assert.deepEqual([first.lat, first.lon, first.accuracy_m, first.source], [47.6515, -2.0845, 8, "page"]);
    assert.ok(Math.abs(Date.parse(first.at) - Date.now()) < 60_000);
    await page.context().setGeolocation({ ...REDON, latitude: REDON.latitude + 0.00003 });
    await page.waitForTimeout(400);
    assert.equal(moments().length, 1, "three metres are not worth telling");
    await page.context().setGeolocation({ ...REDON, latitude: REDON.latitude + 0.0003 });
    await until(() => moments().length === 2, "thirty metres are told");
    calm(page);
    await close();
  });

  test("mode off: nothing is asked of the device and nothing is sent", async () => {
    const { page, moments, close } = await open("off");
    await page.context().setGeolocation({ ...REDON, latitude: REDON.latitude + 0.001 });
    await page.waitForTimeout(400);
    assert.deepEqual(moments(), []);
    calm(page);
    await close();
  });

  test("the switch starts it without another page load", async () => {
    const { page, moments, close } = await open("off");
    await page.getByRole("switch").click();
    await page.waitForSelector("text=on marche");
    assert.equal(moments().length, 1);
    calm(page);
    await close();
  });

  test("the switch stops it at once", async () => {
    const { page, moments, close } = await open("on");
    await page.waitForSelector("text=on marche");
    await page.getByRole("switch").uncheck();
    await page.waitForSelector("text=éteint");
    await page.context().setGeolocation({ ...REDON, latitude: REDON.latitude + 0.001 });
    await page.waitForTimeout(400);
    assert.equal(moments().length, 1);
    calm(page);
    await close();
  });

  test("without network a few positions wait and then go in order", async () => {
    const { page, moments, close } = await open("on");
    await page.waitForSelector("text=on marche");
    await page.context().setOffline(true);
    for (const step of [1, 2, 3]) {
      await page.context().setGeolocation({ ...REDON, latitude: REDON.latitude + step * 0.0005 });
      await page.waitForTimeout(150);
    }
    await page.waitForSelector("text=perdu");
    assert.equal(moments().length, 1);
    await page.context().setOffline(false);
    await until(() => moments().length === 4, "the waiting ones are sent");
    const lats = moments().map(({ lat }) => lat);
    assert.deepEqual(lats, lats.toSorted((a, b) => a - b));
    await close();
  });

  test("a refusal of the device is told in words", async () => {
    const { page, moments, close } = await open("on", { geolocation: null });
    await page.waitForSelector("text=refusé");
    assert.deepEqual(moments(), []);
    await close();
  });

  test("a refusal of the server is told and not repeated", async () => {
    const { page, moments, close } = await open("on", { answer: (_q, r) => r.writeHead(403).end() });
    await page.waitForSelector("text=perdu");
    await page.waitForTimeout(300);
    assert.equal(moments().length, 1);
    calm(page, ["403"]);
    await close();
  });
});
