// What codes say, without a browser: numbers and their check digits, links in their many forms, and where each leads.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import vm from "node:vm";
import { fill, module, sentences } from "./scan-page.mjs";
import { ROOT } from "./scan-pictures.mjs";

const { best, destination, isbn13, read, upcA } = await module("src/scan/codes.ts");
const HERE = "https://redon.example/me/scan";
const leads = (text, format = "") => destination(read(text, format, HERE));
const form = (name, value) => `/me/wishes/new?${new URLSearchParams({ [name]: value })}`;
const link = (url) => `${form("url", url)}&scanned=1`;

describe("codes", () => {
  test("numbers of goods lead to the form with the number as it is printed", () => {
    for (const [text, format, number = text] of [
      ["3017620422003", "EAN13"],
      ["3017620422003", "ean_13"],
      ["9782070368228", "ISBN"],
      ["96385074", "EAN8"],
      ["036000291452", "UPC_A"],
      ["10614141000415", "ITF14"],
      ["04252614", "UPC_E", "042100005264"],
      ["3 017620 422003", "", "3017620422003"],
      ["978-2-07-036822-8", "", "9782070368228"],
      ["(01)09506000134352(17)201225(10)ABC", "DataMatrix", "09506000134352"],
      ["\u001d0109506000134352172012251 0ABC", "data_matrix", "09506000134352"],
      ["]d20109506000134352", "DataMatrix", "09506000134352"],
    ]) {
      assert.equal(leads(text, format), form("gtin", number), `${text} ${format}`);
    }
  });

  test("ISBN-10 is the GTIN-13 of today, and a wrong character is refused", () => {
    assert.equal(isbn13("2070368220"), null);
    assert.equal(leads("2-07-036822-X"), form("gtin", "9782070368228"));
    assert.equal(leads("0-306-40615-2"), form("gtin", "9780306406157"));
    assert.equal(leads("2-07-036822-1"), null);
  });

  test("UPC-E stands for the UPC-A of each of its patterns, with one check digit of ten", () => {
    // GS1 General Specifications, section 5.2.2.4.2: the sixth digit says where the zeros were.
    const patterns = { 123450: "1200000345", 123451: "1210000345", 123452: "1220000345", 123453: "1230000045", 123454: "1234000005", 123455: "1234500005", 123459: "1234500009" };
    for (const [short, long] of Object.entries(patterns)) {
      const stands = [..."0123456789"].map((check) => upcA(`0${short}${check}`)).filter((one) => one !== null);
      assert.equal(stands.length, 1, short);
      assert.equal(stands[0].slice(0, 11), `0${long}`, short);
    }
    assert.equal(upcA("04252614"), "042100005264");
    assert.equal(upcA("94252614"), null);
  });

  test("every single wrong digit of a number is noticed", () => {
    const right = "3017620422003";
    for (let i = 0; i < right.length; i += 1) {
      for (const digit of "0123456789") {
        const other = right.slice(0, i) + digit + right.slice(i + 1);
        assert.equal(leads(other) === null, other !== right, other);
      }
    }
  });

  test("numbers of one shop's own say so and lead nowhere", () => {
    for (const text of ["2112345678900", "2000000000008", "0200000000004", "20000011", "416000336108", "02345673"]) {
      assert.equal(read(text, "", HERE).kind, "local", text);
      assert.equal(leads(text), null, text);
    }
    assert.equal(read("0036000291452", "EAN13", HERE).kind, "product");
  });

  test("GS1 Digital Links are numbers wherever they point, those of this house are its own pages", () => {
    for (const text of ["https://id.gs1.org/01/09520123456788/22/2A", "https://a/01/12312312312333/10/x?99=y#z", "http://a.example/more/stem/01/9520123456788", "https://a/gtin/12312312312333/ser/ABC123"]) {
      assert.match(leads(text), /^\/me\/wishes\/new\?gtin=\d+$/, text);
    }
    assert.equal(leads("https://redon.example/01/09520123456788/10/A?17=271231"), "/01/09520123456788/10/A?17=271231");
    assert.equal(leads("https://a/01/12312312312334"), link("https://a/01/12312312312334"), "a wrong check digit leaves a link");
    assert.equal(leads("https://a/x01/12312312312333"), link("https://a/x01/12312312312333"));
    assert.equal(leads("https://a.example/AQnYUc1gmg"), link("https://a.example/AQnYUc1gmg"), "the server unpacks what is compressed");
    assert.equal(leads("https://redon.example/AQnYUc1gmg"), "/AQnYUc1gmg", "and leads to the plain one");
  });

  test("tags of this house are opened here, over http or https, and never lead to another host", () => {
    assert.equal(leads("https://redon.example/t/a1b2"), "/t/a1b2");
    assert.equal(leads("http://redon.example/t/a1b2"), "/t/a1b2");
    assert.equal(leads("https://redon.example//elsewhere.example/x"), "/elsewhere.example/x");
    assert.equal(leads("https://redon.example/\\elsewhere.example"), "/elsewhere.example");
    assert.equal(leads("https://redon.example:8443/t/a"), link("https://redon.example:8443/t/a"));
  });

  test("what stands under a tag opens it when it is typed, and a mistyped one does not", () => {
    for (const typed of ["K7QM-2F94", "k7qm2f94", " k7qm 2f94 "]) assert.equal(leads(typed), "/t/K7QM2F94", typed);
    for (const typed of ["K7QM-2F95", "7KQM-2F94", "K7QM-2F9", "croquant", "brioches"]) assert.equal(leads(typed), null, typed);
    assert.equal(leads("K7QM2F94", "Code128"), null, "a barcode that reads so is no tag");
    assert.equal(leads("https://redon.example/t/K7QM2F94"), "/t/K7QM2F94");
  });

  test("foreign links come as they are, without a name and password in them; words and orders lead nowhere", () => {
    assert.equal(leads("https://shop.example/p?id=1&x=é"), link("https://shop.example/p?id=1&x=%C3%A9"));
    assert.equal(leads("https://me:secret@shop.example/p"), link("https://shop.example/p"));
    assert.equal(leads("shop.example/p"), link("https://shop.example/p"));
    for (const text of ["", "lait", "javascript:alert(1)", "data:text/html,x", "WIFI:S:home;P:secret;;", "tel:+33123456789", "3.14", "12345", "00000000", `https://a.example/${"x".repeat(2_000)}`]) {
      assert.equal(leads(text), null, text.slice(0, 40));
    }
  });

  test("of several codes on a pack our own tag is taken first, then the number, then the link", () => {
    const [tag, number, link, none] = ["https://redon.example/t/a", "3017620422003", "https://shop.example/", "?"].map((text) => read(text, "", HERE));
    assert.deepEqual(best([none, link, number, tag]), tag);
    assert.deepEqual(best([none, link, number]), number);
    assert.deepEqual(best([none, link]), link);
    assert.deepEqual(best([]), { kind: "nothing" });
  });

  test("both languages have all that the page says, and French keeps its spaces together", async () => {
    for (const lang of ["fr", "en"]) {
      const words = await sentences(lang, "scan");
      await fill("scan.html", words);
      await fill("bookmarklet.html", words);
      if (lang === "fr") for (const said of Object.values(words)) assert.doesNotMatch(said, / [:;?!»]|« /, said);
    }
  });
});

