// The journey the house is built for, in French, on a phone: a stranger's first wish, a shop's offer, a walk, a suggestion on
// the open page, a code at the counter, an encounter.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { enter, noQuietHours, north, startTown } from "../harness/town.mjs";

const TABLET = { width: 1024, height: 768 };

/** Generous beside the second the house promises, for machines with other things to do; the measured time is printed. */
const SOON_MS = 3_000;

/** From now, just before the position changes, to the card in the page, in the page's own time. */
function timeToCard(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const from = performance.now();
        const late = setTimeout(() => reject(new Error("no card within 20 s")), 20_000);
        const look = () => {
          if (!document.querySelector("[data-live-list] [data-suggestion]")) return;
          clearTimeout(late);
          observer.disconnect();
          resolve(performance.now() - from);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
        look();
      }),
  );
}

describe("a wish meets an offer in the street", () => {
  let browser;
  let town;
  let place;
  let camille;
  let counter;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    place = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  test("a stranger writes a wish, and the list is theirs at once", async () => {
    camille = await newPage(browser, { viewport: PHONE, locale: "fr-FR", geolocation: north(place.position, 150), baseURL: town.address });
    await camille.goto("/");
    await camille.getByLabel("Qu’espérez-vous ?").fill("éclairs au chocolat");
    await camille.getByRole("button", { name: "Commencer ma liste" }).click();
    await camille.waitForURL("**/me");
    await camille.getByRole("link", { name: "éclairs au chocolat" }).waitFor();
    assert.match(await camille.locator("[data-walk-state]").textContent(), /Éteint/);
    await fits(camille);
    await touchable(camille);
    await axe(camille);
  });

  test("the shop publishes its offer", async () => {
    counter = await newPage(browser, { viewport: TABLET, locale: "fr-FR", baseURL: town.address });
    await enter(counter, await town.link("--new-member", "Dominique", "--associate-of", place.organisation));
    assert.equal(new URL(counter.url()).pathname, `/shop/${place.organisation}`);
    await counter.getByRole("link", { name: "Publier une offre" }).click();
    await counter.getByLabel("Que proposez-vous ?").fill("Éclair au chocolat");
    await counter.getByLabel("Prix", { exact: true }).fill("2,50");
    await counter.getByLabel("Prix habituel").fill("3,00");
    await counter.getByLabel("Stock").fill("2");
    await counter.locator("details summary").click();
    await counter.locator("[name=reach_m]").fill("90");
    await counter.getByRole("button", { name: "Publier" }).click();
    await counter.locator("table").getByText("Éclair au chocolat").waitFor();
    await axe(counter);
    await counter.goto(`/shop/${place.organisation}`);
    await counter.locator('[data-live-state="open"]').waitFor();
  });

  test("far away nothing is said; near, the suggestion arrives on the open page", async () => {
    await noQuietHours(camille);
    await camille.goto("/me");
    await camille.locator('[data-live-state="open"]').waitFor();
    const first = camille.waitForResponse((answer) => answer.url().endsWith("/api/v1/moments"));
    await camille.getByRole("switch", { name: "Mode balade" }).click();
    assert.equal((await first).status(), 202);
    await camille.locator('[data-walk-state="on"]').waitFor();
    assert.equal(await camille.locator("[data-suggestion]").count(), 0, "150 m is beyond the offer's reach");
    const measured = timeToCard(camille);
    await camille.context().setGeolocation(north(place.position, 40));
    const ms = await measured;
    console.log(`from the position to the card on the page: ${Math.round(ms)} ms`);
    assert.ok(ms < SOON_MS, `${ms} ms`);
    const card = camille.locator("[data-suggestion]");
    const said = await card.innerText();
    for (const reason of [/Vous espériez «\s*éclairs au chocolat\s*»/, /C’est à 40\sm, une minute à pied/, /0,50\s€ de moins que d’habitude/, /Il n’en reste que 2/]) {
      assert.match(said, reason);
    }
    await fits(camille);
    await axe(camille);
    await shot(camille, "meeting-card");
  });

  test("why it is there is one touch away", async () => {
    await camille.getByRole("link", { name: "Pourquoi ?" }).click();
    const sheet = camille.getByRole("dialog");
    await sheet.getByText("il n’y en a pas d’autres").waitFor();
    await sheet.getByText("Vous espériez").waitFor();
    await sheet.getByRole("button", { name: /Plus rien de/ }).waitFor();
    await axe(camille);
    await shot(camille, "meeting-why", { full: false });
    await camille.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
  });

  test("taken: a code for the member, and the counter expects somebody without being asked", async () => {
    assert.equal(await counter.locator("[data-refresh=encounters] .row").count(), 0);
    await camille.getByRole("button", { name: "J’y vais" }).click();
    const code = (await camille.locator(".code-digits").innerText()).replaceAll(/\s/g, "");
    assert.match(code, /^\d{4}$/);
    await axe(camille);
    await shot(camille, "meeting-code");
    await counter.locator("[data-refresh=encounters]").getByText("Éclair au chocolat").waitFor();
    assert.doesNotMatch(await counter.locator("main").innerText(), new RegExp(code), "the counter does not know the code");
    await shot(counter, "meeting-counter");

    const wrong = code === "0000" ? "0001" : "0000";
    await counter.getByLabel("Code de la rencontre").fill(wrong);
    await counter.getByRole("button", { name: "Confirmer" }).click();
    await counter.locator(".field-error").waitFor();
    await counter.getByLabel("Code de la rencontre").fill(code);
    await counter.getByRole("button", { name: "Confirmer" }).click();
    await counter.getByText("À remettre").waitFor();
    await axe(counter);
    await shot(counter, "meeting-confirmed");
  });

  test("the member's page follows: the code is gone, the encounter stands, the wish came true", async () => {
    await camille.locator(".code-digits").waitFor({ state: "detached" });
    await camille.goto("/me/encounters");
    await camille.getByText("Confirmée").waitFor();
    await camille.goto("/me/wishes");
    await camille.locator("#fulfilled").getByText("éclairs au chocolat").waitFor();
    await axe(camille);
    const { items } = await town.api(`/offers?organisation=${place.organisation}`);
    assert.equal(items[0].stock, 1, "one of two was handed over");
    calm(camille);
    calm(counter, ["409"]);
    await Promise.all([camille.context().close(), counter.context().close()]);
  });
});
