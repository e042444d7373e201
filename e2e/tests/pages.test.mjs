// Every page there is, as each of those who may see it: both languages, phone and desktop, by day and by evening; axe finds
// nothing serious, nothing sticks out, everything can be touched, and twice the text still fits.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, touchable } from "../harness/checks.mjs";
import { enter, noQuietHours, north, startTown } from "../harness/town.mjs";

const ECLAIR = { title: "Éclair au chocolat", price: { minor: 250, currency: "EUR" }, reference_price: { minor: 300, currency: "EUR" }, stock: 9, reach_m: 500 };

/** A member whose pages have something on them: wishes, a consent, a suggestion, an encounter that awaits them. */
async function liveALittle(page) {
  await page.goto("/me/wishes");
  for (const title of ["éclairs au chocolat", "une perceuse à emprunter"]) {
    await page.locator("form[action='/me/wishes'] [name=title]").fill(title);
    await Promise.all([page.waitForEvent("load"), page.locator("form[action='/me/wishes'] button[type=submit]").click()]);
  }
  await noQuietHours(page);
  await page.locator("[name=talk_organisation]").selectOption({ index: 3 });
  await page.locator("#talk button[type=submit]").click();
  await page.locator("#standing .row").waitFor();
  await page.goto("/me");
  await page.locator('[data-live-state="open"]').waitFor();
  await page.locator("[data-walk] [role=switch]").click();
  await page.locator("[data-suggestion]").waitFor();
  const id = await page.locator("[data-suggestion]").getAttribute("id");
  await page.locator("button[value=taken]").click();
  await page.locator(".code-digits").waitFor();
  return id;
}

describe("every page", () => {
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

  const shop = () => `/shop/${place.organisation}`;
  const offer = async () => (await town.api(`/offers?organisation=${place.organisation}`)).items[0].id;
  const roles = {
    stranger: {
      come: async () => ["/", "/start", "/map", "/map?q=zzz", `/places/${place.id}`, "/api", "/api/problems", "/in/nothing"],
    },
    member: {
      come: async (page) => {
        await enter(page, await town.link("--new-member", "Camille Le Gall-Kermarrec"));
        const suggestion = await liveALittle(page);
        const wish = (await (await page.request.get("/api/v1/wishes")).json()).items[0].id;
        return ["/me", "/me/wishes", "/me/wishes/scan", "/me/wishes/offline", "/me/wishes/new?gtin=3017620422003", `/me/wishes/${wish}`, "/me/consents", "/me/devices", "/me/encounters", `/suggestions/${suggestion}/why`, `/places/${place.id}`];
      },
    },
    associate: {
      come: async (page) => {
        await enter(page, await town.link("--new-member", "Dominique", "--associate-of", place.organisation));
        return [shop(), `${shop()}/offers`, `${shop()}/offers/${await offer()}`, `${shop()}/import`];
      },
    },
    placemaster: {
      come: async (page) => {
        await enter(page, await town.link("--new-placemaster", "Maïwenn"));
        return ["/town", "/town/import", `/town/places/${place.id}`, "/town/health"];
      },
    },
  };

  for (const [role, { come }] of Object.entries(roles)) {
    test(`for ${role === "associate" ? "an" : "a"} ${role}`, async () => {
      const page = await newPage(browser, { viewport: DESKTOP, locale: "fr-FR", geolocation: north(place.position, 30), baseURL: town.address });
      for (const path of await come(page)) {
        for (const lang of ["fr", "en"]) {
          await page.setViewportSize(PHONE);
          await page.emulateMedia({ colorScheme: lang === "fr" ? "light" : "dark" });
          await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
          assert.equal(await page.locator("html").getAttribute("lang"), lang, path);
          assert.ok((await page.title()).endsWith("Hyperlieu"), path);
          await fits(page);
          await touchable(page);
          await axe(page);
          await page.emulateMedia({ colorScheme: lang === "fr" ? "dark" : "light" });
          await page.setViewportSize(DESKTOP);
          await fits(page);
          await axe(page);
          await page.setViewportSize(PHONE);
          await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
          await fits(page);
        }
      }
      calm(page, ["404", "410"]);
      await page.context().close();
    });
  }
});
