// The extension in a real browser, before a shop's page and a stand that answers as the server does: pairing, the button, the
// card, the menu; and that nothing goes anywhere before it is asked to, nor anything of the person who looks.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axe } from "../harness/checks.mjs";
import { until } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";
import { loaded, press, tabOf } from "./extension-load.mjs";

const KEY = "k3y-of-a-test_0123456789abcdefghijklmnopqrs";
const READING = {
  title: "Perceuse visseuse 18 V",
  brand: "Volt",
  gtin: "3017620422003",
  price: { minor: 7990, currency: "EUR" },
  availability: "in",
  confirm: "/me/wishes/new?listing=listing_1",
  from: { price: "JSON-LD block 1, offers.price" },
};
const SHOP = `<!doctype html><html lang="fr"><head><title>Perceuse | Volt</title>
<script type="application/ld+json">{"@type":"Product","name":"Perceuse visseuse 18 V","offers":{"price":"79.90","priceCurrency":"EUR"}}</script></head>
<body><header>Bonjour Camille</header><h1>Perceuse visseuse 18 V</h1><p>79,90 €</p><a id="other" href="/other?utm_source=mail">Autre</a></body></html>`;

describe("the extension", () => {
  let browser;
  let server;
  let shop;
  const heard = [];
  let verdict = {};

  before(async () => {
    const answer = (key, fine) => (request, response, body) => {
      heard.push({ key, headers: request.headers, body: body ? JSON.parse(body) : null });
      const known = request.headers.authorization === `Bearer ${KEY}`;
      const [status, told] = verdict[key] ?? (known ? fine : [401, { title: "no key" }]);
      response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json" }).end(JSON.stringify(told));
    };
    [browser, server, shop] = await Promise.all([
      loaded(),
      stand({
        "GET /api/v1/me": answer("me", [200, { id: `member_${"0".repeat(32)}`, name: "Camille" }]),
        "POST /api/v1/capture": answer("capture", [200, READING]),
        "POST /api/v1/wishes": answer("wishes", [201, { id: "wish_1" }]),
        "POST /api/v1/wishes/wish_7/sellers": answer("sellers", [200, { items: [] }]),
        "GET /me/wishes/new": "<main><h1>Une envie</h1></main>",
        "GET /me/wishes": "<main><h1>Mes envies</h1></main>",
      }),
      stand({ "GET /p": SHOP, "GET /": "<title>vide</title>" }),
    ]);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([server?.stop(), shop?.stop()]);
  });

  const visit = async (path = "/p?id=1&utm_source=mail#avis") => {
    const page = await browser.context.newPage();
    await page.goto(shop.address.replace("127.0.0.1", "localhost") + path);
    return page;
  };
  const card = async (query) => {
    const page = await browser.context.newPage();
    await page.goto(browser.url(`card.html?${new URLSearchParams(query)}`));
    return page;
  };
  const part = (page, name) => page.locator(`[data-part="${name}"]:not([hidden])`).waitFor();
  const asked = (key) => heard.filter((one) => one.key === key);

  test("unpaired, it asks nobody anything and shows the way to be paired", async () => {
    const page = await visit();
    const opened = await press(browser, page);
    await opened.shows("unpaired");
    assert.equal(await opened.ask("document.documentElement.lang"), "fr");
    assert.deepEqual(heard, []);
    const alone = await card({});
    await part(alone, "unpaired");
    await axe(alone);
    for (const one of [page, alone]) await one.close();
  });

  test("pairing: a line is tried before it is kept; what is wrong is told beside the field", async () => {
    const page = await browser.context.newPage();
    await page.goto(browser.url("options.html"));
    const field = page.getByRole("textbox");
    await field.waitFor();
    await axe(page);
    for (const [line, said] of [
      ["redon.example", /toute la ligne/],
      [`${server.address} short`, /toute la ligne/],
      [`http://redon.example ${KEY}`, /https/],
      [`${server.address} ${"x".repeat(43)}`, /n’ouvre plus rien/],
    ]) {
      await field.fill(line);
      await page.getByRole("button", { name: "Relier" }).click();
      await page.locator("[data-problem]", { hasText: said }).waitFor();
      assert.equal(await field.getAttribute("aria-invalid"), "true", line);
    }
    assert.equal(await page.evaluate(() => chrome.storage.local.get("pairing").then(({ pairing }) => pairing)), undefined, "nothing wrong is kept");
    await field.fill(`  ${server.address}   ${KEY} `);
    await page.keyboard.press("Enter");
    await page.getByText(`Relié à ${server.address}, pour Camille.`).waitFor();
    assert.deepEqual(await page.evaluate(() => chrome.storage.local.get("pairing").then(({ pairing }) => pairing)), { server: server.address, key: KEY });
    await axe(page);
    await page.close();
  });

  test("the button: the page is read, the card shows what was found and from where, one press adds one wish", async () => {
    heard.length = 0;
    const page = await visit();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(heard, [], "a visit alone tells nobody");
    const opened = await press(browser, page);
    await opened.shows("read");
    const [{ headers, body }] = asked("capture");
    assert.equal(headers.authorization, `Bearer ${KEY}`);
    assert.equal(headers.cookie, undefined);
    assert.equal(body.url, `${shop.address.replace("127.0.0.1", "localhost")}/p?id=1`, "without campaign marks");
    assert.match(body.html, /"price":"79\.90"/);
    assert.doesNotMatch(body.html, /Camille|utm_source/);
    assert.equal(await opened.ask("document.querySelector('[data-title]').value"), READING.title);
    const facts = await opened.ask("document.querySelector('[data-facts]').innerText");
    for (const said of ["Volt", "79,90", "3017620422003", "en stock", "JSON-LD block 1, offers.price"]) assert.ok(facts.includes(said), `${said} in ${facts}`);
    assert.equal(await opened.ask("document.querySelector('[data-all]').href"), `${server.address}/me/wishes/new?listing=listing_1`);
    await opened.ask("{ const field = document.querySelector('[data-title]'); field.value = 'Perceuse de Volt'; for (let i = 0; i < 3; i += 1) document.querySelector('[data-add]').click(); }");
    await opened.shows("added");
    assert.match(await opened.ask("document.querySelector('[data-done]').textContent"), /Perceuse de Volt/);
    assert.deepEqual(asked("wishes").map(({ body }) => body), [{ title: "Perceuse de Volt", listing: "listing_1" }]);
    assert.match(asked("wishes")[0].headers["idempotency-key"], /^[\da-f-]{36}$/);
    await page.close();
  });

  test("what is hoped for already: this shop joins that wish with one press; a page that is there leads to it", async () => {
    const already = { wish: "wish_7", title: "La perceuse de Jo", held: "sure", html_url: `${server.address}/me/wishes/wish_7` };
    verdict = { capture: [200, { ...READING, already }] };
    heard.length = 0;
    const page = await visit();
    const opened = await press(browser, page);
    await opened.shows("read");
    assert.match(await opened.ask("document.querySelector('[data-already]').textContent"), /déjà.*La perceuse de Jo/);
    await opened.ask("{ for (let i = 0; i < 3; i += 1) document.querySelector('[data-join]').click(); }");
    await opened.shows("added");
    assert.deepEqual(asked("sellers").map(({ body }) => body), [{ listing: "listing_1" }]);
    assert.deepEqual(asked("wishes"), [], "and no second wish is made");
    await page.close();
    verdict = { capture: [200, { ...READING, already: { ...already, held: "there" } }] };
    const again = await visit();
    const there = await press(browser, again);
    await there.shows("read");
    assert.equal(await there.ask("document.querySelector('[data-add]').hidden"), true);
    assert.equal(await there.ask("document.querySelector('[data-all]').href"), already.html_url);
    verdict = {};
    await again.close();
  });

  test("before a page on which nobody pressed, it can read nothing", async () => {
    heard.length = 0;
    const page = await visit();
    const alone = await card({ tab: await tabOf(browser, page) });
    await part(alone, "problem");
    assert.deepEqual(heard, []);
    await axe(alone);
    for (const one of [page, alone]) await one.close();
  });

  test("what the server refuses is said, with the form by address as the other way; the same card adds once", async () => {
    const page = await visit();
    const tab = await tabOf(browser, page);
    await (await press(browser, page)).shows("read");
    for (const [answer, said, form] of [
      [[413, {}], /trop longue/, true],
      [[429, {}], /dans une minute/, true],
      [[422, { title: "Rien à lire ici." }], /Rien à lire ici/, true],
      [[500, {}], /injoignable/, true],
      [[401, {}], /n’ouvre plus rien/, false],
    ]) {
      verdict = { capture: answer };
      const alone = await card({ tab });
      await part(alone, "problem");
      await alone.getByText(said).waitFor();
      const link = alone.locator("[data-form]");
      assert.equal(await link.isVisible(), form, String(said));
      if (form) assert.equal(new URL(await link.getAttribute("href")).pathname, "/me/wishes/new");
      await alone.close();
    }
    verdict = { wishes: [422, { title: "La liste est pleine." }] };
    heard.length = 0;
    const alone = await card({ tab });
    await part(alone, "read");
    await axe(alone);
    await alone.locator("[data-add]").click();
    await alone.getByText("La liste est pleine.").waitFor();
    verdict = {};
    await alone.locator("[data-add]").click();
    await part(alone, "added");
    const keys = asked("wishes").map(({ headers }) => headers["idempotency-key"]);
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1], "both tries are one order");
    for (const one of [page, alone]) await one.close();
  });

  test("scripts in what the server or the shop says stay words", async () => {
    verdict = { capture: [200, { ...READING, title: "<img src=x onerror=alert(1)>", brand: "<b>x</b>", confirm: "https://elsewhere.example/?draft=1", picture: "javascript:alert(1)", from: { brand: "<i>" } }] };
    const page = await visit();
    await (await press(browser, page)).shows("read");
    const alone = await card({ tab: await tabOf(browser, page) });
    await part(alone, "read");
    assert.equal(await alone.locator("[data-title]").inputValue(), "<img src=x onerror=alert(1)>");
    assert.equal(await alone.locator("[data-facts] b, [data-facts] i").count(), 0);
    assert.equal(await alone.locator("[data-all]").isVisible(), false, "another host's page is not offered");
    assert.equal(await alone.locator("[data-picture]").isVisible(), false);
    verdict = {};
    for (const one of [page, alone]) await one.close();
  });

  test("the menu: a link and words open the filled form, a page and a picture open the card", async () => {
    heard.length = 0;
    const page = await visit();
    const tab = await tabOf(browser, page);
    await (await press(browser, page)).shows("read");
    const menu = (click) => browser.worker.evaluate(([told, id]) => chrome.contextMenus.onClicked.dispatch({ menuItemId: "add", ...told }, { id, title: "Perceuse | Volt" }), [click, tab]);
    const opened = async (click) => {
      const [fresh] = await Promise.all([browser.context.waitForEvent("page"), menu(click)]);
      await fresh.waitForURL(/card\.html|wishes\/new/);
      return fresh;
    };
    const here = page.url();
    const link = await opened({ pageUrl: here, linkUrl: "https://me:secret@shop.example/other?x=1&utm_source=mail#y", srcUrl: "https://shop.example/i.png" });
    assert.deepEqual(Object.fromEntries(new URL(link.url()).searchParams), { url: "https://shop.example/other?x=1" });
    const words = await opened({ pageUrl: here, selectionText: "perceuse sans fil" });
    assert.deepEqual(Object.fromEntries(new URL(words.url()).searchParams), { url: here.replace("&utm_source=mail#avis", ""), title: "Perceuse | Volt", text: "perceuse sans fil" });
    const before = asked("capture").length;
    const picture = await opened({ pageUrl: here, srcUrl: 'https://shop.example/i.png?a="1"' });
    await part(picture, "read");
    await until(() => asked("capture").length > before, "the page is read");
    assert.match(asked("capture").at(-1).body.html, /^<!doctype html><html lang="fr"><head><meta name="hyperlieu:picture" content="https:\/\/shop\.example\/i\.png\?a=(?:&quot;|%22)1(?:&quot;|%22)">/);
    const whole = await opened({ pageUrl: here });
    await part(whole, "read");
    for (const one of [page, link, words, picture, whole]) await one.close();
  });

  test("forgetting takes the key away; the menu then leads to the settings", async () => {
    const page = await browser.context.newPage();
    await page.goto(browser.url("options.html"));
    await page.getByRole("button", { name: "Oublier la clé" }).click();
    await page.getByRole("textbox").waitFor();
    assert.deepEqual(await page.evaluate(() => chrome.storage.local.get(null)), {});
    await page.goto(`${server.address}/me/wishes`);
    await browser.worker.evaluate(() => chrome.contextMenus.onClicked.dispatch({ menuItemId: "add", pageUrl: "https://shop.example/" }, { id: 1 }));
    // Where the browser opens its settings, in a tab of their own or in the one that is there, is its own affair.
    const settings = () => browser.context.pages().find((one) => one.url() === browser.url("options.html"));
    await until(settings, "the settings open");
    await settings().getByRole("textbox").waitFor();
  });
});
