// A list kept elsewhere comes here: written, from a file, from another page; looked at line by line, put right, kept.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { stand } from "../harness/server.mjs";
import { enter, startTown } from "../harness/town.mjs";

const LIST = `<!doctype html><html lang="fr"><head><title>Liste de Noor</title><script type="application/ld+json">
{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"Carnet à spirale","url":"/c","offers":{"price":"4.50","priceCurrency":"EUR"}}},
{"@type":"ListItem","name":"Un bon roman"}]}</script></head><body><h1>Liste de Noor</h1></body></html>`;

describe("a list from elsewhere", () => {
  let browser;
  let town;
  let other;

  before(async () => {
    other = await stand({ "GET /list": LIST, "GET /favicon.ico": LIST });
    [browser, town] = await Promise.all([launch(), startTown({ HYPERLIEU_FETCH_ALLOW_PRIVATE: new URL(other.address).host })]);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([town?.stop(), other?.stop()]);
  });

  const whole = async (page, name) => {
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, name);
  };

  test("what was written is understood line by line, put right, and kept", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-member", "Camille"));
    await page.goto("/me/wishes");
    await page.getByRole("link", { name: "Apporter une liste" }).click();
    await whole(page, "import");
    await page.getByRole("button", { name: "Regarder" }).click();
    await page.getByText("Choisissez un fichier, écrivez une liste").waitFor();
    await page.getByLabel("Votre liste").fill("# Noël\n- [ ] 2x Théière en fonte 39,90 €\n- [x] Bougies\n3. perceuse sans fil moins de 80 €\n978-2-07-036822-8");
    await page.getByRole("button", { name: "Regarder" }).click();
    await page.getByRole("heading", { name: "Est-ce bien votre liste" }).waitFor();
    const title = page.getByLabel("Qu’espérez-vous").first();
    assert.equal(await title.inputValue(), "Théière en fonte");
    assert.equal(await page.getByLabel("Ligne 3").isChecked(), false, "what is ticked off is left out");
    await title.fill("Théière en fonte, la bleue");
    await whole(page, "import-lines");
    await page.getByRole("button", { name: "Garder les lignes cochées" }).click();
    await page.waitForURL("**/me/wishes/import/done?once=*");
    await page.getByText("3 envies ont été ajoutées").waitFor();
    await whole(page, "import-done");
    await page.goto("/me/wishes");
    const list = await page.locator("main").innerText();
    for (const told of ["Théière en fonte, la bleue", "perceuse sans fil"]) assert.ok(list.includes(told), `${told} in ${list}`);
    assert.ok(!list.includes("Bougies"));
    await shot(page, "import-kept");
    calm(page, ["422"]);
    await page.context().close();
  });

  test("a file and another page are read as well, without script", async () => {
    const page = await newPage(browser, { baseURL: town.address, locale: "en-GB", viewport: DESKTOP, theme: "dark", script: false });
    await enter(page, await town.link("--new-member", "Noor"));
    await page.goto("/me/wishes/import");
    await page.getByLabel("CSV or text file").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("Libell\xe9;Prix\nTh\xe9 vert;4,50\n\"never closed;3\n", "latin1") });
    await page.getByRole("button", { name: "Have a look" }).click();
    assert.equal(await page.getByLabel("What are you hoping for").first().inputValue(), "Thé vert");
    await page.getByText("One line could not be read").waitFor();
    await fits(page);
    await shot(page, "import-file");
    await page.getByRole("button", { name: "Keep the ticked lines" }).click();
    await page.waitForURL("**/me/wishes/import/done?once=*");
    await page.goto("/me/wishes/import");
    await page.getByLabel("Address of the page").fill(`${other.address}/list`);
    await page.getByRole("button", { name: "Have a look" }).click();
    await page.getByText("One page will be read afterwards").waitFor();
    await page.getByRole("button", { name: "Keep the ticked lines" }).click();
    await page.waitForURL("**/me/wishes/import/done?once=*");
    await page.goto("/me/wishes");
    const list = await page.locator("main").innerText();
    for (const told of ["Thé vert", "Carnet à spirale", "Un bon roman"]) assert.ok(list.includes(told), `${told} in ${list}`);
    await page.context().close();
  });
});
