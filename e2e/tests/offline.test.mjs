// A list on two devices of one member, in a cellar and on a train: both are edited without a network, both come back, in either
// order, and nothing said on either is lost. Each device has a gate of its own to the house, which is shut without a word.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { add, cached, comesBack, comesIn, CUT, device, kept, row } from "../harness/device.mjs";
import { until } from "../harness/pages.mjs";
import { startTown } from "../harness/town.mjs";

const titles = (page) => page.locator("[data-part=rows] .row-title").allTextContents();
const waits = (page) => page.locator("[data-part=words]");

async function edit(page, title, fill) {
  await row(page, title).locator("[data-do=edit]").click();
  const sheet = page.getByRole("dialog");
  await fill(sheet);
  await sheet.locator("button[type=submit]").first().click();
  await sheet.waitFor({ state: "hidden" });
}

describe("a list without a network", () => {
  let browser;
  let town;
  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  /** A member with three wishes and two devices. */
  async function two(name, options) {
    const phone = await device(browser, town, await town.link("--new-member", name), options);
    const member = await phone.page.locator("body").getAttribute("data-member");
    const desk = await device(browser, town, await town.link("--member", member), options);
    for (const title of ["Un vélo", "Du pain aux olives", "Un livre"]) {
      await phone.page.goto("/me/wishes");
      await phone.page.locator("main input[name=title]").first().fill(title);
      await phone.page.locator("form[action='/me/wishes'] button[type=submit]").first().click();
      await phone.page.getByText(title).first().waitFor();
    }
    for (const { ready, page } of [phone, desk]) {
      await ready();
      await until(async () => (await kept(page)).snapshot.wishes.length === 3, "all three are kept");
    }
    return { phone, desk, member };
  }

  for (const [first, second] of [["phone", "desk"], ["desk", "phone"]]) {
    test(`two devices are edited apart and come together, the ${first} first`, async () => {
      const devices = await two("Camille Le Gall");
      const { phone, desk } = devices;
      phone.door.shut();
      desk.door.shut();
      await phone.page.goto("/me/wishes");
      await waits(phone.page).getByText("Votre liste, telle qu’elle a été vue").waitFor();
      await desk.page.reload();
      await waits(desk.page).getByText("Votre liste, telle qu’elle a été vue").waitFor();
      assert.deepEqual(await titles(phone.page), ["Un livre", "Du pain aux olives", "Un vélo"]);

      await edit(phone.page, "Un vélo", (sheet) => sheet.getByLabel("Qu’espérez-vous").fill("Un vélo rouge"));
      await add(phone.page, "Une lampe");
      await row(phone.page, "Un livre").locator("[data-do=edit]").click();
      await phone.page.getByRole("dialog").getByRole("button", { name: "Retirer" }).click();
      await until(async () => (await titles(phone.page)).length === 3, "the book is off the list");

      await edit(desk.page, "Un vélo", async (sheet) => {
        await sheet.getByLabel("Qu’espérez-vous").fill("Un vélo cargo");
        await sheet.getByLabel("note").fill("avec une caisse");
        await sheet.getByLabel("Combien").fill("2");
      });
      await row(desk.page, "Du pain aux olives").locator("[data-do=up]").click();
      await until(async () => (await titles(desk.page))[0] === "Du pain aux olives", "the bread stands first");

      // The page is closed and opened again before there is a network: all of it is still there.
      await phone.page.reload();
      await row(phone.page, "Une lampe").getByText("attend le réseau").waitFor();
      await waits(phone.page).getByText("3 modifications attendent le réseau.").waitFor();
      if (first === "phone") {
        await fits(phone.page);
        await touchable(phone.page);
        await axe(phone.page);
        await shot(phone.page, "offline-waiting");
      }
      const before = (await phone.page.evaluate(() => [...document.querySelectorAll("[data-part=rows] [data-key]")].map((one) => one.dataset.key)))[0];

      await comesBack(devices[first]);
      await comesBack(devices[second]);
      await comesBack(devices[first]);
      await until(async () => JSON.stringify(await titles(phone.page)) === JSON.stringify(await titles(desk.page)), "both show the same");
      const list = (await kept(phone.page)).snapshot;
      assert.deepEqual(list.wishes, (await kept(desk.page)).snapshot.wishes);
      const by = (title) => list.wishes.find((wish) => wish.title === title);
      const bike = by("Un vélo cargo");
      assert.deepEqual([bike?.note, bike?.quantity], ["avec une caisse", 2], "the later title stands, with what only one device said");
      assert.ok(by("Une lampe") && !by("Un livre"), "added on one device, dropped on it, and so on both");
      assert.equal(by("Une lampe").id, before, "under the id and at the spot its device gave it");
      assert.deepEqual(list.overruled.map(({ value, kept: stands }) => [value, stands]), [["Un vélo rouge", "Un vélo cargo"]]);

      // The other title is offered back, on either device.
      const offer = phone.page.locator("[data-part=back-rows] .row", { hasText: "Un vélo rouge" });
      await offer.waitFor();
      await desk.page.locator("[data-part=back-rows] .row", { hasText: "Un vélo rouge" }).waitFor();
      if (first === "phone") {
        await axe(phone.page);
        await fits(phone.page);
        await shot(phone.page, "offline-offered");
        await offer.getByRole("button", { name: "La reprendre" }).click();
        await until(async () => (await kept(phone.page)).snapshot.wishes.some(({ title }) => title === "Un vélo rouge"), "it is taken again");
      } else await offer.getByRole("button", { name: "Laisser aller" }).click();
      await until(async () => (await kept(phone.page)).snapshot.overruled.length === 0 && (await kept(phone.page)).queue.length === 0, "nothing is offered any more");
      calm(phone.page, CUT);
      calm(desk.page, CUT);
      await phone.close();
      await desk.close();
    });
  }

  test("English, at a desk, by keyboard alone; the browser's own switch is heard", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Gwenn Riou"), { viewport: DESKTOP, locale: "en-GB" });
    await ready();
    await page.goto("/me/wishes?lang=en");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await page.waitForTimeout(300);
    door.shut();
    await page.context().setOffline(true);
    await page.goto("/me");
    await page.getByRole("heading", { name: "My wishes, here on this device" }).waitFor();
    await page.locator("#f-add").focus();
    await page.keyboard.type("A warm scarf");
    await page.keyboard.press("Enter");
    await row(page, "A warm scarf").waitFor();
    await page.keyboard.type("A teapot");
    await page.keyboard.press("Enter");
    await row(page, "A teapot").waitFor();
    assert.deepEqual(await titles(page), ["A teapot", "A warm scarf"], "the newest first, and the box ready for the next");
    await row(page, "A teapot").locator("[data-do=down]").focus();
    await page.keyboard.press("Enter");
    await until(async () => (await titles(page))[1] === "A teapot", "it is moved");
    const stands = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await until(async () => (await stands()) === "Move “A teapot” up", "at the end there is no further down");
    await row(page, "A teapot").locator("[data-do=edit]").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await axe(page);
    await shot(page, "offline-sheet", { full: false });
    await page.keyboard.press("Escape");
    await until(async () => (await stands()) === "Edit “A teapot”", "a closed sheet gives the focus back");
    await row(page, "A warm scarf").locator("[data-do=edit]").click();
    await page.getByRole("dialog").getByRole("button", { name: "Take off" }).click();
    await page.getByRole("button", { name: "Put it back" }).click();
    await row(page, "A warm scarf").waitFor();
    await fits(page);
    await shot(page, "offline-desk");
    door.open();
    await page.context().setOffline(false);
    await until(async () => (await kept(page)).queue.length === 0, "heard at once, and sent");
    await page.getByText("All of it has arrived.").waitFor();
    await page.getByRole("link", { name: "Open my wishes" }).click();
    await page.getByRole("heading", { level: 1, name: "My wishes" }).waitFor();
    await page.getByText("A teapot").first().waitFor();
    calm(page, CUT);
    await close();
  });

  test("a list is called otherwise on two devices without a network; the later name stands, the other is offered back", async () => {
    const phone = await device(browser, town, await town.link("--new-member", "Soazig"));
    const member = await phone.page.locator("body").getAttribute("data-member");
    const desk = await device(browser, town, await town.link("--member", member));
    await phone.page.goto("/me/lists");
    await phone.page.locator("main input[name=name]").fill("Noël");
    await phone.page.getByRole("button", { name: "Créer cette liste" }).click();
    await phone.page.getByText("Noël").first().waitFor();
    for (const { ready, page, door } of [phone, desk]) {
      await page.goto("/me/wishes");
      await ready();
      await until(async () => (await kept(page)).snapshot.lists.length === 1, "the list is kept");
      door.shut();
      await page.goto("/me/wishes");
      await page.locator("[data-part=lists]").getByRole("button", { name: "Noël" }).click();
    }
    const calls = async (page, name) => {
      await page.getByText("Renommer cette liste").click();
      await page.getByLabel("Nom de la liste").fill(name);
      await page.locator("[data-part=name] button[type=submit]").click();
      await page.locator("[data-part=lists]").getByText(name).waitFor();
    };
    await calls(phone.page, "Noël à la mer");
    await phone.page.getByText("Noël à la mer · attend le réseau").waitFor();
    await phone.page.getByText("Renommer cette liste").click();
    await phone.page.getByText("Qui voit une liste se change avec du réseau").waitFor();
    await fits(phone.page);
    await touchable(phone.page);
    await axe(phone.page);
    await shot(phone.page, "offline-list-name");
    await calls(desk.page, "Hiver");
    await comesBack(desk);
    await comesBack(phone);
    await comesBack(desk);
    for (const { page } of [phone, desk]) await until(async () => (await kept(page)).snapshot.lists[0].name === "Hiver", "the later name stands");
    const offer = phone.page.locator("[data-part=back-rows] .row", { hasText: "Noël à la mer" });
    await offer.waitFor();
    await shot(phone.page, "offline-list-offered");
    await offer.getByRole("button", { name: "La reprendre" }).click();
    await until(async () => (await kept(phone.page)).snapshot.lists[0].name === "Noël à la mer", "it is taken again");
    await until(async () => (await kept(phone.page)).snapshot.overruled.length === 0, "and offered no more");
    calm(phone.page, CUT);
    calm(desk.page, CUT);
    await phone.close();
    await desk.close();
  });

  test("a house that fails is not a network that is gone, a slow one is", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Nolwenn"));
    await ready();
    const wrong = await page.goto("/me/wishes/wish_00000000000000000000000000000000");
    assert.equal(wrong.status(), 404, "what the house says is shown as it says it");
    assert.equal(await page.locator("[data-island=offline]").count(), 0);
    door.slow(7_000);
    const began = Date.now();
    await page.goto("/me/wishes");
    assert.ok(Date.now() - began < 6_500, `shown after ${Date.now() - began} ms`);
    await page.locator("[data-island=offline]").waitFor();
    door.slow(0);
    calm(page, [...CUT, "404"]);
    await close();
  });

  test("what the house refuses is kept with its reason, and mended", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Erwan"));
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    // Nothing but signs: no word could ever make it come true.
    await add(page, "!!!");
    await comesBackRefused(page, door);
    const wrong = page.locator("[data-part=not-rows] .row");
    await wrong.waitFor();
    assert.ok((await wrong.locator(".field-error").innerText()).trim().length > 5, "the reason is said");
    await axe(page);
    await shot(page, "offline-refused");
    await wrong.getByRole("textbox").fill("Un chapeau");
    await wrong.getByRole("button", { name: "Envoyer ainsi" }).click();
    await until(async () => (await kept(page)).snapshot.wishes.some(({ title }) => title === "Un chapeau"), "mended, it is taken");
    await row(page, "Un chapeau").waitFor();
    calm(page, CUT);
    await close();
  });

  async function comesBackRefused(page, door) {
    door.open();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await until(async () => (await kept(page)).queue.some(({ problem }) => problem), "the house has refused it");
  }

  test("several lists: chosen, added to, moved between, with price, day and all that stands beside a wish", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Mael"), { theme: "dark" });
    const wish = (digit, more) => ({
      ...{ id: `wish_0193d1e08e7c7c0cae1e3d1e08e7c7c${digit}`, title: "Un sac", state: "open", list: null, order: `i${digit}`, quantity: 1, priority: "usual", note: "" },
      ...{ top_price: null, until: null, archived: false, secret: false, html_url: "/me/wishes", stamps: {}, ...more },
    });
    const list = { id: "list_0193d1e08e7c7c0cae1e3d1e08e7c7c0", name: "Anniversaire de Lou", order: "i", visibility: "private", archived: false };
    const wishes = [
      wish(1, { title: "Un sac à dos", priority: "dearly", quantity: 2, note: "bleu", top_price: { minor: 4950, currency: "EUR" }, until: "2026-12-24T11:00:00Z" }),
      wish(2, { title: "Une carte", state: "paused", best: { price: { minor: 420, currency: "EUR" }, from: false, retailer: "Papeterie", availability: "in", read_at: "2026-11-20T11:00:00Z", fresh: true } }),
      wish(3, { title: "Un chapeau", list: list.id, priority: "someday" }),
      wish(4, { title: "Une vieille envie", archived: true }),
      wish(5, { title: "Un gâteau", state: "fulfilled" }),
    ];
    await page.route("**/api/v1/list", async (route) => {
      const answer = await route.fetch({ headers: { ...route.request().headers(), "if-none-match": "" } });
      await route.fulfill({ response: answer, json: { ...(await answer.json()), lists: [list, { ...list, id: `${list.id.slice(0, -1)}1`, name: "Rangée", archived: true }], wishes } });
    });
    await ready();
    await until(async () => (await kept(page)).snapshot.wishes.length === 5, "they are kept");
    await page.unrouteAll({ behavior: "wait" });
    door.shut();
    await page.goto("/me/lists/none");
    await row(page, "Un sac à dos").getByText(/bleu · 49,50\s€ au plus · jusqu’au 24 décembre/).waitFor();
    await row(page, "Un sac à dos").getByText("× 2").waitFor();
    await row(page, "Un sac à dos").getByText("Très fort").waitFor();
    await row(page, "Une carte").getByText("En pause").waitFor();
    await row(page, "Une carte").getByText(/^4,20\s€ chez Papeterie · En stock · vu le 20 novembre$/).waitFor();
    assert.deepEqual(await titles(page), ["Un sac à dos", "Une carte"], "neither what is elsewhere, nor put away, nor come true");
    await page.getByText("Exaucées").click();
    await page.locator("[data-part=done-rows] .row", { hasText: "Un gâteau" }).waitFor();
    assert.equal(await page.locator("[data-part=lists] button").count(), 2, "a list put away is not chosen");
    await edit(page, "Une carte", (sheet) => sheet.getByLabel("La liste").selectOption({ label: "Anniversaire de Lou" }));
    await until(async () => (await titles(page)).length === 1, "it is on the other list");
    await page.getByRole("button", { name: "Anniversaire de Lou" }).click();
    await row(page, "Une carte").waitFor();
    await add(page, "Un ballon");
    await page.getByRole("button", { name: "Anniversaire de Lou" }).hover();
    assert.deepEqual((await titles(page)).sort(), ["Un ballon", "Un chapeau", "Une carte"]);
    assert.deepEqual((await kept(page)).queue.map(({ field, value }) => [field, value]), [["list", list.id], ["add", { title: "Un ballon", list: list.id }]]);
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, "offline-lists");
    calm(page, CUT);
    await close();
  });

  test("edits wait on every page of the house, and go from there", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Soazig"));
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    await add(page, "Un parapluie");
    door.open();
    await page.goto("/me/consents");
    await until(async () => (await kept(page)).queue.length === 0, "sent by another page of the house");
    await page.goto("/me/wishes");
    await page.getByText("Un parapluie").first().waitFor();
    calm(page, CUT);
    await close();
  });

  test("a session that has ended shows no list; edits wait for their member, whoever begins here meanwhile", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Maryvonne"));
    await page.goto("/me/wishes");
    await page.locator("main input[name=title]").first().fill("Un secret bien gardé");
    await page.locator("form[action='/me/wishes'] button[type=submit]").first().click();
    await page.getByText("Un secret bien gardé").first().waitFor();
    await ready();
    const member = await page.locator("body").getAttribute("data-member");
    door.shut();
    await page.goto("/me/wishes");
    await row(page, "Un secret bien gardé").waitFor();
    await add(page, "Un parapluie");
    await row(page, "Un parapluie").locator("[data-do=edit]").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("note").fill("à pois");
    await page.context().clearCookies();
    door.open();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await waits(page).getByText(/^Votre session est fermée ici\..* Une modification attend le réseau\.$/).waitFor();
    assert.ok(!(await page.content()).includes("secret bien gard"), "the list is gone behind the form one writes in");
    await sheet.locator("button[type=submit]").first().click();
    await waits(page).getByText(/2 modifications attendent le réseau\.$/).waitFor();
    await until(async () => (await kept(page)) === null, "what is written is saved, and then the list is gone");
    assert.ok(!(await page.locator("main").innerText()).match(/parapluie|secret/), "nor is it shown what waits");
    await axe(page);
    await shot(page, "offline-ended");
    // The same without a network: it is not there any more.
    door.shut();
    await page.reload();
    await waits(page).getByText(/2 modifications attendent le réseau\.$/).waitFor();
    assert.ok(!(await page.content()).match(/parapluie|secret bien/));
    door.open();
    // Somebody begins in this browser.
    await comesIn(page, await town.link("--new-member", "Yann"));
    await page.goto("/me/wishes");
    await until(async () => (await kept(page))?.snapshot, "the other's list is kept");
    assert.ok(!JSON.stringify(await kept(page)).match(/parapluie|secret bien/));
    door.shut();
    await page.goto("/me/wishes");
    await page.getByText("Votre liste, telle qu’elle a été vue").waitFor();
    assert.ok(!(await page.content()).match(/parapluie|secret bien/));
    door.open();
    // And the first one comes back: it goes as it was written.
    await comesIn(page, await town.link("--member", member));
    await page.goto("/me/wishes");
    const arrived = async () => (await kept(page))?.snapshot?.wishes.find(({ title }) => title === "Un parapluie");
    await until(async () => (await kept(page))?.queue.length === 0 && (await arrived()), "it is with the house");
    assert.equal((await arrived()).note, "à pois");
    calm(page, [...CUT, "ViewTransition", "401"]);
    await close();
  });

  test("who leaves takes along what is theirs, and loses nobody else's edits", async () => {
    const { page, door, ready, close } = await device(browser, town, await town.link("--new-member", "Annick"));
    await ready();
    const member = await page.locator("body").getAttribute("data-member");
    door.shut();
    await page.goto("/me/wishes");
    await add(page, "Une bouilloire");
    await page.context().clearCookies();
    door.open();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await waits(page).getByText(/^Votre session est fermée ici\./).waitFor();
    await until(async () => (await kept(page)) === null, "her list is gone, her edit waits");
    // Somebody else comes in here, and leaves.
    await comesIn(page, await town.link("--new-member", "Yann"));
    const other = await page.locator("body").getAttribute("data-member");
    await page.goto("/me/wishes");
    await until(async () => (await kept(page))?.snapshot, "the other's list is kept");
    await page.goto("/me/devices");
    const asked = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await Promise.all([page.waitForURL((url) => url.pathname === "/"), page.getByRole("button", { name: "Quitter ce navigateur" }).click()]);
    assert.deepEqual(asked, [], "nothing of his was unsent, and hers is not his to lose");
    await until(async () => (await kept(page)) === null, "his list is gone");
    const all = await page.evaluate(async () => {
      const done = (asked) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
      const database = await done(indexedDB.open("hyperlieu-list"));
      const shelf = await done(database.transaction("kept").objectStore("kept").getAll());
      database.close();
      return JSON.stringify([shelf, { ...localStorage }]);
    });
    assert.ok(all.includes("Une bouilloire"), "hers waits");
    assert.ok(!all.includes(other), "nothing says that he was here");
    assert.ok(!(await page.content()).match(/bouilloire/));
    // And she comes back.
    await comesIn(page, await town.link("--member", member));
    await page.goto("/me/wishes");
    const arrived = async () => (await kept(page))?.snapshot?.wishes.some(({ title }) => title === "Une bouilloire");
    await until(async () => (await kept(page))?.queue.length === 0 && (await arrived()), "it is with the house");
    // The last one leaves nothing at all.
    await page.goto("/me/devices");
    await Promise.all([page.waitForURL((url) => url.pathname === "/"), page.getByRole("button", { name: "Quitter ce navigateur" }).click()]);
    const left = await page.evaluate(async () => [(await indexedDB.databases()).map(({ name }) => name), localStorage.length]);
    assert.deepEqual(left, [[], 0]);
    calm(page, [...CUT, "ViewTransition", "401"]);
    await close();
  });

  test("nothing of a member is in the cache, and who leaves or is followed by another leaves nothing", async () => {
    const link = await town.link("--new-member", "Camille Le Gall");
    const { page, door, ready, close } = await device(browser, town, link);
    await page.goto("/me/wishes");
    await page.locator("main input[name=title]").first().fill("Un secret bien gardé");
    await page.locator("form[action='/me/wishes'] button[type=submit]").first().click();
    await page.getByText("Un secret bien gardé").first().waitFor();
    await ready();
    const member = await page.locator("body").getAttribute("data-member");
    const all = await cached(page);
    assert.ok(all.length >= 8, "the house's files and its empty pages");
    for (const { url, text } of all) {
      for (const own of ["secret bien gard", "Camille", member]) assert.ok(!text.includes(own), `${own} in ${url}`);
      assert.match(new URL(url).pathname, /^\/(assets\/|me\/wishes\/offline)/);
    }
    // Another member comes in on the same browser.
    const other = await town.link("--new-member", "Yann");
    await comesIn(page, other);
    await page.goto("/me/wishes");
    await until(async () => (await kept(page))?.member !== member && (await kept(page))?.snapshot, "the first member's list is gone");
    assert.ok(!JSON.stringify(await kept(page)).includes("secret bien gard"));
    // And leaves: asked first, for an edit has not arrived.
    door.shut();
    await page.goto("/me/wishes");
    await add(page, "Une boussole");
    await page.route("**/api/v1/list/edits", (route) => route.abort());
    door.open();
    await page.goto("/me/devices");
    const leave = page.getByRole("button", { name: "Quitter ce navigateur" });
    // The worker may have sent it behind the page's back; then there is nothing to ask.
    const waits = await page.locator("[data-waiting]:not([hidden])").first().waitFor({ timeout: 4_000 }).then(() => true, () => false);
    if (waits) {
      const asked = [];
      page.once("dialog", (dialog) => {
        asked.push(dialog.message());
        void dialog.dismiss();
      });
      await leave.click();
      await until(() => asked.length === 1, "it is asked first");
      assert.match(asked[0], /Une modification faite sur cet appareil n’est pas encore arrivée/);
      assert.equal((await kept(page)).queue.length, 1);
      await leave.scrollIntoViewIfNeeded();
      await shot(page, "offline-leave", { full: false });
    } else assert.equal((await kept(page)).queue.length, 0, "it has arrived");
    page.once("dialog", (dialog) => void dialog.accept());
    await Promise.all([page.waitForURL((url) => url.pathname === "/"), leave.click()]);
    await until(async () => (await kept(page)) === null, "nothing is kept");
    door.shut();
    await page.goto("/me/wishes").catch(() => null);
    // The browser's own page of errors takes the place of ours, and cannot be read while it comes.
    let shown = null;
    await until(async () => (shown = await page.content().catch(() => null)) !== null, "something is shown");
    assert.ok(!shown.includes("Une boussole"));
    calm(page, [...CUT, "ViewTransition"]);
    await close();
  });
});
