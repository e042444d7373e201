// The page that scans, in a browser: a film before a camera, photos, tags, digits typed; and every way it can fail, in words.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, newPage } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { until } from "../harness/pages.mjs";
import { stand } from "../harness/server.mjs";
import { phonePage, scanPage } from "./scan-page.mjs";
import { ean13, film, picture, png, qr } from "./scan-pictures.mjs";

const CODE = "3017620422003";
const answers = async (lang) => ({ "GET /me/scan": await scanPage(lang), "GET /me/wishes/new": await phonePage("<h1>Une envie</h1>"), "GET /t/a1b2": await phonePage("<h1>La vitrine</h1>") });

/** A page that scans, in a browser that may use the camera or not. */
async function open(browser, { camera = true, lang = "fr", host, init, ...options } = {}) {
  const server = await stand(await answers(lang));
  const address = host ? server.address.replace("127.0.0.1", host) : server.address;
  const page = await newPage(browser, { baseURL: address, ...options });
  if (camera) await page.context().grantPermissions(["camera"]);
  if (init) await page.addInitScript(init);
  await page.goto("/me/scan");
  const close = async () => {
    await page.context().close();
    await server.stop();
  };
  const state = (name) => page.locator(`[data-scan-state][data-scan-state="${name}"]`).waitFor();
  const asked = () => server.heard.filter(({ key }) => key === "GET /me/wishes/new").map(({ url }) => Object.fromEntries(url.searchParams));
  const read = () => server.heard.some(({ key }) => key.includes("scan-engine"));
  return { page, state, asked, read, close };
}

/** Whether the page holds a camera open. */
const filming = (page) => page.evaluate(() => document.querySelector("video").srcObject?.getTracks().some((track) => track.readyState === "live") ?? false);

