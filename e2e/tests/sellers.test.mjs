// One thing, many sellers, one wish: a second shop's page joins the wish that is there and says why; the same link leads to it; a shop is
// added by its address, taken off and put back. The first with script on a phone, the second without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { stand } from "../harness/server.mjs";
import { enter, startTown } from "../harness/town.mjs";

const page = (shop, title, price) => `<!doctype html><html lang="fr"><head><meta property="og:site_name" content="${shop}"><title>${title}</title>
<script type="application/ld+json">{"@type":"Product","name":"${title}","brand":{"name":"Volt"},
"offers":{"price":"${price}","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head><body><h1>${title}</h1><p>${price} €</p></body></html>`;

describe("one thing, many sellers", () => {
  let browser;
  let town;
  let shops;

  before(async () => {
    shops = await Promise.all([
      stand({ "GET /drill": page("Quincaillerie Norda", "Volt perceuse sans fil PV1800LI-2 18 V", "129.90") }),
      stand({
        "GET /visseuse": page("Castor", "Perceuse-visseuse PV1800LI-2 sans fil 18V", "119.00"),
        "GET /other": page("Castor", "Volt perceuse sans fil PV1440LI-2 14,4 V", "99.00"),
      }),
    ]);
    const hosts = shops.map(({ address }) => new URL(address).host).join(",");
    [browser, town] = await Promise.all([launch(), startTown({ HYPERLIEU_FETCH_ALLOW_PRIVATE: hosts })]);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([town?.stop(), ...(shops ?? []).map((shop) => shop.stop())]);
  });

  const whole = async (page, name) => {
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, name);
  };
  const told = async (page, all) => {
    const text = (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
    for (const said of all) assert.ok(text.includes(said), `${said} in ${text}`);
  };

  test("a second shop joins with one touch, a wrong one is taken off and put back", async () => {
    const phone = await newPage(browser, { baseURL: town.address });
    await enter(phone, await town.link("--new-member", "Camille"));
    const reads = async (address) => {
      await phone.goto("/me/wishes");
      await phone.getByLabel("Qu’espérez-vous").fill(address);
      await phone.getByRole("button", { name: "Ajouter à ma liste" }).click();
    };
    await reads(`${shops[0].address}/drill`);
    await phone.getByRole("heading", { name: "Est-ce bien cela" }).waitFor();
    await phone.getByLabel("Qu’espérez-vous").fill("La perceuse de Jo");
    await phone.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await phone.waitForURL("**/me/wishes");

    await reads(`${shops[1].address}/visseuse`);
    await phone.getByRole("heading", { name: "Vous l’espérez déjà" }).waitFor();
    await told(phone, ["La perceuse de Jo", "C’est sûrement la même chose.", "Le même numéro du fabricant", "119,00 €"]);
    await whole(phone, "sellers-ask");
    await phone.getByRole("button", { name: "Y ajouter cette boutique" }).click();
    await phone.waitForURL("**/me/wishes/wish_*");
    await told(phone, ["Castor", "Quincaillerie Norda", "119,00 €", "129,90 €"]);
    const sellers = phone.locator("#sellers");
    assert.match(await sellers.locator("article").first().innerText(), /Castor/, "where it costs least stands first");
    await sellers.locator("details summary").first().click();
    await whole(phone, "sellers-wish");

    const home = phone.url().split("?")[0];
    await reads(`${shops[1].address}/visseuse`);
    await phone.waitForURL("**/me/wishes/wish_*");
    assert.equal(phone.url().split("?")[0], home, "the same link leads to the wish that is there");

    await phone.getByLabel("Une autre boutique qui le vend").fill(`${shops[1].address}/other`);
    await phone.getByRole("button", { name: "Ajouter cette boutique" }).click();
    await phone.getByRole("heading", { name: "Est-ce vraiment la même chose" }).waitFor();
    await told(phone, ["Un autre numéro du fabricant"]);
    await whole(phone, "sellers-unlike");

    await phone.goto(home);
    await phone.getByRole("button", { name: /Ce n’est pas la même chose.*Castor/ }).click();
    await phone.getByText("Boutiques retirées").click();
    assert.equal(await sellers.locator("article").count(), 1);
    await whole(phone, "sellers-off");
    await phone.getByRole("button", { name: "Remettre" }).click();
    await phone.getByRole("button", { name: /Ce n’est pas la même chose.*Castor/ }).waitFor();
    calm(phone);
    await phone.context().close();
  });

  test("without script, in English, a shop is added by its address; what cannot be read is said beside the field", async () => {
    const bare = await newPage(browser, { baseURL: town.address, locale: "en-GB", viewport: DESKTOP, script: false });
    await enter(bare, await town.link("--new-member", "Noor"));
    await bare.goto("/me/wishes");
    await bare.getByLabel("What are you hoping for").fill(`${shops[0].address}/drill`);
    await bare.getByRole("button", { name: "Add to my list" }).click();
    await bare.getByRole("button", { name: "Add to my list" }).click();
    await bare.getByLabel(/^Edit/).first().click();
    const field = bare.getByLabel("Another shop that sells it");
    await field.fill(`${shops[1].address}/nowhere`);
    await bare.getByRole("button", { name: "Add this shop" }).click();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await field.inputValue(), `${shops[1].address}/nowhere`);
    await fits(bare);
    await field.fill(`${shops[1].address}/visseuse`);
    await bare.getByRole("button", { name: "Add this shop" }).click();
    await told(bare, ["Castor", "Quincaillerie Norda"]);
    await shot(bare, "sellers-english");
    await bare.context().close();
  });
});
