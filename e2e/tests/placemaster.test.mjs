// The placemaster's morning: the town's map imported again without doubles, seen on the map, and a place corrected.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot } from "../harness/checks.mjs";
import { enter, EXTRACT, startTown } from "../harness/town.mjs";

describe("the placemaster", () => {
  let browser;
  let town;
  let page;
  let places;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    page = await newPage(browser, { viewport: DESKTOP, locale: "fr-FR", baseURL: town.address });
    await enter(page, await town.link("--new-placemaster", "Maïwenn"));
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  test("the town stands on its page, with its figures and its map", async () => {
    assert.equal(new URL(page.url()).pathname, "/town");
    await page.waitForSelector('[data-map-state="drawn"]');
    await page.locator("[data-refresh=health] .stat").first().waitFor();
    places = await page.locator("[data-map-list] a.row").count();
    assert.ok(places > 150, `${places} places listed`);
    await fits(page);
    await axe(page);
    await shot(page, "placemaster-town", { full: false });
  });

  test("the same extract again makes no doubles", async () => {
    await page.getByRole("link", { name: "Importer un plan" }).click();
    await page.locator("input[type=file]").setInputFiles(EXTRACT);
    await page.getByRole("button", { name: "Importer" }).click();
    const stat = (words) => page.locator("#report .stat", { hasText: words }).locator(".stat-value");
    await page.locator("#report").waitFor();
    assert.equal(await stat("nouveau").innerText(), "0");
    assert.equal(await stat("sans changement").innerText(), String(places));
    await fits(page);
    await axe(page);
    await shot(page, "placemaster-import");
    await page.goto("/town");
    assert.equal(await page.locator("[data-map-list] a.row").count(), places);
  });

  test("a file that is no map is refused in words, and the town stays", async () => {
    await page.goto("/town/import");
    await page.locator("input[type=file]").setInputFiles({ name: "town.osm", mimeType: "text/xml", buffer: Buffer.from("not a map at all") });
    await page.getByRole("button", { name: "Importer" }).click();
    await page.locator(".problem").waitFor();
    await axe(page);
    assert.equal((await town.api("/places?limit=200&category=food/bread")).items.length > 0, true);
  });

  test("the map finds what is looked for", async () => {
    await page.goto("/map");
    await page.waitForSelector('[data-map-state="drawn"]');
    await page.getByLabel("Chercher un lieu").fill("flûte gana");
    await page.getByRole("button", { name: "Chercher" }).click();
    await page.waitForSelector('[data-map-state="drawn"]');
    assert.equal(await page.locator("[data-map-list] a.row").count(), 1);
    await axe(page);
    await shot(page, "placemaster-found", { full: false });
  });

  test("a place is corrected, and a mistake is said beside its field", async () => {
    await page.getByRole("link", { name: /La flûte gana/ }).click();
    await page.getByRole("link", { name: "Corriger ce lieu" }).click();
    await page.getByLabel("Adresse").fill("12 Grande Rue");
    await page.getByLabel("Heures d’ouverture").fill("du matin au soir");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.locator("#f-hours-error").waitFor();
    assert.equal(await page.getByLabel("Adresse").inputValue(), "12 Grande Rue");
    await axe(page);
    await page.getByLabel("Heures d’ouverture").fill("24/7");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("12 Grande Rue").waitFor();
    await page.locator(".chips").getByText("ouvert jour et nuit").waitFor();
    await axe(page);
    calm(page, ["422", "400", "415"]);
  });
});