describe("scanning with a camera", () => {
  let folder;
  const browsers = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hyperlieu-film-"));
  });
  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await rm(folder, { recursive: true, force: true });
  });

  async function filmed(name, code, options) {
    const file = join(folder, `${name}.y4m`);
    await film(file, picture(code, options));
    const browser = await launch({ more: ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${file}`] });
    browsers.push(browser);
    return browser;
  }

  test("a barcode held before it leads to the form, by keyboard alone; its reader comes from this house", async () => {
    const browser = await filmed("ean", ean13(CODE));
    const { page, asked, read, close } = await open(browser);
    assert.equal(await filming(page), false, "nothing opens by itself");
    assert.equal(read(), false, "nor is the reader fetched before it is needed");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-scan-start")), true);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/me/wishes/new?**");
    assert.deepEqual(asked(), [{ gtin: CODE }]);
    assert.equal(read(), true);
    calm(page);
    await close();
  });

  test("a barcode held upright is read as well", async () => {
    const { page, asked, close } = await open(await filmed("upright", ean13(CODE), { degrees: 93 }));
    await page.locator("[data-scan-start]").click();
    await page.waitForURL("**/me/wishes/new?**");
    assert.deepEqual(asked(), [{ gtin: CODE }]);
    await close();
  });

  test("a square code in this house's window leads to its page, one from elsewhere brings its link", async () => {
    const { page, close } = await open(await filmed("far", await qr("https://shop.example/p?id=7"), { share: 0.8 }));
    await page.locator("[data-scan-start]").click();
    await page.waitForURL("**/me/wishes/new?**");
    assert.equal(new URL(page.url()).searchParams.get("url"), "https://shop.example/p?id=7");
    calm(page);
    // The stand's address is known only now, so its tag is shown as a photo.
    const own = png(picture(await qr(`${new URL(page.url()).origin}/t/a1b2`), { share: 0.8 }));
    await page.goto("/me/scan");
    await page.locator("[data-scan-photo]").setInputFiles({ name: "vitrine.png", mimeType: "image/png", buffer: own });
    await page.waitForURL("**/t/a1b2");
    await close();
  });

  test("while it looks: the page says so, can be left and closed, is whole for everyone; hidden, it closes by itself", async () => {
    const browser = await filmed("nothing", null);
    for (const options of [{ lang: "fr" }, { lang: "en", viewport: DESKTOP, theme: "dark", locale: "en-GB" }]) {
      const { page, state, close } = await open(browser, options);
      await axe(page, { within: "main" });
      await touchable(page);
      await page.locator("[data-scan-start]").click();
      await state("looking");
      await until(() => filming(page), "the camera films");
      assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-scan-stop")), true, "the focus is on the way out");
      await axe(page, { within: "main" });
      await fits(page);
      await touchable(page);
      await shot(page, `scan-${options.lang}`);
      await page.keyboard.press("Enter");
      await state("paused");
      assert.equal(await filming(page), false);
      assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-scan-start")), true, "the focus is back");
      await page.locator("[data-scan-start]").click();
      await until(() => filming(page), "it films again");
      await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await state("paused");
      assert.equal(await filming(page), false, "hidden, nobody is filmed");
      calm(page);
      await close();
    }
  });

  test("a number of one shop's own is said to be that, and the looking goes on", async () => {
    const { page, state, asked, close } = await open(await filmed("local", ean13("2112345678900"), { degrees: -3, seed: 11 }));
    await page.locator("[data-scan-start]").click();
    await state("local");
    assert.equal(await filming(page), true);
    assert.deepEqual(asked(), []);
    calm(page);
    await close();
  });

  test("a lamp and a second camera are offered where there are some", async () => {
    const { page, state, close } = await open(await filmed("dark", null), {
      init: () => {
        const track = MediaStreamTrack.prototype;
        track.getCapabilities = () => ({ torch: true });
        const apply = track.applyConstraints;
        window.lamp = [];
        track.applyConstraints = function (told) {
          window.lamp.push(told.advanced?.[0]?.torch);
          return told.advanced ? Promise.resolve() : apply.call(this, told);
        };
      },
    });
    await page.locator("[data-scan-start]").click();
    await state("looking");
    await page.locator("[data-scan-torch]").click();
    await page.locator("[data-scan-torch][aria-pressed=true]").click();
    await page.locator("[data-scan-torch][aria-pressed=false]").waitFor();
    assert.deepEqual(await page.evaluate(() => window.lamp), [true, false]);
    assert.equal(await page.locator("[data-scan-next]").isVisible(), false, "there is one camera");
    await close();
  });

  test("refused, absent, or on a page without https: a sentence, and the other ways stay", async () => {
    const plain = await launch({ more: ["--host-resolver-rules=MAP redon.example 127.0.0.1"] });
    browsers.push(plain);
    const refusing = await filmed("refused", null);
    for (const [browser, options, said] of [[refusing, { camera: false }, "denied"], [plain, {}, "none"], [plain, { camera: false, host: "redon.example" }, "insecure"]]) {
      const { page, state, close } = await open(browser, options);
      if (said !== "insecure") await page.locator("[data-scan-start]").click();
      await state(said);
      assert.equal(await page.locator("[data-scan-start]").isVisible(), said !== "insecure");
      assert.ok(await page.locator("[data-scan-form] input").isVisible());
      assert.ok((await page.locator("[data-scan-state]").textContent()).length > 20, said);
      calm(page);
      await close();
    }
  });
});

describe("scanning without a camera", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  const photo = (code, options) => ({ name: "photo.png", mimeType: "image/png", buffer: png(picture(code, options)) });

  test("photos are read turned, large and small; an empty one is said to be empty, and may be followed by another", async () => {
    const { page, state, asked, close } = await open(browser);
    const input = page.locator("[data-scan-photo]");
    await input.setInputFiles(photo(null));
    await state("nocode");
    await input.setInputFiles({ name: "not.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await state("nopicture");
    for (const options of [{}, { degrees: 90 }, { degrees: 184, width: 2_000, height: 1_500, share: 0.25 }, { width: 320, height: 240, share: 0.9, degrees: 0 }]) {
      await input.setInputFiles(photo(ean13(CODE), options));
      await page.waitForURL("**/me/wishes/new?**");
      assert.deepEqual(asked().at(-1), { gtin: CODE }, JSON.stringify(options));
      await page.goto("/me/scan");
    }
    calm(page);
    await close();
  });

  test("digits typed are checked beside their field; without script the field is still there", async () => {
    const { page, asked, close } = await open(browser);
    const input = page.getByLabel("Code ou lien");
    await input.fill("3017620422004");
    await page.keyboard.press("Enter");
    await page.locator("[data-scan-error]:not([hidden])").waitFor();
    assert.equal(await input.getAttribute("aria-invalid"), "true");
    await axe(page, { within: "main" });
    await input.fill("2-07-036822-X");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/me/wishes/new?**");
    assert.deepEqual(asked(), [{ gtin: "9782070368228" }]);
    calm(page);
    await close();
    const bare = await open(browser, { script: false });
    await bare.page.getByLabel("Code ou lien").fill(CODE);
    assert.equal(await bare.page.getByText("Ouvrir l’appareil photo").isVisible(), false);
    await bare.page.getByText("Continuer").click();
    await bare.page.waitForURL("**/me/wishes/new?**");
    assert.deepEqual(bare.asked(), [{ gtin: CODE }]);
    await bare.close();
  });

  test("a tag that is touched leads on; a browser that may not read says so; one that cannot offers no button", async () => {
    const reader = (verdict) => `globalThis.NDEFReader = class extends EventTarget {
      async scan() {
        if (${JSON.stringify(verdict)} === "refuse") throw new DOMException("no", "NotAllowedError");
        setTimeout(() => {
          const record = (recordType, text) => ({ recordType, data: new DataView(new TextEncoder().encode(text).buffer) });
          this.dispatchEvent(Object.assign(new Event("reading"), { message: { records: [record("mime", "x"), record("url", location.origin + "/t/a1b2")] } }));
        }, 50);
      }
    }`;
    const [can, may, cannot] = [await open(browser, { init: reader("read") }), await open(browser, { init: reader("refuse") }), await open(browser)];
    await can.page.getByText("Toucher une étiquette").click();
    await can.page.waitForURL("**/t/a1b2");
    await may.page.getByText("Toucher une étiquette").click();
    await may.state("tagdenied");
    assert.equal(await cannot.page.getByText("Toucher une étiquette").isVisible(), false);
    for (const one of [can, may, cannot]) await one.close();
  });

  test("the browser's own reader is used where it knows the codes of shops, and ours where it fails", async () => {
    const own = (detect) => `globalThis.BarcodeDetector = class {
      static async getSupportedFormats() { return ["ean_13", "upc_a", "qr_code"]; }
      constructor({ formats }) { globalThis.formats = formats; }
      async detect() { ${detect} }
    }`;
    const good = await open(browser, { init: own(`return [{ rawValue: "9782070368228", format: "ean_13" }];`) });
    await good.page.locator("[data-scan-photo]").setInputFiles(photo(ean13(CODE)));
    await good.page.waitForURL("**/me/wishes/new?gtin=9782070368228");
    assert.equal(good.read(), false, "ours is not even fetched");
    await good.close();
    for (const failing of ["throw new Error('service unavailable');", "return [];"]) {
      const bad = await open(browser, { init: own(failing) });
      await bad.page.locator("[data-scan-photo]").setInputFiles(photo(ean13(CODE)));
      await bad.page.waitForURL(`**/me/wishes/new?gtin=${CODE}`);
      await bad.close();
    }
  });

  test("sound and vibration are for whoever chose them, and the choice is kept", async () => {
    const { page, close } = await open(browser, {
      init: () => {
        window.heard = JSON.parse(sessionStorage.heard ?? "[]");
        const note = (what) => { sessionStorage.heard = JSON.stringify([...JSON.parse(sessionStorage.heard ?? "[]"), what]); };
        navigator.vibrate = () => note("buzz");
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function () { note("sound"); return start.call(this); };
      },
    });
    const go = async () => {
      await page.getByLabel("Code ou lien").fill(CODE);
      await page.getByText("Continuer").click();
      await page.waitForURL("**/me/wishes/new?**");
      await page.goto("/me/scan");
      return page.evaluate(() => JSON.parse(sessionStorage.heard ?? "[]"));
    };
    assert.deepEqual(await go(), [], "quiet unless asked");
    await page.getByText("Un petit son").click();
    await page.getByText("Une petite vibration").click();
    await page.reload();
    assert.equal(await page.getByLabel("Un petit son").isChecked(), true);
    assert.deepEqual(await go(), ["buzz", "sound"]);
    await close();
  });

  test("a reader that cannot be fetched is told, and tried again", async () => {
    const { page, state, close } = await open(browser);
    await page.route("**/scan-engine*", (route) => route.abort());
    await page.locator("[data-scan-photo]").setInputFiles(photo(ean13(CODE)));
    await state("failed");
    await page.unroute("**/scan-engine*");
    await page.locator("[data-scan-photo]").setInputFiles(photo(ean13(CODE)));
    await page.waitForURL("**/me/wishes/new?**");
    await close();
  });
});
