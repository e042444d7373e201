// A tag in a shop's window: made and printed by the shop, opened by a passer-by without an account, and on their list at once; and who
// vouches for what is sold there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { enter, startTown } from "../harness/town.mjs";

describe("a tag in the window", () => {
  let browser;
  let town;
  let link;

  before(async () => {
    [browser, town] = await Promise.all([launch(), startTown()]);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const whole = async (page, name) => {
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, name);
  };

  test("a shop makes a tag, sees its link and prints it", async () => {
    const page = await newPage(browser, { baseURL: town.address });
    const shop = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    await town.publish(shop, { title: "Théière en fonte", price: { minor: 3990, currency: "EUR" }, stock: 3, subject: { gtin: "3017620422003" } });
    await enter(page, await town.link("--new-member", "Dominique", "--associate-of", shop.organisation));
    await page.goto(`/shop/${shop.organisation}/offers`);
    await page.getByRole("link", { name: "Étiquettes" }).click();
    await page.getByRole("heading", { name: "Étiquettes", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Faire l’étiquette" }).waitFor();
    await page.getByLabel("Où sera-t-elle").fill("vitrine rue du Port");
    await page.getByRole("button", { name: "Faire l’étiquette" }).click();
    await page.getByText("L’étiquette est faite").waitFor();
    link = await page.locator(".row code").last().textContent();
    assert.match(link, /\/t\/[0-9A-Z]{8}$/);
    await whole(page, "tags");
    await page.getByRole("link", { name: "Imprimer la planche" }).click();
    await page.locator(".tag-card svg").waitFor();
    await whole(page, "tag-sheet");
    await page.emulateMedia({ media: "print" });
    await shot(page, "tag-sheet-print");
    calm(page);
    await page.context().close();
  });

  test("a passer-by opens it by phone and begins a list with it, without script too", async () => {
    for (const script of [true, false]) {
      const page = await newPage(browser, { baseURL: town.address, script });
      await page.goto(new URL(link).pathname);
      const seen = await page.locator("main").innerText();
      for (const told of ["Théière en fonte", "39,90", "vitrine rue du Port"]) assert.ok(seen.includes(told), `${told} in ${seen}`);
      if (script) await whole(page, "tag");
      assert.equal((await page.context().cookies()).filter(({ name }) => name.startsWith("hyperlieu")).length, 0, "to look makes nobody a guest");
      await page.getByRole("button", { name: "Ajouter à ma liste : Théière en fonte" }).click();
      await page.waitForURL("**/me");
      await page.goto("/me/wishes");
      assert.ok((await page.locator("main").innerText()).includes("Théière en fonte"));
      if (script) calm(page);
      await page.context().close();
    }
  });

  test("what stands under it is typed where codes are typed, and a neighbour vouches for what is found", async () => {
    const page = await newPage(browser, { baseURL: town.address, viewport: DESKTOP });
    await enter(page, await town.link("--new-member", "Camille"));
    await page.goto("/me/wishes/scan");
    const code = link.slice(-8);
    await page.getByLabel("Code ou lien").fill(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.waitForURL("**/t/*");
    await page.getByRole("link", { name: "Qui l’a ici" }).click();
    await page.getByRole("heading", { name: "Qui le recommande" }).waitFor();
    await page.getByText("Le recommander").click();
    await page.getByLabel("Le nom à montrer").fill("Camille du port");
    await page.getByLabel("Une phrase").fill("Garde la chaleur deux heures.");
    await whole(page, "vouch");
    await page.getByRole("button", { name: "Je le recommande sous ce nom" }).click();
    await page.getByText("Garde la chaleur deux heures.").waitFor();
    assert.ok((await page.locator("#vouch").innerText()).includes("Camille du port"));
    await whole(page, "vouched");
    calm(page);
    await page.context().close();
  });
});
