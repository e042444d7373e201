// A list is put in order by hand: with a mouse, with a finger, with the keyboard alone, and without a network; and a wish is given a
// picture of one's own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, still, touchable } from "../harness/checks.mjs";
import { comesBack, CUT, device, row } from "../harness/device.mjs";
import { until } from "../harness/pages.mjs";
import { enter, startTown } from "../harness/town.mjs";

const TITLES = ["Un vélo", "Du thé vert", "Une lampe", "Un livre de recettes", "Des verres à pied", "Un plaid", "Une théière", "Un tapis", "Un fauteuil"];

describe("a list put in order by hand", () => {
  let browser;
  let town;
  let phone;
  let desk;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
    phone = await newPage(browser, { baseURL: town.address });
    desk = await newPage(browser, { viewport: DESKTOP, baseURL: town.address });
    await enter(phone, await town.link("--new-member", "Camille Le Gall"));
    await desk.context().addCookies(await phone.context().cookies());
    for (const title of TITLES.toReversed()) {
      await phone.goto("/me/wishes");
      await phone.getByLabel("Qu’espérez-vous ?").fill(title);
      await phone.getByRole("button", { name: "Ajouter à ma liste" }).click();
      await phone.waitForSelector(`#hoped .row-title:has-text("${title}")`);
    }
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const titles = (page) => page.locator("#hoped .row-title").allInnerTexts();
  const line = (page, title) => page.locator("#hoped [data-key]", { hasText: title });
  const grip = (page, title) => page.getByRole("button", { name: `Déplacer « ${title} »` });
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  };
  /** How far a row is to be moved to stand ahead of another one. */
  const ahead = async (row, other) => (await middle(other)).y - (await middle(row)).y - 16;
  /** Waits until the page has come to rest: a swipe that was let go carries it on. */
  const rests = async (page) => {
    let [before, now] = [NaN, await page.evaluate(() => scrollY)];
    while (now !== before) {
      await page.waitForTimeout(300);
      [before, now] = [now, await page.evaluate(() => scrollY)];
    }
  };
  const centred = async (page, locator) => {
    await rests(page);
    await locator.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
    await page.waitForTimeout(300);
  };
  /** Waits until the house has said where everything stands. */
  const settled = async (page, act) => {
    const answer = page.waitForResponse((one) => one.url().includes("arrange=1") && one.request().method() === "GET");
    await act();
    await answer;
    await page.waitForTimeout(150);
  };

  test("with a mouse, the others step aside, and every open page follows", async () => {
    await phone.goto("/me/wishes");
    await desk.goto("/me/wishes?arrange=1");
    assert.deepEqual(await titles(desk), TITLES);
    await centred(desk, line(desk, "Du thé vert"));
    const [from, to] = [await middle(grip(desk, "Un vélo")), await middle(line(desk, "Une lampe"))];
    await settled(desk, async () => {
      await desk.mouse.move(from.x, from.y);
      await desk.mouse.down();
      await desk.mouse.move(from.x, from.y + 12, { steps: 3 });
      await desk.mouse.move(from.x, to.y + 14, { steps: 12 });
      await shot(desk, "arrange-drag-desktop", { full: false });
      assert.deepEqual((await titles(desk)).slice(0, 3), ["Du thé vert", "Une lampe", "Un vélo"], "while it is held");
      await desk.mouse.up();
    });
    assert.deepEqual((await titles(desk)).slice(0, 3), ["Du thé vert", "Une lampe", "Un vélo"]);
    await until(async () => (await titles(phone))[2] === "Un vélo", "the phone shows it, too");
    // Put back where it was with Escape, while the button is still down.
    const [again, top] = [await middle(grip(desk, "Un vélo")), await middle(line(desk, "Du thé vert"))];
    await desk.mouse.move(again.x, again.y);
    await desk.mouse.down();
    await desk.mouse.move(again.x, top.y - 20, { steps: 10 });
    assert.equal((await titles(desk))[0], "Un vélo");
    await desk.keyboard.press("Escape");
    await desk.mouse.up();
    assert.equal((await titles(desk))[0], "Du thé vert");
    await desk.reload();
    assert.equal((await titles(desk))[0], "Du thé vert");
    await fits(desk);
    await axe(desk);
  });

  test("by keyboard alone, and a reader of screens is told", async () => {
    const said = desk.locator("[data-arrange-say]");
    await grip(desk, "Un vélo").focus();
    await desk.keyboard.press("Space");
    assert.equal(await said.innerText(), "Vous la tenez, en place 3 sur 9.");
    await desk.keyboard.press("ArrowUp");
    await desk.keyboard.press("ArrowUp");
    assert.equal(await said.innerText(), "Place 1 sur 9.");
    await shot(desk, "arrange-keys-desktop", { full: false });
    await desk.keyboard.press("Escape");
    assert.equal(await said.innerText(), "Elle est restée où elle était.");
    assert.equal((await titles(desk))[2], "Un vélo");
    await desk.keyboard.press("Enter");
    await desk.keyboard.press("End");
    await settled(desk, () => desk.keyboard.press("Enter"));
    assert.equal((await titles(desk)).at(-1), "Un vélo");
    assert.equal(await desk.evaluate(() => document.activeElement?.getAttribute("aria-label")?.replaceAll("\u00a0", " ")), "Déplacer « Un vélo »", "one stands where one stood");
    await desk.keyboard.press("Space");
    await desk.keyboard.press("Home");
    await settled(desk, () => desk.keyboard.press("Space"));
    assert.equal((await titles(desk))[0], "Un vélo");
    await desk.reload();
    assert.equal((await titles(desk))[0], "Un vélo", "the house knows");
  });

  test("with a finger: a long press takes the row, a swipe scrolls the page", async () => {
    await phone.goto("/me/wishes?arrange=1");
    const touch = await phone.context().newCDPSession(phone);
    const finger = (type, point) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [{ x: point.x, y: point.y }] : [] });
    const before = await titles(phone);
    await line(phone, "Du thé vert").scrollIntoViewIfNeeded();
    // A swipe that begins on a row.
    let at = await middle(line(phone, "Une lampe").locator(".row-title"));
    const scrolled = await phone.evaluate(() => scrollY);
    await finger("touchStart", at);
    for (let step = 1; step <= 8; step += 1) await finger("touchMove", { x: at.x, y: at.y - step * 20 });
    await finger("touchEnd");
    await until(async () => (await phone.evaluate(() => scrollY)) > scrolled + 50, "the page scrolls");
    assert.deepEqual(await titles(phone), before);
    // A long press on the row, then the same way.
    await centred(phone, line(phone, "Une lampe"));
    at = await middle(line(phone, "Une lampe").locator(".row-title"));
    const far = await ahead(line(phone, "Une lampe"), line(phone, "Du thé vert"));
    const stood = await phone.evaluate(() => scrollY);
    await settled(phone, async () => {
      await finger("touchStart", at);
      await phone.waitForTimeout(500);
      for (let step = 1; step <= 10; step += 1) await finger("touchMove", { x: at.x, y: at.y + (far * step) / 10 });
      await shot(phone, "arrange-drag-phone", { full: false });
      await finger("touchEnd");
    });
    assert.equal(await phone.evaluate(() => scrollY), stood, "meanwhile the page stands still");
    const [first, second] = [before.indexOf("Du thé vert"), before.indexOf("Une lampe")];
    assert.ok(first < second);
    const now = await titles(phone);
    assert.ok(now.indexOf("Une lampe") < now.indexOf("Du thé vert"), `${now}`);
    assert.ok(phone.url().includes("arrange=1"), "the finger that let go followed no link");
    // By its grip it is taken at once, and at the edge the page comes along.
    await centred(phone, line(phone, now[0]));
    at = await middle(grip(phone, now[0]));
    await settled(phone, async () => {
      await finger("touchStart", at);
      for (let step = 1; step <= 10; step += 1) await finger("touchMove", { x: at.x, y: at.y + ((780 - at.y) * step) / 10 });
      await until(async () => (await titles(phone)).at(-1) === now[0], "the page comes along to its end");
      await finger("touchEnd");
    });
    assert.equal((await titles(phone)).at(-1), now[0]);
    await phone.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await fits(phone);
    await touchable(phone);
    await axe(phone);
    await shot(phone, "arrange-phone");
  });

  test("a picture of one's own is chosen, shown and taken away", async () => {
    await phone.goto("/me/wishes");
    await phone.getByRole("link", { name: "Un fauteuil", exact: true }).click();
    await phone.getByLabel("Choisir une image").setInputFiles({ name: "lettre.txt", mimeType: "image/png", buffer: Buffer.from("ceci n’est pas une image") });
    await phone.getByRole("button", { name: "Garder cette image" }).click();
    await phone.locator("#f-picture-error").getByText("que nous savons lire").waitFor();
    await axe(phone);
    await phone.locator("#picture").scrollIntoViewIfNeeded();
    await shot(phone, "picture-refused-phone", { full: false });
    const drawn = await phone.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [1_200, 900];
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#c9a27a";
      pen.fillRect(0, 0, 1_200, 900);
      pen.fillStyle = "#7a4b2a";
      pen.fillRect(300, 250, 600, 450);
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    });
    await phone.getByLabel("Ou prendre une photo").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: Buffer.from(drawn, "base64") });
    await phone.getByRole("button", { name: "Garder cette image" }).click();
    const picture = phone.getByAltText("Votre photo\u00a0: Un fauteuil");
    await picture.waitFor();
    await until(() => picture.evaluate((one) => one.naturalWidth === 640), "it is shown");
    await phone.locator("#picture").scrollIntoViewIfNeeded();
    await fits(phone);
    await axe(phone);
    await shot(phone, "picture-phone", { full: false });
    await desk.goto("/me/wishes");
    await until(() => line2(desk, "Un fauteuil").evaluate((one) => one.naturalWidth === 160), "and in its row");
    await shot(desk, "picture-list-desktop");
    await phone.getByRole("button", { name: "Retirer l’image" }).click();
    await picture.waitFor({ state: "detached" });
    calm(phone, ["422"]);
    calm(desk);
  });

  const line2 = (page, title) => page.locator("#hoped .row", { hasText: title }).locator("img");

  test("without a network the same hand puts the same list in order", async () => {
    const away = await device(browser, town, await town.link("--new-member", "Camille Le Gall"));
    const { page, door, ready } = away;
    for (const title of ["Un livre", "Du pain", "Un vélo"]) {
      await page.goto("/me/wishes");
      await page.locator("main input[name=title]").first().fill(title);
      await page.locator("form[action='/me/wishes'] button[type=submit]").first().click();
      await page.getByText(title).first().waitFor();
    }
    await ready();
    door.shut();
    await page.goto("/me/wishes");
    await row(page, "Du pain").waitFor();
    const shown = () => page.locator("[data-part=rows] .row-title").allInnerTexts();
    assert.deepEqual(await shown(), ["Un vélo", "Du pain", "Un livre"]);
    const touch = await page.context().newCDPSession(page);
    const finger = (type, point) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] });
    const handle = row(page, "Un livre").locator("[data-grip]");
    await centred(page, row(page, "Du pain"));
    await still(page);
    const [from, far] = [await middle(handle), await ahead(row(page, "Un livre"), row(page, "Un vélo"))];
    await finger("touchStart", from);
    for (let step = 1; step <= 10; step += 1) await finger("touchMove", { x: from.x, y: from.y + (far * step) / 10 });
    await finger("touchEnd");
    await until(async () => (await shown())[0] === "Un livre", "it stands first");
    await row(page, "Un livre").getByText("attend le réseau").waitFor();
    // The rows are drawn anew when the first move is kept: a key before that would be lost.
    const held = row(page, "Du pain").locator("[data-grip]");
    await until(async () => {
      await held.focus();
      if ((await held.getAttribute("aria-pressed")) !== "true") await page.keyboard.press("Space");
      return (await held.getAttribute("aria-pressed")) === "true";
    }, "it is held");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await until(async () => (await shown())[1] === "Du pain", "by keyboard, too");
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, "arrange-offline-phone");
    await comesBack(away);
    await page.goto("/me/wishes");
    await until(async () => (await page.locator("#hoped .row-title").allInnerTexts()).join() === "Un livre,Du pain,Un vélo", "the house knows");
    calm(page, CUT);
    await away.close();
  });
});
