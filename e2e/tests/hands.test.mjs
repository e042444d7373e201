// Other hands: a keyboard alone, and a browser that runs no script. Both get a wish in, a suggestion taken, a shop silenced.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot } from "../harness/checks.mjs";
import { enter, north, startTown } from "../harness/town.mjs";

const ECLAIR = { title: "Éclair au chocolat", price: { minor: 250, currency: "EUR" }, stock: 9, reach_m: 200 };

/** Presses Tab until the wanted control has the focus, and sees that the focus can be seen. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (!focused?.matches(wanted)) return null;
      // A switch shows its focus on the track beside the hidden box.
      const shown = [focused, focused.nextElementSibling, focused.parentElement].filter(Boolean);
      return shown.some((one) => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
    }, selector);
    if (here !== null) {
      assert.ok(here, `the focus on ${selector} cannot be seen`);
      return;
    }
  }
  throw new Error(`Tab never came to ${selector} on ${page.url()}`);
}

describe("other hands", () => {
  let browser;
  let town;
  let place;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    place = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    await town.publish(place, ECLAIR);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  test("a keyboard alone", async () => {
    const page = await newPage(browser, { viewport: DESKTOP, locale: "fr-FR", geolocation: north(place.position, 500), baseURL: town.address });
    const { keyboard } = page;
    await page.goto("/");
    await keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), /skip/, "the first stop skips to the content");
    await keyboard.press("Enter");
    await tabTo(page, "[name=title]");
    await keyboard.type("éclairs au chocolat");
    await keyboard.press("Enter");
    await page.waitForURL("**/me");

    await page.goto("/me/consents");
    await tabTo(page, "[name=quiet]");
    await keyboard.press("Space");
    await tabTo(page, "form[action='/me/attention'] button[type=submit]");
    await keyboard.press("Enter");
    await page.locator(".toast").waitFor();

    await page.goto("/me");
    await page.locator('[data-live-state="open"]').waitFor();
    await tabTo(page, "[data-walk] [role=switch]");
    await keyboard.press("Space");
    await page.locator('[data-walk="on"]').waitFor();
    await page.locator('[data-walk-state="on"]').waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches("[role=switch]")), "the focus stays on the switch");
    await page.context().setGeolocation(north(place.position, 40));
    await page.locator("[data-suggestion]").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches("[role=switch]")), "what arrives takes no focus");

    await tabTo(page, "[data-suggestion] a[data-sheet]");
    await keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.closest("dialog") !== null), "the focus goes into the sheet");
    await keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.ok(await page.evaluate(() => document.activeElement.matches("a[data-sheet]")), "and back where it was");
    await page.goto("/me");
    await tabTo(page, "button[value=taken]");
    await keyboard.press("Enter");
    await page.locator(".code-digits").waitFor();
    calm(page);
    await page.context().close();
  });

  test("no script at all", async () => {
    const page = await newPage(browser, { viewport: PHONE, locale: "fr-FR", script: false, baseURL: town.address });
    await page.goto("/");
    await page.getByLabel("Qu’espérez-vous ?").fill("éclairs au chocolat");
    await page.getByRole("button", { name: "Commencer ma liste" }).click();
    assert.equal(new URL(page.url()).pathname, "/me");

    await page.goto("/me/consents");
    await page.locator("[name=quiet]").uncheck();
    await page.locator("form[action='/me/attention'] button[type=submit]").click();
    assert.equal(new URL(page.url()).pathname, "/me/consents");
    assert.ok(!(await page.locator("[name=quiet]").isChecked()));
    await page.locator("[name=know_organisation]").selectOption({ label: place.name });
    await page.locator("#know button[type=submit]").click();
    await page.locator("#standing").getByText("peut vous reconnaître").waitFor();

    await page.goto("/me");
    await page.locator("[data-walk] [role=switch]").check();
    await page.locator("[data-walk] button[type=submit]").click();
    await page.locator('[data-walk="on"]').waitFor();
    await fits(page);
    await shot(page, "hands-no-script");
    // Without script the page cannot say where it is; a program with the same session can.
    const at = new Date().toISOString();
    const { latitude: lat, longitude: lon } = north(place.position, 60);
    const told = await page.request.post("/api/v1/moments", { data: { lat, lon, accuracy_m: 8, at, source: "page" }, headers: { origin: town.address } });
    assert.equal(told.status(), 202);
    await page.goto("/me");
    await page.getByRole("link", { name: "Pourquoi ?" }).click();
    assert.match(new URL(page.url()).pathname, /^\/suggestions\/.+\/why$/, "why is a page of its own");
    await page.getByText("Vous espériez").waitFor();
    await page.goto("/me");
    await page.getByRole("button", { name: "J’y vais" }).click();
    await page.locator(".code-digits").waitFor();

    await page.goto("/me/wishes");
    await page.locator("summary").click();
    await page.locator("form[action='/me/wishes'] [name=title]").fill("une perceuse");
    await page.locator("[name=top_price]").fill("pas cher");
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.locator("#f-top_price-error").waitFor();
    assert.equal(await page.locator("[name=title]").inputValue(), "une perceuse");

    // Where something is written a language is a button that takes it along, elsewhere a link.
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "My wishes" }).waitFor();
    assert.equal(await page.locator("[name=title]").inputValue(), "une perceuse");
    assert.equal(await page.locator("[name=top_price]").inputValue(), "pas cher");
    await page.goto("/me/wishes");
    await page.getByRole("link", { name: "Français" }).click();
    await page.getByRole("heading", { name: "Mes envies" }).waitFor();
    await page.context().close();
  });

  test("a shop without script publishes and confirms", async () => {
    const page = await newPage(browser, { viewport: DESKTOP, locale: "fr-FR", script: false, baseURL: town.address });
    await enter(page, await town.link("--new-member", "Dominique", "--associate-of", place.organisation));
    await page.goto(`/shop/${place.organisation}/offers`);
    await page.getByLabel("Que proposez-vous ?").fill("Pain de seigle");
    await page.getByLabel("Prix", { exact: true }).fill("3,20");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.locator("table").getByText("Pain de seigle").waitFor();
    await page.goto(`/shop/${place.organisation}`);
    await page.getByLabel("Code de la rencontre").fill("12");
    assert.equal(await page.locator("#expected .row").count(), 2, "both of the tests before are expected");
    await page.context().close();
  });

  test("a reader of screens is told what arrives", async () => {
    const page = await newPage(browser, { viewport: PHONE, locale: "en-GB", geolocation: north(place.position, 500), baseURL: town.address });
    await enter(page, await town.link("--new-member", "Ewen"));
    await page.goto("/me?lang=en");
    await page.locator("form[action='/me/wishes'] [name=title]").fill("éclair au chocolat");
    await page.locator("form[action='/me/wishes'] button[type=submit]").click();
    await page.goto("/me/consents");
    await page.locator("[name=quiet]").uncheck();
    await page.locator("form[action='/me/attention'] button[type=submit]").click();
    await page.locator(".toast").waitFor();
    await page.goto("/me");
    await page.locator('[data-live-state="open"]').waitFor();
    await page.locator("[data-walk] [role=switch]").click();
    await page.locator('[data-walk-state="on"]').waitFor();
    await page.context().setGeolocation(north(place.position, 40));
    await page.locator("[data-live-announce]", { hasText: "Éclair au chocolat" }).waitFor({ state: "attached" });
    await axe(page);
    calm(page);
    await page.context().close();
  });
});
