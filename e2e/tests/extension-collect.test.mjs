// What the extension takes from a page, and what it leaves: the very file that is injected, run in a real browser on pages made
// for this test; and the addresses it makes.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "../harness/browser.mjs";
import { built } from "./extension-load.mjs";
import { module } from "./scan-page.mjs";
import { ROOT } from "./scan-pictures.mjs";

const PAGE = `<!doctype html><html lang="fr"><head>
<title>Perceuse &lt;18 V&gt; | Volt</title>
<meta charset="utf-8"><meta name="csrf-token" content="SECRET-csrf"><meta name="user-email" content="SECRET@shop.example">
<meta property="og:title" content="Perceuse 18 V"><meta property="product:price:amount" content="79.90"><meta name="author" content="Volt SA">
<link rel="canonical" href="https://shop.example/p/18v"><link rel="stylesheet" href="/SECRET.css">
<script>window.state = { user: "SECRET" };</script><style>.barre { text-decoration: line-through } .replie { display: none }</style>
<script type="application/ld+json">{"@type":"Product","name":"Perceuse </b> 18 V","gtin13":"3017620422003"}</script>
</head><body onload="SECRET()">
<header class="top">Bonjour SECRET Camille <a href="/compte">Compte</a></header>
<nav>SECRET menu</nav>
<header><h1>Perceuse 18 V</h1></header>
<div itemscope itemtype="https://schema.org/Product" style="color:red" onclick="SECRET()">
  <span itemprop="name">Perceuse 18 V</span><meta itemprop="sku" content="V-18"><link itemprop="availability" href="https://schema.org/InStock">
  <img itemprop="image" src="/i/18v.jpg" alt="La perceuse"><img src="data:image/gif;base64,SECRETSECRET" alt="">
  <span class="prix" data-price-cents="7990" data-visitor-id="SECRET">79,90&nbsp;€</span>
</div>
<s class="avant">99 €</s><span class="barre">89,90 €</span><p class="replie">Fermé</p>
<form action="/cart?token=SECRET"><input name="q" value="SECRET search"><input type="hidden" name="csrf" value="SECRET"><textarea>SECRET note</textarea>
<select><option selected>12 rue SECRET</option></select><button>Ajouter au panier</button></form>
<div contenteditable>SECRET draft</div><div class="ph-no-capture">SECRET marked</div><!-- SECRET comment -->
<iframe srcdoc="SECRET"></iframe><template><p>SECRET template</p></template><noscript>SECRET</noscript>
<p>Écrivez à SECRET.camille@mail.example pour en savoir plus.</p><a href="/logout?session=SECRET">Quitter</a>
<shop-price></shop-price><footer>SECRET footer</footer>
<script type="application/ld+json">{"@type":"BreadcrumbList"}</script>
</body></html>`;

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hyperlieu-collect-"));
});
after(() => rm(folder, { recursive: true, force: true }));

