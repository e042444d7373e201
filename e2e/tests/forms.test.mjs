// The courtesies of forms: swapped in place, sent by a switch, never sent twice, and plain forms where there is no script.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "../harness/browser.mjs";
import { calm } from "../harness/checks.mjs";
import { smallPage } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

describe("forms", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function open(main, answers = {}, options = {}) {
    const server = await stand({ "GET /": await smallPage(main), ...answers });
    const page = await newPage(browser, { baseURL: server.address, ...options });
    await page.goto("/");
    const posts = () => server.heard.filter(({ key }) => key.startsWith("POST"));
    const close = async () => {
      await page.context().close();
      await server.stop();
    };
    return { page, posts, server, close };
  }

  const done = (_q, r) => r.writeHead(303, { location: "/done" }).end();

  test("in place: the button's own value goes along, the main part and the messages come back, the page stays", async () => {
    const after = (await smallPage("<h1>Prise</h1>")).replace('role="status">', 'role="status"><div class="toast" data-toast><span>C’est noté</span></div>');
    const { page, posts, close } = await open(
      '<form method="post" action="/outcome" data-inplace><button class="btn" name="outcome" value="taken">Prendre</button><button class="btn" name="outcome" value="saved">Garder</button></form>',
      { "POST /outcome": done, "GET /done": after },
    );
    await page.evaluate(() => { window.stayed = true; });
    await page.getByText("Garder").click();
    await page.waitForSelector("h1:text('Prise')");
    await page.waitForSelector(".toast .toast-close");
    assert.equal(posts()[0].body, "outcome=saved");
    assert.equal(await page.evaluate(() => window.stayed), true);
    assert.equal(new URL(page.url()).pathname, "/done");
    calm(page);
    await close();
  });

  test("in place: the focus stays on the button that was pressed, for whoever goes by keyboard", async () => {
    const main = '<form method="post" action="/stock/1" data-inplace><button class="btn">A</button></form><form method="post" action="/stock/2" data-inplace><button class="btn" name="by" value="-1">moins</button><button class="btn" name="by" value="1">plus</button></form>';
    const { page, close } = await open(main, { "POST /stock/2": done, "GET /done": await smallPage(`<h1>Fait</h1>${main}`) });
    await page.getByText("plus").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("h1:text('Fait')");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "plus");
    calm(page);
    await close();
  });

  test("a form with errors comes back in place with its errors", async () => {
    const again = await smallPage('<p class="field-error">Un prix ne peut pas être négatif.</p>');
    const { page, close } = await open('<form method="post" action="/wishes" data-inplace><button class="btn">Ajouter</button></form>', {
      "POST /wishes": (_q, r) => r.writeHead(422, { "content-type": "text/html" }).end(again),
    });
    await page.getByText("Ajouter").click();
    await page.waitForSelector(".field-error");
    calm(page, ["422"]);
    await close();
  });

  test("a switch sends itself; without script it is a checkbox with a button", async () => {
    const form = '<form method="post" action="/mode" data-autosubmit><label><input type="checkbox" role="switch" name="mode" value="on">Mode</label><noscript><button class="btn">Appliquer</button></noscript></form>';
    const answers = { "POST /mode": done, "GET /done": await smallPage("<h1>Fait</h1>") };
    for (const script of [true, false]) {
      const { page, posts, close } = await open(form, answers, { script });
      await page.getByRole("switch").click();
      // By its class: a search by text passes over everything inside noscript.
      if (!script) await page.locator("button.btn").click();
      await page.waitForSelector("h1:text('Fait')");
      assert.equal(posts()[0].body, "mode=on", `script: ${script}`);
      await close();
    }
  });

  test("two quick presses send once", async () => {
    for (const kind of ["", "data-inplace"]) {
      const { page, posts, close } = await open(`<form method="post" action="/slow" ${kind}><button class="btn">Envoyer</button></form>`, {
        "POST /slow": async (_q, r) => {
          await wait(400);
          done(_q, r);
        },
        "GET /done": await smallPage("<h1>Fait</h1>"),
      });
      await page.evaluate(() => {
        const button = document.querySelector("button");
        button.click();
        button.click();
      });
      await page.waitForSelector("h1:text('Fait')");
      assert.equal(posts().length, 1, kind || "plain");
      await close();
    }
  });

  test("a server that does not answer is told, and the form can be sent again", async () => {
    const { page, server, close } = await open('<form method="post" action="/x" data-inplace><button class="btn">Envoyer</button></form>', {
      "POST /x": (q) => q.socket.destroy(),
    });
    await page.getByText("Envoyer").click();
    await page.waitForSelector(".toast:has-text('injoignable')");
    await page.getByText("Envoyer").click();
    await page.waitForTimeout(300);
    assert.ok(server.heard.filter(({ key }) => key === "POST /x").length >= 2);
    await close();
  });

  test("a sheet is filled from its address, and is a plain link where there is no sheet", async () => {
    const why = '<dialog class="sheet" id="why" aria-label="Pourquoi"><a href="#" data-close>Fermer</a><div data-sheet-body></div></dialog>';
    const link = '<a class="btn" href="/why/1" data-sheet="#why" data-sheet-fill>Pourquoi ?</a>';
    const answers = { "GET /why/1": await smallPage('<div data-fragment><p id="because">À 120 m.</p></div>') };
    const one = await open(link + why, answers);
    await one.page.getByText("Pourquoi ?").click();
    await one.page.waitForSelector("dialog[open] #because");
    await one.page.getByText("Fermer").click();
    assert.ok(await one.page.locator("dialog").isHidden());
    calm(one.page);
    await one.close();
    const other = await open(link, answers);
    await other.page.getByText("Pourquoi ?").click();
    await other.page.waitForURL("**/why/1");
    await other.close();
  });
});
