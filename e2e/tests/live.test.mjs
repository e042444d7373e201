// live.ts alone: news arrive as cards, are announced, and a gap in the stream is made good.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "../harness/browser.mjs";
import { axe, calm } from "../harness/checks.mjs";
import { eventStream, smallPage, until } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";

const MAIN = `<h1>Vous</h1><div data-live="/api/v1/stream">
<p data-live-state data-text-connecting="on se branche" data-text-open="en direct" data-text-lost="coupé"></p>
<p class="visually-hidden" aria-live="polite" data-live-announce></p>
<div class="suggestions" data-live-list data-text-arrived="Une suggestion :"><div class="empty" data-empty>rien</div></div>
<div data-refresh="encounters stats" data-src="/encounters/list">vieux</div></div>`;

describe("the live page", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function open(answers = {}) {
    const stream = eventStream();
    let asked = 0;
    const server = await stand({
      "GET /": await smallPage(MAIN, ["live"]),
      "GET /api/v1/stream": stream.answer,
      "GET /suggestions/suggestion_1/card": '<article class="card" id="suggestion_1"><h2>Café</h2></article>',
      "GET /encounters/list": (_q, r) => r.writeHead(200, { "content-type": "text/html" }).end(`neuf ${++asked}`),
      ...answers,
    });
    const page = await newPage(browser, { baseURL: server.address });
    await page.goto("/");
    await until(() => stream.listeners === 1, "the page listens");
    const close = async () => {
      await page.context().close();
      await server.stop();
    };
    return { page, stream, server, close };
  }

  const news = (id, html_url = `/suggestions/${id}/card`) => ({ id, title: "Café en grains", html_url });

  test("a suggestion takes the place of emptiness, once, and is announced", async () => {
    const { page, stream, close } = await open();
    await page.waitForSelector("text=en direct");
    stream.say("suggestion", news("suggestion_1"));
    await page.waitForSelector("#suggestion_1.arriving");
    stream.say("suggestion", news("suggestion_1"));
    await page.waitForTimeout(200);
    assert.equal(await page.locator("[data-live-list] > *").count(), 1);
    assert.equal(await page.locator("[data-live-announce]").textContent(), "Une suggestion : Café en grains");
    await axe(page);
    calm(page);
    await close();
  });

  test("a card is fetched from this server only, and nonsense is passed over", async () => {
    const { page, stream, server, close } = await open();
    const other = await stand({ "GET /card": '<article id="suggestion_9">ailleurs</article>' });
    stream.say("suggestion", news("suggestion_9", `${other.address}/card`));
    stream.say("suggestion", { id: 7 });
    stream.say("suggestion", news("suggestion_1"));
    await page.waitForSelector("#suggestion_1");
    assert.equal(await page.locator("#suggestion_9").count(), 0);
    assert.equal(other.heard.length, 0);
    assert.ok(server.heard.every(({ key }) => !key.includes("suggestion_9")));
    calm(page);
    await other.stop();
    await close();
  });

  test("a refresh fetches what it names", async () => {
    const { page, stream, close } = await open();
    stream.say("refresh", { what: "stats" });
    await page.waitForSelector("text=neuf 1");
    stream.say("refresh", { what: "weather" });
    await page.waitForTimeout(200);
    assert.equal(await page.locator("[data-refresh]").textContent(), "neuf 1");
    calm(page);
    await close();
  });

  const turns = (page, visibility) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, visibility);

  test("a hidden page does not count as one that shows anything, and shows what it missed when it is seen again", async () => {
    const card = (id, title) => `<article class="card" id="${id}"><h2>${title}</h2></article>`;
    let missed = "";
    const whole = await smallPage(MAIN, ["live"]);
    const { page, stream, server, close } = await open({
      "GET /": (_q, r) => r.writeHead(200, { "content-type": "text/html" }).end(whole.replace('<div class="empty"', `${missed}<div class="empty"`)),
      "GET /opportunities/opportunity_2/card": card("opportunity_2", "Perceuse"),
      "GET /opportunities/opportunity_0/card": card("opportunity_0", "Vélo"),
    });
    stream.say("suggestion", news("suggestion_1"));
    await page.waitForSelector("#suggestion_1");
    await turns(page, "hidden");
    await until(() => stream.listeners === 0, "it listens no more");
    await turns(page, "hidden");
    missed = `${card("opportunity_2", "Perceuse")}<details><summary>Et encore 2</summary><div>${card("opportunity_0", "Vélo")}${card("suggestion_1", "Café")}</div></details>`;
    await turns(page, "visible");
    await until(() => stream.listeners === 1, "it listens again, once");
    await page.waitForSelector("#opportunity_2.arriving");
    assert.deepEqual(await page.locator("[data-live-list] > *").evaluateAll((all) => all.map(({ id }) => id)), ["opportunity_2", "opportunity_0", "suggestion_1"]);
    assert.equal(await page.locator("[data-live-announce]").textContent(), "Une suggestion : Perceuse");
    assert.equal(server.heard.filter(({ key }) => key.includes("suggestion_1/card")).length, 1, "what was there is not fetched again");
    await page.waitForSelector("text=neuf 1");
    calm(page);
    await close();
  });

  test("a page that begins behind others waits until it is seen", async () => {
    const stream = eventStream();
    const server = await stand({ "GET /": await smallPage(MAIN, ["live"]), "GET /api/v1/stream": stream.answer, "GET /encounters/list": "neuf" });
    const page = await newPage(browser, { baseURL: server.address });
    await page.addInitScript(() => Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }));
    await page.goto("/");
    await page.waitForTimeout(300);
    assert.equal(stream.listeners, 0);
    await turns(page, "visible");
    await until(() => stream.listeners === 1, "it listens");
    await page.waitForSelector("text=neuf");
    calm(page);
    await page.context().close();
    await server.stop();
  });

  test("after a cut the page says so, comes back and looks again at everything", async () => {
    const { page, stream, close } = await open();
    await page.waitForSelector("text=en direct");
    stream.cut();
    await page.waitForSelector("text=coupé");
    await until(() => stream.listeners === 1, "the page listens again");
    await page.waitForSelector("text=en direct");
    await page.waitForSelector("text=neuf 1");
    await close();
  });
});
