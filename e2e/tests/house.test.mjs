// The page of components, in both languages, both themes and every width a person may hold: accessible, never wider than
// the screen, big enough to touch, readable at twice the size. HYPERLIEU_HOUSE names a folder of rendered pages
// (house.fr.html, house.en.html) for designers without a server; otherwise the real binary serves /house.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { stand } from "../harness/server.mjs";
import { startTown } from "../harness/town.mjs";

const folder = process.env.HYPERLIEU_HOUSE;
const TABLET = { width: 820, height: 1180 };
const BIG = { width: 2200, height: 1300 };

async function rendered() {
  const read = (name) => readFile(join(folder, name), "utf8");
  const pages = { fr: await read("house.fr.html"), en: await read("house.en.html") };
  const house = (request, response) => {
    const html = new URL(request.url, "http://house").searchParams.get("lang") === "en" ? pages.en : pages.fr;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  };
  return stand({
    "GET /house": house,
    "GET /map/town.geojson": JSON.parse(await read("town.geojson")),
    "GET /map/places.geojson": JSON.parse(await read("places.geojson")),
  });
}

describe("the house", () => {
  let browser;
  let server;

  before(async () => {
    [browser, server] = await Promise.all([launch(), folder ? rendered() : startTown()]);
  });
  after(async () => {
    await Promise.all([browser?.close(), server?.stop()]);
  });

  const seen = [
    ["phone", PHONE, "light", "fr"],
    ["phone", PHONE, "dark", "en"],
    ["tablet", TABLET, "light", "fr"],
    ["desktop", DESKTOP, "dark", "fr"],
    ["big", BIG, "light", "fr"],
  ];
  for (const [size, viewport, theme, lang] of seen) {
    test(`${size}, ${theme}, ${lang}`, async () => {
      const page = await newPage(browser, { viewport, theme, locale: lang, baseURL: server.address });
      await page.goto(`/house?lang=${lang}`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.waitForSelector('[data-map-state="drawn"]');
      await axe(page);
      await fits(page);
      await touchable(page);
      await page.waitForTimeout(400);
      await shot(page, `house-${size}-${theme}-${lang}`);
      calm(page);
      await page.context().close();
    });
  }

  test("at twice the text size nothing breaks", async () => {
    const page = await newPage(browser, { viewport: PHONE, baseURL: server.address });
    await page.goto("/house");
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await fits(page);
    await shot(page, "house-phone-double");
    await page.context().close();
  });

  test("without script every component still stands", async () => {
    const page = await newPage(browser, { viewport: PHONE, script: false, baseURL: server.address });
    await page.goto("/house");
    assert.ok(await page.locator("[data-theme-switch]").isHidden());
    await page.locator('[data-sheet="#demo-sheet"]').click();
    assert.ok(await page.locator("#demo-sheet").isVisible());
    await page.context().close();
  });

  test("sheet, toast and theme answer", async () => {
    const page = await newPage(browser, { viewport: PHONE, baseURL: server.address });
    await page.goto("/house");
    await page.locator('[data-sheet="#demo-sheet"]').click();
    await page.waitForTimeout(400);
    await axe(page, { within: "#demo-sheet" });
    await shot(page, "house-sheet", { full: false });
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#demo-sheet").isHidden());
    await page.locator("[data-say]").click();
    await page.waitForSelector(".toast");
    await shot(page, "house-toast", { full: false });
    await page.locator(".toast-close").click();
    await page.waitForSelector(".toast", { state: "detached" });
    const say = (...all) => page.evaluate((all) => all.forEach((detail) => document.dispatchEvent(new CustomEvent("house:say", { detail }))), all);
    await say("Un", "Deux", "Un", "Trois", "Quatre");
    assert.deepEqual(await page.locator(".toast").allTextContents(), ["Un", "Trois", "Quatre"], "three at most, none twice, the oldest gives way");
    for (const left of [2, 1, 0]) {
      await page.locator(".toast-close").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction((left) => document.querySelectorAll(".toast").length === left, left);
    }
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const day = await ground();
    await page.locator("[data-theme-switch]").click();
    await page.locator("[data-theme-switch]").click();
    assert.notEqual(await ground(), day);
    await page.reload();
    assert.notEqual(await ground(), day, "the choice is kept");
    calm(page);
    await page.context().close();
  });
});