describe("what is collected", () => {
  let browser;
  let page;
  let collector;
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
    collector = await readFile(join(await built(folder), "collect.js"), "utf8");
  });
  after(() => browser.close());

  async function collect(html, prepare) {
    await page.unrouteAll();
    await page.goto("about:blank");
    await page.route("https://shop.example/**", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: route.request().resourceType() === "document" ? html : "" }));
    await page.goto("https://shop.example/p?utm_source=x&id=1#avis");
    if (prepare) await page.evaluate(prepare);
    const before = await page.content();
    const taken = await page.evaluate(collector);
    assert.equal(await page.content(), before, "the page is as it was");
    return taken;
  }

  test("all that tells of the thing is there, all that tells of the person is not", async () => {
    const { url, title, html, cut } = await collect(PAGE, () => {
      document.querySelector("input").value = "SECRET typed";
      document.querySelector("input").setAttribute("value", "SECRET typed");
      const root = document.querySelector("shop-price").attachShadow({ mode: "open" });
      root.innerHTML = '<b class="now">74,90 €</b><input value="SECRET">';
    });
    assert.equal(url, "https://shop.example/p?id=1");
    assert.equal(title, "Perceuse <18 V> | Volt");
    assert.equal(cut, false);
    assert.doesNotMatch(html, /SECRET|utm_source|color:|onclick|onload/);
    for (const there of [
      "<title>Perceuse &lt;18 V> | Volt</title>",
      '<base href="https://shop.example/p?id=1">',
      '<meta property="og:title" content="Perceuse 18 V">',
      '<meta name="author" content="Volt SA">',
      '<link rel="canonical" href="https://shop.example/p/18v">',
      '"gtin13":"3017620422003"',
      '"name":"Perceuse \\u003c/b> 18 V"',
      '{"@type":"BreadcrumbList"}',
      "<header><h1>Perceuse 18 V</h1></header>",
      '<div itemscope itemtype="https://schema.org/Product">',
      '<meta itemprop="sku" content="V-18">',
      '<link itemprop="availability" href="https://schema.org/InStock">',
      '<img itemprop="image" src="/i/18v.jpg" alt="La perceuse">',
      'data-price-cents="7990"',
      "79,90",
      '<b class="now">74,90 €</b>',
      '<span class="barre" style="text-decoration:line-through">89,90 €</span>',
      '<p class="replie" hidden>Fermé</p>',
      "Ajouter au panier",
    ]) {
      assert.ok(html.includes(there), `${there} in ${html}`);
    }
    // What was taken is a page again, and says the same.
    const again = await page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, "text/html");
      return [read.title, [...read.scripts].map((one) => JSON.parse(one.textContent)["@type"]), read.querySelector("[itemprop=sku]").content, read.querySelector("h1").textContent];
    }, html);
    assert.deepEqual(again, ["Perceuse <18 V> | Volt", ["Product", "BreadcrumbList"], "V-18", "Perceuse 18 V"]);
  });

  test("a page of many megabytes is cut below the limit, its data first, its tags closed", async () => {
    const { html, cut } = await collect(PAGE, () => {
      const big = document.createElement("script");
      big.type = "application/ld+json";
      big.textContent = JSON.stringify({ x: "é".repeat(300_000) });
      document.head.append(big);
      let inner = document.body;
      for (let i = 0; i < 500; i += 1) inner = inner.appendChild(document.createElement("div"));
      for (let i = 0; i < 3_000; i += 1) document.body.append(Object.assign(document.createElement("p"), { textContent: "é".repeat(500) }));
    });
    assert.equal(cut, true);
    const size = Buffer.byteLength(html);
    assert.ok(size < 1_000_000 && size > 900_000, `${size} bytes`);
    assert.ok(html.includes('"gtin13"'));
    assert.ok(!html.includes("é".repeat(1_000)), "a giant block does not push the rest out");
    assert.ok(html.endsWith("</html>"));
    assert.equal((html.match(/<p[ >]/g) ?? []).length, (html.match(/<\/p>/g) ?? []).length);
  });

  test("odd pages: none of a body, odd names, quotes and ends of scripts in every place", async () => {
    const empty = await collect("<!doctype html><title>x</title>", () => document.body.remove());
    assert.equal(empty.html, '<!doctype html><html><head><title>x</title><base href="https://shop.example/p?id=1"></head></html>');
    const { html } = await collect("<!doctype html><body></body>", () => {
      const odd = document.createElement("p");
      odd.className = '"><script>alert(1)</script>';
      odd.textContent = "</p></body><script>alert(2)</script>&lt;";
      document.body.append(odd, document.createElementNS("http://www.w3.org/1998/Math/MathML", "mi"), document.createElementNS("urn:x", "A:b"));
    });
    const scripts = await page.evaluate((text) => new DOMParser().parseFromString(text, "text/html").scripts.length, html);
    assert.equal(scripts, 0);
    assert.ok(html.includes("&lt;/p>&lt;/body>&lt;script>alert(2)"));
  });
});

