// A member's day, in English, at a desk: a link in, a wish with its terms and its mistakes, a shop told to be silent, the why of
// a suggestion, and the switch: what is walked while it is off was never walked.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot } from "../harness/checks.mjs";
import { enter, noQuietHours, north, startTown } from "../harness/town.mjs";

const BREAD = { title: "Olive bread", price: { minor: 320, currency: "EUR" }, reach_m: 120 };

describe("a member at home", () => {
  let browser;
  let town;
  let page;
  let spoken;
  let silenced;
  let told;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    spoken = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    silenced = await town.shop("food/bread", "La flûte gana");
    await Promise.all([town.publish(spoken, BREAD), town.publish(silenced, { ...BREAD, price: { minor: 100, currency: "EUR" } })]);
    page = await newPage(browser, { viewport: DESKTOP, locale: "en-GB", geolocation: north(spoken.position, 400), baseURL: town.address });
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  test("a link opens once", async () => {
    const link = await town.link("--new-member", "Camille Le Gall");
    await enter(page, link);
    assert.equal(new URL(page.url()).pathname, "/me");
    const other = await newPage(browser, { locale: "en-GB", baseURL: town.address });
    await other.goto(link);
    await other.locator("main button[type=submit]").click();
    await other.locator(".problem").waitFor();
    assert.equal(await other.locator("[data-walk]").count(), 0, "a spent link lets nobody in");
    await axe(other);
    await other.context().close();
  });

  test("the page speaks the language that is asked of it", async () => {
    await page.goto("/me");
    if ((await page.locator("html").getAttribute("lang")) === "en") {
      await page.getByRole("link", { name: "Français" }).click();
    }
    await page.getByRole("heading", { name: "Bonjour Camille Le Gall" }).waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { name: "Hello Camille Le Gall" }).waitFor();
    await page.goto("/me/wishes");
    assert.equal(await page.locator("html").getAttribute("lang"), "en", "the choice is kept");
  });

  test("a form with a mistake comes back filled, the mistake beside its field", async () => {
    await page.getByLabel("What are you hoping for?").fill("olive bread");
    await page.getByText("Price, distance, date…").click();
    await page.getByLabel("Top price").fill("a little");
    await page.getByLabel("How far you would go").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add to my list" }).click();
    const price = page.getByLabel("Top price");
    assert.equal(await price.getAttribute("aria-invalid"), "true");
    const error = page.locator(`#${(await price.getAttribute("aria-describedby")).trim().split(" ").at(-1)}`);
    assert.match(await error.innerText(), /Write an amount/);
    assert.equal(await page.getByLabel("What are you hoping for?").inputValue(), "olive bread");
    assert.equal(await price.inputValue(), "a little");
    assert.ok(await price.isVisible(), "the folded part stands open when its field is wrong");
    await fits(page);
    await axe(page);
    await shot(page, "member-mistake");

    await price.fill("4.50");
    await page.getByRole("button", { name: "Add to my list" }).click();
    const row = page.locator("#hoped .row", { hasText: "olive bread" });
    await row.waitFor();
    assert.match(await row.innerText(), /€4\.50 at most/);
  });

  test("a shop is told to be silent", async () => {
    await noQuietHours(page);
    await page.locator("form[action='/me/consents'] [name=talk_organisation]").selectOption({ label: silenced.name });
    await page.locator("#talk").getByRole("button", { name: "Save" }).click();
    await page.locator("#standing").getByText(`${silenced.name} does not speak to you`).waitFor();
    await fits(page);
    await axe(page);
    await shot(page, "member-consents");
  });

  test("walking by both, only the other one speaks, and says why", async () => {
    await page.goto("/me");
    await page.locator('[data-live-state="open"]').waitFor();
    const first = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/moments"));
    await page.getByRole("switch", { name: "Shopper mode" }).click();
    await first;
    await page.context().setGeolocation(north(spoken.position, 15));
    const card = page.locator("[data-suggestion]");
    await card.waitFor();
    assert.match(await card.innerText(), /Chez Yoonmi/);
    assert.match(await card.innerText(), /€1\.30 less than you were ready to pay/);
    await page.getByRole("link", { name: "Why?" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("there are no others").waitFor();
    await axe(page);
    await shot(page, "member-why", { full: false });
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 1, "the silenced shop stays silent");
    const why = await page.request.get(`/api/v1/suggestions`);
    told = (await why.json()).items.length;
    assert.equal(told, 1);
  });

  test("switched off, the same walk leaves nothing, and the page says so", async () => {
    const sent = [];
    page.on("request", (request) => request.url().endsWith("/api/v1/moments") && sent.push(request.url()));
    await page.getByRole("switch", { name: "Shopper mode" }).click();
    await page.locator('[data-walk="off"]').waitFor();
    assert.match(await page.locator("[data-walk]").innerText(), /Off: no position is kept or used/);
    assert.match(await page.locator("[data-walk-state]").innerText(), /Off/);
    await town.publish(spoken, { ...BREAD, title: "Olive bread, still warm" });
    for (const metres of [200, 100, 40, 10]) {
      await page.context().setGeolocation(north(spoken.position, metres));
      await page.waitForTimeout(150);
    }
    assert.deepEqual(sent, [], "the page sends no position");
    // And a program that insists is told no.
    const at = new Date().toISOString();
    const refused = await page.request.post("/api/v1/moments", {
      data: { lat: spoken.position.lat, lon: spoken.position.lon, accuracy_m: 8, at, source: "page" },
      headers: { origin: town.address },
    });
    assert.equal((await refused.json()).code, "mode-off");
    const after = await (await page.request.get("/api/v1/suggestions")).json();
    assert.equal(after.items.length, told, "nothing new was suggested");
    assert.doesNotMatch(town.log(), /47\.65/, "no position in the log");
    await shot(page, "member-off");
  });

  test("the evening colours are chosen once", async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const day = await ground();
    await page.locator("[data-theme-switch]").click();
    await page.locator("[data-theme-switch]").click();
    const evening = await ground();
    assert.notEqual(evening, day);
    await page.goto("/me/consents");
    assert.equal(await ground(), evening, "the choice goes with the person from page to page");
    await axe(page);
    await shot(page, "member-dark");
    calm(page, ["422", "400"]);
  });
});
