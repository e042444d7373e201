// The main pages in Firefox: they open, fit the screen, nothing serious is found by axe, nothing is complained of; the list opens
// without a network, and the islands that a list and a scan need do their work.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, PHONE } from "../harness/browser.mjs";
import { firefox } from "../harness/firefox.mjs";
import { startDemo } from "../harness/town.mjs";

const PAGES = ["/me", "/me/wishes", "/me/wishes/scan", "/me/wishes/offline", "/me/wishes/import", "/me/news", "/me/channels", "/me/circles", "/me/gifts", "/me/travel", "/agenda", "/map"];

describe("the pages in Firefox", () => {
  let browser;
  let demo;
  let page;

  before(async () => {
    [browser, demo] = await Promise.all([firefox(), startDemo(["--walkers", "0"])]);
    page = await browser.page(PHONE);
    await page.goto(`${demo.address}/`);
    await page.click("#personas form button");
    await page.until(() => location.pathname === "/me" && document.readyState === "complete", "Camille's page is there");
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const fits = async (what) => {
    const { wide, screen } = JSON.parse(await page.evaluate(() => JSON.stringify({ wide: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth })));
    assert.ok(wide <= screen, `${what} is ${wide} wide on a screen of ${screen}`);
  };

  for (const path of PAGES) {
    test(path, async () => {
      for (const [lang, size, how] of [["fr", PHONE, "phone"], ["en", DESKTOP, "desktop"]]) {
        await page.viewport(size);
        await page.goto(`${demo.address}${path}?lang=${lang}`);
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        await fits(`${path} (${how})`);
        assert.deepEqual(await page.axe(), [], `${path} (${how})`);
        await page.shot(`firefox-${path.slice(1).replaceAll("/", "-")}-${how}`);
      }
      assert.deepEqual(page.problems.splice(0), []);
    });
  }

  test("a wish is added and its list opens when the house is away", async () => {
    await page.viewport(PHONE);
    await page.goto(`${demo.address}/me/wishes?lang=fr`);
    await page.click("form[action='/me/wishes'] [name=title]");
    await page.type("Une lanterne rouge\uE007");
    await page.until(() => document.querySelector("main")?.innerText.includes("Une lanterne rouge"), "the wish stands on the list");
    await page.until(async () => Boolean((await navigator.serviceWorker.ready).active), "the worker is there");
    await page.goto(`${demo.address}/me/wishes/offline`);
    await page.until(() => document.querySelector("main")?.innerText.includes("Une lanterne rouge"), "the list is kept in this browser");
    await demo.stop();
    await page.goto(`${demo.address}/me/wishes`);
    await page.until(() => document.querySelector("main")?.innerText.includes("Une lanterne rouge"), "the list opens without the house");
    await page.shot("firefox-away");
  });
});
