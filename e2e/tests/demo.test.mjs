// The demonstration, as somebody meets it who has just started it: step into Camille and be surprised, step into a shop,
// look after the town, watch it live.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot } from "../harness/checks.mjs";
import { startDemo } from "../harness/town.mjs";

const INVENTED = "les personnes sont inventés";

describe("the demonstration", () => {
  let browser;
  let demo;

  before(async () => {
    [browser, demo] = await Promise.all([launch(), startDemo()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  test("the first page offers people to step into, and says that they are invented", async () => {
    const page = await newPage(browser, { viewport: PHONE, baseURL: demo.address });
    await page.goto("/");
    for (const name of ["Camille", "Solène"]) await page.getByRole("heading", { name }).waitFor();
    assert.ok((await page.locator("#personas form").count()) >= 5);
    await page.getByText(INVENTED).waitFor();
    await fits(page);
    await axe(page);
    await shot(page, "demo-first");
    calm(page);
    await page.context().close();
  });

  test("Camille's page surprises her within half a minute", async () => {
    const page = await newPage(browser, { viewport: PHONE, baseURL: demo.address });
    await page.goto("/");
    await page.locator("#personas .card", { hasText: "Camille" }).locator("button").click();
    await page.waitForURL("**/me");
    const before = Date.now();
    await page.locator('[data-live-state="open"]').waitFor();
    const card = page.locator("[data-suggestion]").first();
    await card.waitFor({ timeout: 30_000 });
    console.log(`from Camille's page to her suggestion: ${Date.now() - before} ms`);
    assert.match(await card.innerText(), /Vous espériez/);
    assert.equal(await page.locator("[data-walk]").count(), 0, "where the person at the screen is, the demonstration does not ask");
    await page.getByText(INVENTED).waitFor();
    await fits(page);
    await axe(page);
    await shot(page, "demo-camille");
    await card.getByRole("link", { name: "Pourquoi ?" }).click();
    await page.getByRole("dialog").getByText("il n’y en a pas d’autres").waitFor();
    calm(page);
    await page.context().close();
  });

  test("behind a counter there are offers, and a code to type", async () => {
    const page = await newPage(browser, { viewport: DESKTOP, locale: "en-GB", baseURL: demo.address });
    await page.goto("/");
    await page.locator("#personas .card", { hasText: "Behind the counter" }).first().locator("button").click();
    await page.waitForURL("**/shop/**");
    await page.getByLabel("Encounter code").waitFor();
    assert.ok((await page.locator("#offers .row").count()) > 0);
    await axe(page);
    await shot(page, "demo-counter");
    calm(page);
    await page.context().close();
  });

  test("the placemaster's town is alive", async () => {
    const page = await newPage(browser, { viewport: DESKTOP, locale: "en-GB", baseURL: demo.address });
    await page.goto("/");
    await page.locator("#personas .card", { hasText: "Looking after the neighbourhood" }).locator("button").click();
    await page.waitForURL("**/town");
    await page.locator("[data-refresh=health] .stat").first().waitFor();
    const present = await page.locator("[data-refresh=health] .stat-value").first().innerText();
    assert.match(present, /^(≥ \d+0|< 10)$/, "people are about, counted in tens");
    calm(page);
    await page.context().close();
  });

  test("the map shows people walking", async () => {
    const page = await newPage(browser, { viewport: DESKTOP, locale: "fr-FR", baseURL: demo.address });
    await page.goto("/");
    await page.getByRole("link", { name: "Voir le plan en direct" }).click();
    await page.waitForSelector('[data-map-state="drawn"]', { timeout: 30_000 });
    const walkers = () => page.evaluate(() => document.querySelector(".map-walkers")?.toDataURL() ?? "");
    const first = await walkers();
    await page.waitForTimeout(1_500);
    const then = await walkers();
    assert.ok(first.length > 0 && then !== first, "what is drawn over the map moves");
    await fits(page);
    await axe(page);
    await shot(page, "demo-watch", { full: false });
    calm(page);
    await page.context().close();
  });
});
