// The map alone: drawn in software from a street of our own, walkers glide over it, and without WebGL the list remains.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, shot } from "../harness/checks.mjs";
import { eventStream, smallPage, until } from "../harness/pages.mjs";
import { asset, stand } from "../harness/server.mjs";

const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const square = (lon, lat, half) => [[[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half], [lon - half, lat - half]]];

const TOWN = {
  type: "FeatureCollection",
  features: [
    feature({ k: "water" }, "Polygon", square(-2.088, 47.65, 0.0012)),
    feature({ k: "green" }, "Polygon", square(-2.08, 47.652, 0.0008)),
    feature({ k: "building" }, "Polygon", square(-2.084, 47.6505, 0.0003)),
    feature({ k: "street", class: "residential", name: "Rue de l’Essai" }, "LineString", [[-2.09, 47.651], [-2.078, 47.651]]),
    feature({ k: "rail" }, "LineString", [[-2.09, 47.653], [-2.078, 47.6535]]),
  ],
};
const PLACES = {
  type: "FeatureCollection",
  features: [
    feature({ id: "place_1", name: "Au Coin", category: "café", url: "/places/place_1" }, "Point", [-2.084, 47.651]),
    feature({ id: "place_1" }, "Polygon", square(-2.0839, 47.6511, 0.0003)),
  ],
};

describe("the map", () => {
  const main = async () => `<h1>Plan</h1><div class="columns columns--map">
<div class="map" data-map data-town="/map/town.geojson" data-places="/map/places.geojson" data-live-walkers="/walkers" data-engine-css="${await asset("map.css")}"
 data-text-failed="Pas de plan ici." data-text-zoom-in="Approcher" data-text-zoom-out="Éloigner">
<div class="map-canvas" data-map-canvas role="region" aria-label="Plan d’essai"></div><p class="map-note" data-map-note>Le plan arrive</p>
<p class="map-credit"><a href="https://www.openstreetmap.org/copyright">© les contributeurs d’OpenStreetMap</a></p></div>
<ul class="rows map-list" data-map-list><li><a class="row" href="/places/place_1">Au Coin</a></li></ul></div>`;

  async function open(browser) {
    const stream = eventStream();
    const server = await stand({ "GET /": await smallPage(await main(), ["map"]), "GET /map/town.geojson": TOWN, "GET /map/places.geojson": PLACES, "GET /walkers": stream.answer });
    const page = await newPage(browser, { viewport: DESKTOP, baseURL: server.address });
    await page.goto("/");
    return { page, stream, stop: () => server.stop() };
  }

  describe("with WebGL", () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    /** The colour of the walkers' canvas summed up, as a cheap way to see that something is drawn and moves. */
    const ink = (page) =>
      page.evaluate(() => {
        const canvas = document.querySelector(".map-walkers");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let [weight, sum] = [0, 0];
        for (let i = 3; i < data.length; i += 4) if (data[i]) { weight += 1; sum += (i >> 2) % canvas.width; }
        return { weight, x: weight ? sum / weight : 0 };
      });

    test("draws the town, moves its walkers and shows meetings", async () => {
      const { page, stream, stop } = await open(browser);
      await page.waitForSelector('[data-map-state="drawn"]');
      await until(() => stream.listeners === 1, "the map listens");
      assert.equal((await ink(page)).weight, 0);
      stream.say("walkers", [{ id: "w1", lat: 47.651, lon: -2.0848, name: "Awen", suggested: true }]);
      await until(async () => (await ink(page)).weight > 0, "a walker is drawn");
      const { x } = await ink(page);
      stream.say("walkers", [{ id: "w1", lat: 47.651, lon: -2.0832, name: "Awen", suggested: true }]);
      await until(async () => (await ink(page)).x > x + 50, "the walker has moved east");
      stream.say("met", { lat: 47.651, lon: -2.0832, title: "Une rencontre" });
      await page.waitForTimeout(300);
      await axe(page);
      await shot(page, "map-walkers", { full: false });
      stream.say("walkers", []);
      await until(async () => (await ink(page)).weight === 0, "everybody has gone home");
      calm(page);
      await page.context().close();
      await stop();
    });

    test("a place answers to the list and to the pointer", async () => {
      const { page, stop } = await open(browser);
      await page.waitForSelector('[data-map-state="drawn"]');
      await page.locator("[data-map-list] a").focus();
      await page.waitForSelector(".map-card a[href='/places/place_1']");
      await page.keyboard.press("Tab");
      await page.waitForTimeout(700);
      const box = await page.locator(".map-canvas").boundingBox();
      await page.mouse.click(box.x + 30, box.y + 30);
      assert.ok(await page.locator(".map-card").isHidden(), "a press on nothing puts the card away");
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      assert.equal(await page.locator(".map-card a").textContent(), "Au Coin");
      calm(page);
      await page.context().close();
      await stop();
    });

    test("the outline of a place is drawn and is the place", async () => {
      const { page, stop } = await open(browser);
      await page.waitForSelector('[data-map-state="drawn"]');
      await page.waitForTimeout(700);
      const box = await page.locator(".map-canvas").boundingBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      assert.equal(await page.locator(".map-card").isHidden(), true);
      await page.mouse.move(x + 40, y - 60);
      await page.waitForSelector(".maplibregl-canvas.is-over-place");
      await shot(page, "map-outline", { full: false });
      await page.mouse.click(x + 40, y - 60);
      assert.equal(await page.locator(".map-card a").textContent(), "Au Coin", "the ground of a place answers as its dot does");
      await shot(page, "map-outline-chosen", { full: false });
      await axe(page);
      calm(page);
      await page.context().close();
      await stop();
    });
  });

  test("without WebGL the map says so kindly and the list remains", async () => {
    const browser = await launch({ webgl: false });
    const { page, stop } = await open(browser);
    await page.waitForSelector('[data-map-state="failed"]');
    assert.equal(await page.locator("[data-map-note]").textContent(), "Pas de plan ici.");
    assert.ok(await page.locator("[data-map-list] a").isVisible());
    assert.ok(await page.locator(".map-credit").isVisible());
    await axe(page);
    await browser.close();
    await stop();
  });
});
