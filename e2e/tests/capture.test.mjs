// How a thing seen elsewhere comes onto the list, against the real server and a shop of this machine: its page pasted, shared
// from the phone, pressed in the browser; its barcode held before the camera.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { stand } from "../harness/server.mjs";
import { enter, startTown } from "../harness/town.mjs";
import { loaded, press } from "./extension-load.mjs";
import { ean13, film, picture } from "./scan-pictures.mjs";

const CODE = "3017620422003";
const SHOP = `<!doctype html><html lang="fr"><head><title>Perceuse visseuse sans fil | Volt</title>
<script type="application/ld+json">{"@type":"Product","name":"Perceuse visseuse sans fil 18 V","mpn":"PV18-2","brand":{"name":"Volt"},
"offers":{"price":"79.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head>
<body><h1>Perceuse visseuse sans fil 18 V</h1><p>79,90 €</p></body></html>`;

const colour = (color, gtin13, price, stock) => ({
  "@type": "Product", sku: `V-${color}`, name: "Vase Rive", color, gtin13,
  offers: { "@type": "Offer", price, priceCurrency: "EUR", availability: `https://schema.org/${stock}` },
});
const VASE = `<!doctype html><html lang="fr"><head><title>Vase Rive | Volt</title><meta property="og:title" content="Le vase Rive, en grès">
<script type="application/ld+json">${JSON.stringify({
  "@type": "ProductGroup", name: "Vase Rive", brand: "Volt",
  hasVariant: [colour("Rouge", "4006381333931", "12.90", "InStock"), colour("Bleu", CODE, "19.90", "InStock")],
})}</script></head><body><h1>Vase Rive</h1></body></html>`;