describe("the bookmarklet", () => {
  const { pathname } = new URL("../../web/bookmarklet.mjs", import.meta.url);

  test("the template is what the source makes", async () => {
    const { TEMPLATE, template } = await import(pathname);
    assert.equal(await readFile(TEMPLATE, "utf8"), await template(), "run `node bookmarklet.mjs` in web/");
    assert.ok(TEMPLATE.startsWith(ROOT));
  });

  test("on a page it opens the house's form with address and title, cut to size, and does nothing else", async () => {
    const { bookmarklet } = await import(pathname);
    const line = await bookmarklet("https://redon.example:8443/somewhere?x");
    assert.match(line, /^javascript:[!$&-;=?-Z\[\]^_`a-z{|}~%]*$/);
    assert.ok(line.length < 600, `${line.length} characters`);
    const opened = [];
    const document = { title: `Café « 100 % » & co${"x".repeat(300)}`, URL: `https://shop.example/p?a=1&b=2#x${"y".repeat(3_000)}` };
    const result = vm.runInNewContext(decodeURIComponent(line.slice("javascript:".length)), { document, URLSearchParams, open: (...told) => opened.push(told) && {} });
    assert.equal(result, undefined, "a value would replace the page");
    assert.equal(opened.length, 1);
    const [[address, target, features]] = opened;
    const url = new URL(address);
    assert.equal(url.origin + url.pathname, "https://redon.example:8443/me/wishes/new");
    assert.deepEqual([target, features], ["_blank", "noopener"]);
    assert.deepEqual([...url.searchParams.keys()], ["url", "title"]);
    assert.equal(url.searchParams.get("url"), document.URL.slice(0, 2_000));
    assert.equal(url.searchParams.get("title"), document.title.slice(0, 200));
  });
});
