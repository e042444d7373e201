// Takes from a page what tells of the thing it sells, and leaves what tells of the person who looks. Written as a list of what
// may go, so that whatever is new stays where it is. The page itself is only read, never changed.

import { plainAddress } from "./addresses.js";

/** What is taken from a page. */
export interface Collected {
  readonly url: string;
  readonly title: string;
  /** A small HTML document with the page's structured data and the words around it. */
  readonly html: string;
  /** Whether the page was too long to be taken whole. */
  readonly cut: boolean;
}

/** The most that is sent, in bytes of UTF-8; the server takes twice as much. */
export const LIMIT = 1_000_000;
/** One block of structured data may not push out everything else. */
const BLOCK_LIMIT = 400_000;
const VALUE_LIMIT = 2_000;

/** Never taken, with all that is in it: programs, drawings, everything a person types into, chooses from or is greeted by. */
const LEFT_OUT = [
  "script, style, noscript, template, iframe, frame, object, embed, svg, canvas, audio, video, math, base, title, link:not([itemprop], [property]), meta:not([itemprop], [property])",
  "input, textarea, select, datalist, output, dialog, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=searchbox]",
  "nav, footer, [role=navigation], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog]",
  // Pages mark for recording tools what is private; that holds here too.
  "[data-private], [data-hj-suppress], [data-dd-privacy], .ph-no-capture, .sentry-mask, .sentry-block, .fs-mask, .fs-exclude, .rr-mask, .rr-block",
].join(", ");
/** Where pages greet whoever is signed in; taken only when the thing itself is told there. */
const GREETING = "header, aside, [role=banner], [role=complementary]";
const TELLING = "h1, [itemprop], [property], [typeof]";

const ATTRIBUTES = new Set(
  "about alt aria-disabled aria-label class content datatype datetime disabled id itemid itemprop itemref itemscope itemtype lang prefix property rel resource role src title typeof vocab".split(" "),
);
const DATA = /^data-(?:test|testid|qa|[\w-]*(?:price|currency|gtin|ean|isbn|sku|mpn|asin|brand|product|item|article|availab|stock)[\w-]*)$/;
const LINKS = ["canonical", "alternate", "image_src"];
/** Names of head entries that are keys or names of persons rather than of things. */
const SECRET = /csrf|xsrf|token|nonce|auth(?!or)|session|user|e-?mail|verif|account|customer|visitor/i;
const ADDRESSEE = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const encoder = new TextEncoder();

/** HTML written piece by piece, up to a limit; what is open is closed at the end. */
class Sheet {
  #html = "";
  #bytes = 0;
  cut = false;

  get html(): string {
    return this.#html;
  }

  /** Adds a piece whole or not at all; room for the closing tags is always kept. */
  add(piece: string, limit = LIMIT): boolean {
    const size = encoder.encode(piece).length;
    if (size > limit || this.#bytes + size > LIMIT - 20_000) {
      this.cut = true;
      return false;
    }
    this.#html += piece;
    this.#bytes += size;
    return true;
  }

  close(tag: string): void {
    this.#html += `</${tag}>`;
    this.#bytes += tag.length + 3;
  }
}

function attributes(element: Element): string {
  const telling = ["itemprop", "property", "rel"].some((name) => element.hasAttribute(name));
  let all = "";
  for (const { name, value } of element.attributes) {
    // Other links on the page are where the person might go, with keys in them at times.
    const link = name === "href" && telling;
    const machine = name === "value" && ["data", "meter"].includes(element.localName);
    if (!(ATTRIBUTES.has(name) || DATA.test(name) || link || machine) || value.length > VALUE_LIMIT || /^\s*(?:data|blob|javascript):/i.test(value)) continue;
    all += value === "" ? ` ${name}` : ` ${name}="${escaped(value.replaceAll(ADDRESSEE, ""))}"`;
  }
  return all;
}

/** What only the browser knows: which parts are not shown, and which prices are struck through. */
function shown(element: Element): string {
  if (element.matches("meta, link")) return "";
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style?.display === "none") return " hidden";
  return style?.textDecorationLine.includes("line-through") ? ' style="text-decoration:line-through"' : "";
}

const VOID = new Set(["area", "br", "col", "hr", "img", "link", "meta", "source", "track", "wbr"]);

/** Writes what may go of an element; `depth` keeps a page that nests without end from doing so here. */
function write(sheet: Sheet, node: Node, depth: number): void {
  if (sheet.cut || depth > 200) return;
  if (node instanceof Text) {
    const text = node.data.replace(/\s+/g, " ").replaceAll(ADDRESSEE, "");
    if (text !== "") sheet.add(escaped(text));
    return;
  }
  const element = node instanceof Element ? node : null;
  if (element?.matches(LEFT_OUT)) return;
  if (element?.matches(GREETING) && !element.querySelector(TELLING) && !element.matches(TELLING)) return;
  // What a page draws inside its own elements is what the person sees, too.
  const children = [...(element?.shadowRoot?.childNodes ?? []), ...node.childNodes];
  if (!element) return children.forEach((child) => write(sheet, child, depth + 1));
  // An own element's name may hold anything that HTML lets through; ours holds letters only.
  const tag = /^[a-z][a-z0-9-]*$/.test(element.localName) ? element.localName : "div";
  if (!sheet.add(`<${tag}${attributes(element)}${shown(element)}>`) || VOID.has(tag)) return;
  for (const child of children) write(sheet, child, depth + 1);
  sheet.close(tag);
}

function writeHead(sheet: Sheet, page: Document): void {
  sheet.add(`<title>${escaped(page.title)}</title><base href="${escaped(plainAddress(page.baseURI) ?? "")}">`);
  for (const meta of page.head.querySelectorAll("meta[content]")) {
    const key = meta.getAttribute("property") ?? meta.getAttribute("itemprop") ?? meta.getAttribute("name") ?? "";
    if (key !== "" && !SECRET.test(key)) sheet.add(`<meta${meta.hasAttribute("name") ? ` name="${escaped(meta.getAttribute("name") ?? "")}"` : ""}${attributes(meta)}>`, VALUE_LIMIT * 3);
  }
  for (const link of page.head.querySelectorAll("link[rel][href]")) {
    if (LINKS.includes(link.getAttribute("rel") ?? "")) sheet.add(`<link${attributes(link)}>`, VALUE_LIMIT * 3);
  }
  for (const block of page.querySelectorAll('script[type="application/ld+json" i]')) {
    // Inside JSON a `<` stands in texts only, where its number says the same and cannot end the block.
    const json = (block.textContent ?? "").trim().replaceAll("<", "\\u003c");
    sheet.add(`<script type="application/ld+json">${json}</script>`, BLOCK_LIMIT);
  }
}

/** Collects a page. */
export function collect(page: Document): Collected {
  const sheet = new Sheet();
  const lang = page.documentElement.lang;
  sheet.add(`<!doctype html><html${lang ? ` lang="${escaped(lang)}"` : ""}><head>`);
  writeHead(sheet, page);
  // A block that was left out for its size is no reason to leave the words out.
  const left = sheet.cut;
  sheet.cut = false;
  sheet.add("</head>");
  if (page.body) write(sheet, page.body, 0);
  return { url: plainAddress(page.URL) ?? "", title: page.title, html: `${sheet.html}</html>`, cut: sheet.cut || left };
}

/** The collected page with the picture that the person pointed at named first. */
export function withPicture(html: string, picture: string): string {
  return html.replace("<head>", () => `<head><meta name="hyperlieu:picture" content="${escaped(picture)}">`);
}
