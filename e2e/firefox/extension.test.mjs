// The extension in a real Firefox against the real server: paired through the browser's own question, its button and its menu pressed
// before a shop's page, and the wish stands on the list.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DESKTOP } from "../harness/browser.mjs";
import { firefox } from "../harness/firefox.mjs";
import { until } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";
import { startTown } from "../harness/town.mjs";
import { built } from "../tests/extension-load.mjs";

const ID = "wishes@hyperlieu";
const SHOP = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Perceuse visseuse sans fil | Volt</title>
<script type="application/ld+json">{"@type":"Product","name":"Perceuse visseuse sans fil 18 V","mpn":"PV18-2","brand":{"name":"Volt"},
"offers":{"price":"79.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head>
<body><header>Bonjour Camille</header><h1>Perceuse visseuse sans fil 18 V</h1><p>79,90 €</p><p><a id="other" href="/other?utm_source=mail">Autre</a></p></body></html>`;

describe("the extension in Firefox", () => {
  let browser;
  let town;
  let shop;
  let folder;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hyperlieu-firefox-extension-"));
    [browser, town, shop] = await Promise.all([firefox(), startTown(), stand({ "GET /p": SHOP, "GET /favicon.ico": SHOP })]);
    await browser.install(await built(folder, "firefox"));
    await browser.window((id) => CustomizableUI.addWidgetToArea(`${id.replaceAll("@", "_")}-browser-action`, "nav-bar"), ID);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([town?.stop(), shop?.stop(), folder && rm(folder, { recursive: true, force: true })]);
  });

  const own = async (path) => `moz-extension://${await browser.window((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, ID)}/${path}`;
  const at = (path) => `${shop.address.replace("127.0.0.1", "localhost")}${path}`;
  const read = () => shop.heard.filter(({ key }) => key === "GET /p").length;
  const list = async () => {
    const page = await browser.page(DESKTOP);
    await page.goto(`${town.address}/me/wishes`);
    const said = await page.evaluate(() => document.querySelector("main").innerText);
    await page.close();
    return said;
  };

  /** Asks the card over the page; it is in no tab, so it is asked through the browser's window. */
  const card = (ask) =>
    browser.window(
      (ask) =>
        new Promise((resolve) => {
          const { messageManager } = document.querySelector(".webextension-popup-browser");
          const told = ({ data }) => (messageManager.removeMessageListener("hyperlieu:told", told), resolve(data));
          messageManager.addMessageListener("hyperlieu:told", told);
          // A card that is just being opened does not hear.
          setTimeout(told, 1_000, { data: null });
          messageManager.loadFrameScript(`data:,sendAsyncMessage("hyperlieu:told", (${encodeURIComponent(ask)})(content.document))`, false);
        }),
      String(ask),
    );
  const press = async () => {
    await browser.window((id) => document.getElementById(`${id.replaceAll("@", "_")}-BAP`).click(), ID);
    await until(() => browser.window(() => Boolean(document.querySelector(".webextension-popup-browser")?.currentURI.spec.endsWith("/card.html"))), "the card opens");
  };
  const shuts = () => browser.window(() => document.querySelector(".webextension-popup-browser").closest("panel").hidePopup());
  /** Opens the menu on an element and chooses the extension's entry. */
  const choose = async (page, selector) => {
    await page.click(selector, 2);
    const entry = (chosen) => {
      const menu = document.getElementById("contentAreaContextMenu");
      const item = [...menu.querySelectorAll("menuitem")].find(({ label, hidden }) => !hidden && label === "Add to my wishes");
      if (menu.state !== "open" || !item) return false;
      if (chosen) menu.activateItem(item);
      return true;
    };
    await until(() => browser.window(entry, false), "the menu has the entry");
    await browser.window(entry, true);
  };

  test("before it is paired, its button shows the way and asks nobody anything", async () => {
    const page = await browser.page(DESKTOP);
    await page.goto(at("/p?id=0"));
    await press();
    await until(() => card((document) => !document.querySelector('[data-part="unpaired"]').hidden), "the card says that it is not paired");
    await shuts();
    await page.close();
  });

  test("a line of the house pairs it, after the browser has asked whether it may", async () => {
    const page = await browser.page(DESKTOP);
    await page.goto(await town.link("--new-member", "Camille"));
    await page.click("main button[type=submit]");
    await page.until(() => !location.pathname.startsWith("/in"), "the member is in");
    await page.goto(`${town.address}/me/devices`);
    await page.click("#f-browser");
    await page.type("Firefox du test\uE007");
    await page.until(() => Boolean(document.querySelector("input[readonly]")?.value), "the key is shown");
    const line = await page.evaluate(() => document.querySelector("input[readonly]").value);
    await page.goto(await own("options.html"));
    await page.click("input, textarea");
    await page.type(`${line}\uE007`);
    const question = () => browser.window(() => Boolean(document.querySelector("#addon-webext-permissions-notification")?.button));
    await until(question, "the browser asks");
    await browser.window(() => document.querySelector("#addon-webext-permissions-notification").button.click());
    await page.until((told) => document.body.innerText.includes(told), "the extension is paired", `Paired with ${town.address}, for Camille.`);
    assert.deepEqual(await page.axe(), []);
    await page.shot("firefox-options");
    await page.close();
  });

  test("its button reads the page that is looked at, and one press adds one wish", async () => {
    const page = await browser.page(DESKTOP);
    await page.goto(at("/p?id=1&utm_source=mail"));
    const before = read();
    await press();
    await until(() => card((document) => !document.querySelector('[data-part="read"]').hidden), "the card shows what was read");
    const said = await card((document) => document.body.innerText);
    for (const told of ["Volt", "79.90", "in stock"]) assert.ok(said.includes(told), `${told} in ${said}`);
    assert.equal(await card((document) => document.querySelector("[data-title]").value), "Perceuse visseuse sans fil 18 V");
    await card((document) => {
      for (let i = 0; i < 3; i += 1) document.querySelector("[data-add]").click();
    });
    await until(() => card((document) => !document.querySelector('[data-part="added"]').hidden), "the wish is added");
    await shuts();
    assert.equal(read(), before, "the person looked; the server did not");
    assert.equal((await list()).split("Perceuse visseuse sans fil 18 V").length, 2, "once, however often it was pressed");
    await page.close();
  });

  test("its menu: on a link the house's form, on the page the card in a window of its own", async () => {
    const page = await browser.page(DESKTOP);
    await page.goto(at("/p?id=2"));
    const opened = async (part) => {
      let found;
      await until(async () => (found = (await browser.tabs()).find(({ url }) => url.includes(part))), `${part} opens`);
      return browser.as(found.context);
    };
    await choose(page, "#other");
    const form = await opened("/me/wishes/new?");
    await form.until(() => document.readyState === "complete", "the form is there");
    const named = await form.evaluate(() => document.querySelector("[name=what]").value);
    assert.equal(named, at("/other"), "without campaign marks");
    await form.close();
    await choose(page, "h1");
    const alone = await opened("card.html?");
    await alone.until(() => !document.querySelector('[data-part="read"]').hidden, "the card shows what was read");
    assert.deepEqual(await alone.axe(), []);
    await alone.shot("firefox-card");
    await alone.evaluate(() => {
      document.querySelector("[data-title]").value = "La perceuse du menu";
      document.querySelector("[data-add]").click();
    });
    await alone.until(() => !document.querySelector('[data-part="added"]').hidden, "the wish is added");
    assert.ok((await list()).includes("La perceuse du menu"));
    for (const one of [alone, page]) await one.close();
  });
});
