// What lies around a wish: where it can be met now and the way there, what is on, what became cheaper, and where one is told. Each
// page in both languages on a phone and a desktop, with what is typed wrong and what is there to be found.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { enter, startDemo, startTown } from "../harness/town.mjs";

/** Looks at a page as everybody may meet it; ends on a phone, in French. */
async function looked(page, path, name) {
  for (const [lang, how, size] of [["en", "desktop", DESKTOP], ["en", "phone", PHONE], ["fr", "desktop", DESKTOP], ["fr", "phone", PHONE]]) {
    await page.setViewportSize(size);
    await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
    await fits(page);
    if (size === PHONE) await touchable(page);
    await axe(page);
    await shot(page, `around-${name}-${lang}-${how}`);
  }
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await fits(page);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

describe("where a wish can be met, and the way there", () => {
  let browser;
  let town;
  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown({ HYPERLIEU_PUSH_CONTACT: "mailto:maison@example.org" })]);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  test("the nearest and the cheapest, by the way one goes", async () => {
    const [near, far] = await Promise.all([town.shop("food/bread", "Chez Yoonmi et Jean Philippe"), town.shop("books", "Libellune")]);
    await town.publish(near, { title: "Lampe de chevet en laiton", price: { minor: 3_500, currency: "EUR" }, stock: 2 });
    await town.publish(far, { title: "Lampe de chevet bleue", price: { minor: 3_400, currency: "EUR" }, stock: 1 });
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-member", "Camille"));
    await page.goto("/me/wishes?lang=fr");
    await page.locator("form[action='/me/wishes'] [name=title]").fill("lampe de chevet");
    await Promise.all([page.waitForEvent("load"), page.locator("form[action='/me/wishes'] button[type=submit]").click()]);
    const wish = (await (await page.request.get("/api/v1/wishes")).json()).items[0].id;
    await page.goto(`/me/wishes/${wish}?lang=fr`);
    await page.getByRole("link", { name: "Voir où le trouver" }).click();
    await page.waitForURL("**/where");
    const said = await page.locator("main").innerText();
    for (const told of ["Lampe de chevet", "34,00", "35,00"]) assert.ok(said.replaceAll("\u00a0", " ").includes(told), `${told} in ${said}`);
    await looked(page, `/me/wishes/${wish}/where`, "where");
    // The chips of order are links: the keyboard reaches them.
    const order = page.locator("main nav.chips a").first();
    await order.focus();
    await Promise.all([page.waitForURL("**order=*"), page.keyboard.press("Enter")]);
    await page.goto("/me/travel");
    await page.locator("[name=car_cents_per_km]").fill("beaucoup");
    await page.locator("form[action='/me/travel'] button[type=submit]").click();
    await page.locator("#f-car_cents_per_km-error").waitFor();
    assert.equal(await page.locator("[name=car_cents_per_km]").inputValue(), "beaucoup", "what was typed is still there");
    await axe(page);
    await page.locator("[name=car_cents_per_km]").fill("50");
    await page.locator("[name=way]").selectOption({ index: 1 });
    await page.locator("form[action='/me/travel'] button[type=submit]").click();
    await page.locator(".toast").first().waitFor();
    await looked(page, "/me/travel", "travel");
    assert.equal(await page.locator("[name=car_cents_per_km]").inputValue(), "50");
    calm(page, ["422"]);
    await page.context().close();
  });

  test("where one is told: nothing but the page until it is chosen", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-member", "Noor"));
    await looked(page, "/me/channels", "channels");
    assert.equal(await page.locator("[name=news]").inputValue(), "page");
    await page.locator("[name=news]").selectOption("push");
    await page.locator("form[action='/me/channels'] button[type=submit]").first().click();
    await page.getByText("aucun appareil n’en reçoit encore").waitFor();
    await page.reload();
    assert.equal(await page.locator("[name=news]").inputValue(), "push");
    await looked(page, "/me/news", "news-none");
    calm(page);
    await page.context().close();
  });

  test("the placemaster names calendars; what is none is said beside its field or beside the calendar", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    await enter(page, await town.link("--new-placemaster", "Maïwenn"));
    await page.goto("/house/feeds?lang=fr");
    const send = () => page.locator("form[action='/house/feeds'] button[type=submit]").click();
    await page.getByLabel("Son nom").fill("La salle");
    // The browser itself would refuse it: what another one sends is refused by the house.
    await page.locator("form[action='/house/feeds']").evaluate((form) => form.setAttribute("novalidate", ""));
    await page.getByLabel("Son adresse").fill("salle.ics");
    await send();
    await page.locator("#f-url-error").waitFor();
    assert.equal(await page.getByLabel("Son nom").inputValue(), "La salle");
    await page.getByLabel("Son adresse").fill("https://salle.example/agenda.ics");
    await send();
    await page.getByText("La salle", { exact: true }).waitFor();
    await looked(page, "/house/feeds", "feeds");
    await page.getByRole("button", { name: "Retirer" }).click();
    await page.getByText("La salle", { exact: true }).waitFor({ state: "detached" });
    await looked(page, "/agenda", "agenda-none");
    calm(page, ["422"]);
    await page.context().close();
  });
});

describe("in the demonstration", () => {
  let browser;
  let demo;
  before(async () => {
    [browser, demo] = await Promise.all([launch(), startDemo(["--walkers", "0"])]);
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const camille = async () => {
    const page = await newPage(browser, { baseURL: demo.address });
    await page.goto("/");
    await page.locator("#personas .card", { hasText: "Camille" }).locator("button").click();
    await page.waitForURL("**/me");
    return page;
  };

  test("what is on can be wished for, and the wish tells when", async () => {
    const page = await camille();
    await looked(page, "/agenda", "agenda");
    const row = page.locator(".row", { hasText: "Concert au port" });
    await row.getByRole("button", { name: "J’en ai envie" }).click();
    await page.waitForURL("**/me/wishes/read");
    assert.equal(await page.getByLabel("Qu’espérez-vous").inputValue(), "voir Concert au port");
    await page.getByRole("button", { name: "Ajouter à ma liste" }).click();
    await page.waitForURL("**/me/wishes");
    await page.getByLabel("Modifier « voir Concert au port »").click();
    await page.getByRole("link", { name: "Voir où le trouver" }).click();
    await page.waitForURL("**/where");
    await page.getByText("Concert au port", { exact: true }).last().waitFor();
    await looked(page, new URL(page.url()).pathname, "where-event");
    calm(page);
    await page.context().close();
  });

  test("lists, promises and pages with a history are there, and Camille sees no promise on her own list", async () => {
    const page = await camille();
    await page.goto("/me/wishes?lang=fr");
    await page.getByRole("link", { name: "Noël" }).first().click();
    await page.waitForURL("**/me/lists/*");
    const list = new URL(page.url()).pathname;
    const said = await page.locator("main").innerText();
    for (const told of ["Un vélo d’occasion", "Des bougies parfumées"]) assert.ok(said.includes(told), `${told} in ${said}`);
    assert.ok(!/Maïwenn|Annick|40,00/.test(said), "nothing of what others promised");
    await looked(page, list, "list");
    await looked(page, "/me/circles", "circles");
    await looked(page, "/me/gifts", "gifts");
    await page.getByText("Des verres à cidre").waitFor();
    await page.goto("/me/wishes");
    await page.getByRole("link", { name: "Perceuse visseuse sans fil 18 V" }).first().click();
    await page.getByText("74,90").first().waitFor();
    await looked(page, new URL(page.url()).pathname, "wish-with-a-history");
    await looked(page, "/me/news", "news");
    calm(page);
    await page.context().close();
  });
});
