// What a code says, and where it leads. Pure: the same text gives the same answer, whoever read it (camera, photo, tag, hand).

/** What was made out of a code. */
export type Found =
  | { readonly kind: "product"; readonly gtin: string }
  | { readonly kind: "own"; readonly path: string }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "local" }
  | { readonly kind: "nothing" };

const NOTHING: Found = { kind: "nothing" };

/** Whether the last digit is the one that GS1 General Specifications, section 7.9, ask for. */
export function checkDigitHolds(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += Number(digits[digits.length - 1 - i]) * (i % 2 ? 3 : 1);
  return sum % 10 === 0;
}

/** A GTIN of 8, 12, 13 or 14 digits, as it is printed; nothing when it is none. */
export function gtin(digits: string): string | null {
  const whole = /^(?:\d{8}|\d{12,14})$/.test(digits) && /[1-9]/.test(digits);
  return whole && checkDigitHolds(digits) ? digits : null;
}

/** UPC-E as the UPC-A it stands for (GS1 General Specifications, section 5.2.2.4.2); nothing when it stands for none. */
export function upcA(short: string): string | null {
  const parts = /^([01])(\d{5})(\d)(\d)$/.exec(short);
  if (!parts) return null;
  const [, system = "", body = "", last = "", check = ""] = parts;
  const at = (from: number, to: number): string => body.slice(from, to);
  const long =
    last <= "2" ? `${at(0, 2)}${last}0000${at(2, 5)}` : last === "3" ? `${at(0, 3)}00000${at(3, 5)}` : last === "4" ? `${at(0, 4)}00000${at(4, 5)}` : `${body}0000${last}`;
  return gtin(system + long + check);
}

/** ISBN-10 as the GTIN-13 that the same book carries today; nothing when its check character is wrong. */
export function isbn13(isbn: string): string | null {
  if (!/^\d{9}[\dX]$/.test(isbn)) return null;
  const sum = [...isbn].reduce((total, digit, i) => total + (10 - i) * (digit === "X" ? 10 : Number(digit)), 0);
  if (sum % 11 !== 0) return null;
  const stem = `978${isbn.slice(0, 9)}`;
  return [..."0123456789"].map((check) => stem + check).find(checkDigitHolds) ?? null;
}

/** Numbers that a shop gives to its own goods and weights (GS1 prefixes 02, 04, 20 to 29): elsewhere they mean something else. */
function isLocal(digits: string): boolean {
  if (digits.length === 8) return /^[02]/.test(digits);
  return !/^[1-9]\d{13}$/.test(digits) && /^(?:0[24]|2)/.test(digits.padStart(13, "0").slice(-13));
}

function product(digits: string | null): Found {
  if (!digits) return NOTHING;
  return isLocal(digits) ? { kind: "local" } : { kind: "product", gtin: digits };
}

/** GS1 element strings, with brackets for people or with separators for machines: those that begin with a GTIN. */
function elementString(text: string): Found {
  const found = /^(?:\][A-Za-z]\d)?\x1d?(?:\(01\)|01)(\d{14})/.exec(text);
  return found?.[1] && checkDigitHolds(found[1]) ? product(found[1]) : NOTHING;
}

/** The GTIN of a GS1 Digital Link, wherever in the path it stands; `gtin` is the word that the first edition allowed. */
function digitalLink(url: URL): string | null {
  const found = /\/(?:01|gtin)\/(\d{8}|\d{12,14})(?=\/|$)/.exec(url.pathname);
  return found?.[1] ? gtin(found[1]) : null;
}

/** The signs of a tag's code, and what stands under every tag of a house like this: eight of them, the last one a check. */
const SIGNS = "023456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The code that stands on a tag, however it is typed; nothing when its check is wrong. Words without a digit are none. */
export function tagCode(typed: string): string | null {
  const signs = typed.replaceAll(/[\s\u2010-\u2013-]/g, "").toUpperCase();
  if (!/^[0-9A-Z]{8}$/.test(signs) || !/\d/.test(signs)) return null;
  const code = signs.replaceAll("O", "0");
  const values = [...code].map((sign) => SIGNS.indexOf(sign));
  const sum = values.reduce((total, value, i) => total + value * (i + 1), 0);
  return values.includes(-1) || sum % SIGNS.length !== 0 ? null : code;
}

function address(text: string, here: string): Found {
  // A link without its scheme is still meant as one: "redon.example/x", as stickers say it.
  const told = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : /^(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?$/i.test(text) ? `https://${text}` : "";
  const url = URL.canParse(told) ? new URL(told) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) return NOTHING;
  // Two slashes at the start would lead to another host.
  if (url.host === new URL(here).host) return { kind: "own", path: url.pathname.replace(/^\/+/, "/") + url.search };
  const number = digitalLink(url);
  // Whoever calls a number a link's key has said that it identifies the thing everywhere.
  if (number) return { kind: "product", gtin: number };
  url.username = "";
  url.password = "";
  return url.href.length <= 2_000 ? { kind: "link", url: url.href } : NOTHING;
}

/** Reads a code of a format (`EAN13`, `ean_13`, `QRCode`, …; empty when nobody knows) on the server at `here`. */
export function read(raw: string, format: string, here: string): Found {
  const text = raw.trim();
  const shape = format.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const digits = text.replaceAll(/[\s-]/g, "");
  if (shape === "upce") return product(digits.length === 8 ? upcA(digits) : gtin(digits));
  if (/^\d+$/.test(digits)) {
    const whole = product(gtin(digits));
    if (whole.kind !== "nothing") return whole;
    if (shape === "" && digits.length === 8) return product(upcA(digits));
  }
  if (shape === "") {
    const book = isbn13(digits.toUpperCase());
    if (book) return product(book);
    const tag = tagCode(text);
    if (tag) return { kind: "own", path: `/t/${tag}` };
  }
  const element = elementString(text);
  return element.kind === "nothing" ? address(text, here) : element;
}

/** The best of several: our own tags, then products, then links. A pack often carries a barcode and a link. */
export function best(all: readonly Found[]): Found {
  const rank = ["own", "product", "link", "local", "nothing"];
  return all.toSorted((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind))[0] ?? NOTHING;
}

/** Where a find leads; nothing when it leads nowhere. Always a page of this server, and one that only shows. */
export function destination(found: Found): string | null {
  switch (found.kind) {
    case "product":
      return `/me/wishes/new?${new URLSearchParams({ gtin: found.gtin })}`;
    case "link":
      // A compressed Digital Link looks like any address: the server reads it as one because a camera or a tag gave it.
      return `/me/wishes/new?${new URLSearchParams({ url: found.url, scanned: "1" })}`;
    case "own":
      return found.path;
    default:
      return null;
  }
}
