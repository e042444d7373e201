// What comes, in French, on a phone: whoever stands before a shop is told that its offer begins in ten minutes and that its
// neighbour opens in ten; and when an offer's time has come, it is said on the open page by itself.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { noQuietHours, north, startTown } from "../harness/town.mjs";

const MINUTE_MS = 60_000;
const ZONE = "Europe/Paris";
const euros = (minor) => ({ minor, currency: "EUR" });

/** The weekday and the hour of the town's clocks, as OSM and as a sentence write them. */
function clock(at) {
  const part = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options }).format(at);
  const hour = part({ hour: "2-digit", minute: "2-digit" });
  return { day: part({ weekday: "short" }).slice(0, 2), hour, said: hour.replace(/^0/, "").replace(":", " h ").replace(/ h 00$/, " h") };
}

const words = (text) => text.replaceAll(/\s/g, " ");

describe("what comes", () => {
  let browser;
  let town;
  let baker;
  let neighbour;
  let page;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    baker = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    neighbour = await town.shop("food/bread", "La flûte gana");
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const row = (title) => page.locator("#soon .row").filter({ hasText: title });

  test("an offer that begins in ten minutes is told as such to who comes near, on the open page", async () => {
    const begins = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 10 * MINUTE_MS);
    await town.publish(baker, { title: "Brioche au beurre", price: euros(400), reach_m: 90, from: begins.toISOString() });
    page = await newPage(browser, { viewport: PHONE, locale: "fr-FR", geolocation: north(baker.position, 400), baseURL: town.address });
    await page.goto("/");
    await page.getByLabel("Qu’espérez-vous ?").fill("brioche");
    await page.getByRole("button", { name: "Commencer ma liste" }).click();
    await page.waitForURL("**/me");
    await noQuietHours(page);
    await page.goto("/me");
    await page.locator('[data-live-state="open"]').waitFor();
    await page.getByRole("switch", { name: "Mode balade" }).click();
    await page.locator('[data-walk-state="on"]').waitFor();
    assert.equal(await page.locator("#soon").count(), 0, "400 m is beyond the offer's reach");

    await page.context().setGeolocation(north(baker.position, 40));
    await row("Brioche au beurre").waitFor();
    const told = words(await row("Brioche au beurre").innerText());
    assert.match(told, new RegExp(`${baker.name} · 40 m`));
    assert.match(told, new RegExp(`commence à ${clock(begins).said} · dans (9|10) minutes`), told);
    assert.equal(await page.locator("[data-suggestion]").count(), 0, "nothing is said before");
    await page.getByText("Si vous restez par ici").waitFor();
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, "soon-begins");
  });

  test("so is a shop that opens in ten minutes", async () => {
    const opens = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 10 * MINUTE_MS);
    const { day, hour, said } = clock(opens);
    await town.opens(neighbour, `${day} ${hour}-24:00`);
    await town.publish(neighbour, { title: "Brioche aux pralines", price: euros(350), reach_m: 90 });
    await page.context().setGeolocation(north(neighbour.position, 30));
    await row("Brioche aux pralines").waitFor();
    const told = words(await row("Brioche aux pralines").innerText());
    assert.match(told, new RegExp(`${neighbour.name} · 30 m`));
    assert.match(told, new RegExp(`ouvre à ${said} · dans (9|10) minutes`), told);
    assert.equal(await page.locator("[data-suggestion]").count(), 0);
    await axe(page);
    await shot(page, "soon-opens");
  });

  test("when its time has come it is said, and is no longer to come", async () => {
    await page.context().setGeolocation(north(baker.position, 40));
    await row("Brioche au beurre").waitFor();
    const begins = new Date(Date.now() + 8_000);
    await town.publish(baker, { title: "Petite brioche", price: euros(150), reach_m: 90, from: begins.toISOString() });
    await page.reload();
    await row("Petite brioche").waitFor();
    await page.locator("[data-suggestion]").getByText("Petite brioche").waitFor();
    assert.ok(Date.now() >= begins.getTime(), "not before");
    await row("Petite brioche").waitFor({ state: "detached" });
    await axe(page);
    await shot(page, "soon-has-come");
    calm(page);
    await page.context().close();
  });
});
