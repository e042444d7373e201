// One touch on a suggestion, in French, on a phone: not for me and back again, not now and again, not this shop; then the same without script.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { noQuietHours, north, startTown } from "../harness/town.mjs";

const BRIOCHE = { title: "Brioche au beurre", price: { minor: 400, currency: "EUR" }, reach_m: 120 };
const words = (text) => text.replaceAll(/\s/g, " ");

describe("one touch on a suggestion", () => {
  let browser;
  let town;
  let baker;
  let page;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    baker = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    await town.publish(baker, BRIOCHE);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const card = () => page.locator("[data-suggestion]");
  const touch = (name) => page.getByRole("button", { name }).click();

  test("a card that has just come is put aside, and comes back", async () => {
    page = await newPage(browser, { viewport: PHONE, locale: "fr-FR", geolocation: north(baker.position, 40), baseURL: town.address });
    await page.goto("/");
    await page.getByLabel("Qu’espérez-vous ?").fill("brioche");
    await page.getByRole("button", { name: "Commencer ma liste" }).click();
    await page.waitForURL("**/me");
    await noQuietHours(page);
    await page.goto("/me");
    await page.locator('[data-live-state="open"]').waitFor();
    await page.getByRole("switch", { name: "Mode balade" }).click();
    await card().waitFor();
    await fits(page);
    await touchable(page);
    await shot(page, "touch-card");

    await touch("Pas pour moi");
    await page.getByText("« Brioche au beurre » : plus jamais.").waitFor();
    assert.equal(await card().count(), 0);
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, "touch-put-aside");
    await touch("Annuler");
    await card().waitFor();
    assert.equal(await page.getByText("plus jamais").count(), 0);
  });

  test("not now is silence with its end in sight, ended at a touch", async () => {
    await touch("Pas maintenant");
    await page.getByText(/Silence jusqu’à .*\s: rien ne vous est dit\./).waitFor();
    assert.equal(await card().count(), 0, "what was not kept waits");
    await axe(page);
    await shot(page, "touch-paused");
    await page.goto("/me/consents");
    assert.match(words(await page.locator("main").innerText()), /Personne ne vous parle \(jusqu’à /);
    await page.goto("/me");
    await touch("Reprendre");
    await card().waitFor();
    assert.equal(await page.getByText(/Silence jusqu’à/).count(), 0);
  });

  test("not this shop is a consent, and works without script", async () => {
    const plain = await newPage(browser, { viewport: PHONE, locale: "fr-FR", script: false, baseURL: town.address });
    await plain.context().addCookies(await page.context().cookies());
    await plain.goto("/me");
    await plain.getByRole("button", { name: "Pas cette boutique" }).click();
    await plain.waitForURL(/\/me#answered-suggestion_/);
    await plain.getByText(`Plus rien de « ${baker.name} ».`).waitFor();
    await plain.goto("/me/consents");
    assert.match(words(await plain.locator("main").innerText()), new RegExp(`${baker.name} ne vous parle pas`));
    await plain.goto("/me");
    await plain.getByRole("button", { name: "Annuler" }).click();
    await plain.locator("[data-suggestion]").waitFor();
    await plain.context().close();
    calm(page);
  });
});