describe("addresses of the extension", () => {
  test("the pairing line is an address and a key, over https or to the machine itself", async () => {
    const { readPairing, hostPattern } = await module("extension/src/addresses.ts");
    const key = "k".repeat(43);
    assert.deepEqual(readPairing(` https://redon.example/me/devices \n ${key} `), { server: "https://redon.example", key });
    assert.deepEqual(readPairing(`http://localhost:3000 ${key}`), { server: "http://localhost:3000", key });
    for (const line of ["", "https://redon.example", key, `https://redon.example ${key} more`, `redon.example ${key}`, "https://redon.example short", `https://redon.example ${"k".repeat(201)}`, `https://redon.example ${"é".repeat(40)}`]) {
      assert.equal(readPairing(line), "incomplete", line);
    }
    for (const address of ["http://redon.example", "http://192.168.1.2", "http://localhost.redon.example", "ftp://redon.example", "file:///x"]) {
      assert.equal(readPairing(`${address} ${key}`), "insecure", address);
    }
    assert.equal(hostPattern("https://redon.example:8443"), "https://redon.example/*");
  });

  test("addresses passed on say where the page is and nothing of who looked; the server's own are told from others", async () => {
    const { plainAddress, formAddress, ownAddress } = await module("extension/src/addresses.ts");
    assert.equal(plainAddress("https://a:b@shop.example/p?id=1&utm_medium=m&gclid=x&fbclid=y&size=42#z"), "https://shop.example/p?id=1&size=42");
    for (const address of ["", "about:blank", "file:///etc/passwd", "chrome://settings", "javascript:alert(1)"]) assert.equal(plainAddress(address), null, address);
    const form = new URL(formAddress("https://redon.example", { url: "javascript:alert(1)", title: ` ${"t".repeat(300)}`, text: "x".repeat(600) }));
    assert.deepEqual([...form.searchParams].map(([key, value]) => [key, value.length]), [["title", 200], ["text", 500]]);
    assert.equal(ownAddress("https://redon.example", "/me/wishes/new?draft=1"), "https://redon.example/me/wishes/new?draft=1");
    for (const named of ["//elsewhere.example/x", "https://elsewhere.example/", "javascript:alert(1)", "http://redon.example/"]) assert.equal(ownAddress("https://redon.example", named), null, named);
  });

  test("the manifests ask for four things and the member's own server; both languages say everything", async () => {
    for (const [name, start] of [["chromium", "service_worker"], ["firefox", "scripts"]]) {
      const place = await built(folder, name);
      const manifest = JSON.parse(await readFile(join(place, "manifest.json"), "utf8"));
      assert.deepEqual(manifest.permissions.toSorted(), ["activeTab", "contextMenus", "scripting", "storage"]);
      assert.equal(manifest.host_permissions, undefined);
      assert.equal(manifest.content_scripts, undefined);
      assert.ok(start in manifest.background);
      for (const file of Object.values(manifest.icons)) assert.equal((await readFile(join(place, file))).toString("latin1", 1, 4), "PNG");
    }
    const texts = await Promise.all(["fr", "en"].map(async (lang) => JSON.parse(await readFile(join(ROOT, "web", "extension", "static", "_locales", lang, "messages.json"), "utf8"))));
    assert.deepEqual(Object.keys(texts[0]), Object.keys(texts[1]));
    for (const [key, { message }] of Object.entries(texts[0])) {
      assert.doesNotMatch(message, / [:;?!»]|« /, key);
      assert.deepEqual(message.match(/\$\d/g), texts[1][key].message.match(/\$\d/g), key);
    }
    const sources = await Promise.all(["card.ts", "options.ts", "worker.ts"].map((file) => readFile(join(ROOT, "web", "extension", "src", file), "utf8")));
    const pages = await Promise.all(["card.html", "options.html"].map((file) => readFile(join(ROOT, "web", "extension", "static", file), "utf8")));
    const said = [...sources.join("").matchAll(/\bsay\("(\w+)"/g), ...pages.join("").matchAll(/data-say="(\w+)"/g)].map(([, key]) => key);
    assert.ok(said.length > 30);
    for (const key of said) assert.ok(key in texts[0], key);
  });
});