describe("a thing seen elsewhere", () => {
  let browser;
  let town;
  let shop;
  let folder;

  before(async () => {
    shop = await stand({ "GET /p": SHOP, "GET /vase": VASE, "GET /favicon.ico": SHOP });
    folder = await mkdtemp(join(tmpdir(), "hyperlieu-capture-"));
    const reel = join(folder, "code.y4m");
    await film(reel, picture(ean13(CODE)));
    const camera = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${reel}`];
    [browser, town] = await Promise.all([launch({ more: camera }), startTown({ HYPERLIEU_FETCH_ALLOW_PRIVATE: new URL(shop.address).host })]);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([town?.stop(), shop?.stop(), folder && rm(folder, { recursive: true, force: true })]);
  });

  const read = () => shop.heard.filter(({ key }) => key === "GET /p").length;
  const whole = async (page, name) => {
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, name);
  };

  test("a link that is pasted is read and shown, put right, and stands on the list with its price", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-member", "Camille"));
    await page.goto("/me/wishes");
    await whole(page, "capture-list");
    await page.getByLabel("Qu’espérez-vous").fill(`${shop.address}/p?id=1`);
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.getByRole("heading", { name: "Est-ce bien cela" }).waitFor();
    const seen = await page.locator("main").innerText();
    for (const told of ["79,90", "En stock", "127.0.0.1"]) assert.ok(seen.includes(told), `${told} in ${seen}`);
    const title = page.getByLabel("Qu’espérez-vous");
    assert.equal(await title.inputValue(), "Perceuse visseuse sans fil 18 V");
    await whole(page, "capture-ask");
    await title.fill("Une perceuse pour le salon");
    await page.getByLabel("Une note pour vous").fill("La bleue");
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.waitForURL("**/me/wishes");
    await page.getByLabel("Modifier « Une perceuse pour le salon »").click();
    const kept = await page.locator("main").innerText();
    for (const told of ["La bleue", "79,90", "En stock"]) assert.ok(kept.includes(told), `${told} in ${kept}`);
    assert.equal(read(), 1, "the shop was asked once");
    calm(page);
    await page.context().close();
  });

  test("of a page in two colours one is chosen, without script too, and what was misread is put right by one's own word", async () => {
    const link = await town.link("--new-member", "Ana");
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, link);
    await page.goto("/me/wishes");
    await page.getByLabel("Qu’espérez-vous").fill(`${shop.address}/vase`);
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.getByRole("heading", { name: "Est-ce bien cela" }).waitFor();
    assert.ok((await page.locator("main").innerText()).replace(/\s/g, " ").includes("De 12,90 € à 19,90 €"));
    await page.getByText("Ce qui a été lu, et où").click();
    await page.getByText("Quelque chose a été mal lu").click();
    assert.equal(await page.getByLabel("Prix là-bas").inputValue(), "12,90");
    await whole(page, "capture-colours");
    await page.getByLabel("Taille ou couleur").selectOption({ label: "Bleu · 19,90 € · En stock" });
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.waitForURL("**/me/wishes");
    await page.getByLabel("Modifier « Vase Rive »").click();
    await page.getByRole("heading", { name: "La page d’où elle vient" }).waitFor();
    const sellers = () => page.locator("#sellers").innerText();
    assert.match(await sellers(), /Bleu[^]*19,90/);
    const path = new URL(page.url()).pathname;
    calm(page);

    const bare = await newPage(browser, { baseURL: town.address, script: false });
    await bare.context().addCookies(await page.context().cookies());
    await bare.goto(path);
    await bare.getByText("Quelque chose a été mal lu").click();
    await bare.getByLabel("Prix là-bas").fill("beaucoup");
    await bare.getByRole("button", { name: "Le dire ainsi" }).click();
    assert.equal(await bare.getByLabel("Prix là-bas").inputValue(), "beaucoup", "what was typed is still there");
    await fits(bare);
    await bare.getByLabel("Prix là-bas").fill("17,50");
    await bare.getByRole("button", { name: "Le dire ainsi" }).click();
    await bare.waitForURL(`**${path}`);
    await bare.context().close();

    await page.reload();
    assert.match(await sellers(), /17,50[^]*Dit par vous[^]*Nous avions lu 19,90/);
    await whole(page, "capture-own-word");
    await page.getByLabel("Taille ou couleur").selectOption({ label: "Rouge · 12,90 € · En stock" });
    await page.getByRole("button", { name: "Choisir celui-ci" }).click();
    await page.waitForLoadState();
    await page.getByText("Rouge").first().waitFor();
    assert.match(await sellers(), /Rouge[^]*12,90/);
    calm(page);
    await page.context().close();
  });

  test("a page that a phone shares is read in the same gesture, once; without script its button reads it", async () => {
    const link = await town.link("--new-member", "Noor");
    const page = await newPage(browser, { baseURL: town.address, locale: "en-GB", viewport: DESKTOP, theme: "dark" });
    await enter(page, link);
    const cdp = await page.context().newCDPSession(page);
    const { errors, data } = await cdp.send("Page.getAppManifest");
    assert.deepEqual(errors, [], "the manifest is one a browser can read");
    const { lang, share_target: target, icons } = JSON.parse(data);
    assert.equal(lang, "en");
    for (const { src } of icons) assert.equal((await page.request.get(src)).status(), 200, src);
    const shared = new URLSearchParams({ [target.params.title]: "Perceuse", [target.params.text]: `Look: ${shop.address}/p?id=2` });
    const before = read();
    await page.goto(`${target.action}?${shared}`);
    await page.waitForURL("**/me/wishes/read");
    assert.equal(await page.getByLabel("What are you hoping for").inputValue(), "Perceuse visseuse sans fil 18 V");
    await whole(page, "capture-share");
    await page.goBack();
    await page.waitForLoadState();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(!page.url().includes("/read"), "come back to, it does not send itself again");
    assert.equal(read(), before + 1);
    calm(page);
    const cookies = await page.context().cookies();
    const bare = await newPage(browser, { baseURL: town.address, locale: "en-GB", script: false });
    await bare.context().addCookies(cookies);
    await bare.goto(`${target.action}?${shared}`);
    await fits(bare);
    await bare.getByRole("button", { name: "Read this page" }).click();
    await bare.waitForURL("**/me/wishes/read");
    assert.equal(read(), before + 2);
    for (const one of [page, bare]) await one.context().close();
  });

  test("where another site leads here, nothing is read before the button", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-member", "Lou"));
    const before = read();
    const lure = await stand({ "GET /": `<a href="${town.address}/me/wishes/new?url=${encodeURIComponent(`${shop.address}/p`)}">suite</a>` });
    await page.goto(lure.address.replace("127.0.0.1", "localhost"));
    await page.getByText("suite").click();
    await page.getByRole("button", { name: "Lire cette page" }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(read(), before);
    assert.ok(page.url().includes("/me/wishes/new?url="));
    await lure.stop();
    await page.context().close();
  });

  test("a barcode before the camera leads to its form", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await page.context().grantPermissions(["camera"]);
    await enter(page, await town.link("--new-member", "Ines"));
    await page.goto("/me/wishes");
    await page.getByRole("link", { name: "Scanner un code" }).click();
    await page.waitForURL("**/me/wishes/scan");
    await whole(page, "capture-scan");
    await page.locator("[data-scan-start]").click();
    await page.waitForURL(`**/me/wishes/new?gtin=${CODE}`);
    assert.equal(await page.getByLabel("Code-barres").inputValue(), CODE);
    calm(page);
    await page.context().close();
  });

  test("the extension is paired with a key shown once; pressed before a shop's page, the wish stands on the list", async () => {
    const own = await loaded();
    const page = await own.context.newPage();
    await page.setViewportSize(DESKTOP);
    await enter(page, await town.link("--new-member", "Jo"));
    await page.goto(`${town.address}/me/devices`);
    await page.locator("#f-browser").fill("Chromium du test");
    await page.getByRole("button", { name: "Créer une clé" }).click();
    const line = await page.getByLabel("La ligne à copier").inputValue();
    await whole(page, "capture-key");
    await page.goto(own.url("options.html"));
    await page.getByRole("textbox").fill(line);
    await page.keyboard.press("Enter");
    await page.getByText(`Relié à ${town.address}, pour Jo.`).waitFor();
    const before = read();
    await page.goto(`${shop.address.replace("127.0.0.1", "localhost")}/p?id=3`);
    const card = await press(own, page);
    await card.shows("read");
    await card.ask("document.querySelector('[data-add]').click()");
    await card.shows("added");
    assert.equal(read(), before + 1, "the person looked; the server did not");
    await page.goto(`${town.address}/me/wishes`);
    await page.getByLabel("Modifier « Perceuse visseuse sans fil 18 V »").click();
    const kept = await page.locator("main").innerText();
    for (const told of ["79,90", "Par votre propre navigateur"]) assert.ok(kept.includes(told), `${told} in ${kept}`);
    await page.goto(`${town.address}/me/devices`);
    await page.locator(".row", { hasText: "Chromium du test" }).getByRole("button", { name: "Retirer" }).click();
    await page.locator(".row", { hasText: "Chromium du test" }).waitFor({ state: "detached" });
    await own.close();
  });
});
