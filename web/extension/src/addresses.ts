// Addresses: which server the extension is paired with, what it may be called, what of a page's address is passed on.

/** The member's own Hyperlieu, and the key that opens it. */
export interface Pairing {
  readonly server: string;
  readonly key: string;
}

/** Whether a key may be sent there: over https, or to this very machine. */
function safe(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname));
}

/** Reads the line that the server's page of devices shows: its address, a space, the key. Names what is wrong otherwise. */
export function readPairing(line: string): Pairing | "incomplete" | "insecure" {
  const [address = "", key = "", ...more] = line.trim().split(/\s+/);
  if (!URL.canParse(address) || more.length > 0 || !/^[\w-]{20,200}$/.test(key)) return "incomplete";
  const url = new URL(address);
  return safe(url) ? { server: url.origin, key } : "insecure";
}

/** The hosts to ask the browser for: the server alone. (Patterns know no ports.) */
export function hostPattern(server: string): string {
  const { protocol, hostname } = new URL(server);
  return `${protocol}//${hostname}/*`;
}

const TRACKERS = /^(?:utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|twclid|yclid|mc_[ce]id|igshid|_hsenc|_hsmi|ref_?src)$/i;

/** A page's address without what tells of the person: their name and password, campaign marks, the place on the page. */
export function plainAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return null;
  url.username = "";
  url.password = "";
  url.hash = "";
  // Not its iterator: inside a page Firefox gives one that cannot be gone through.
  const marks: string[] = [];
  url.searchParams.forEach((_, key) => TRACKERS.test(key) && marks.push(key));
  for (const key of marks) url.searchParams.delete(key);
  return url.href;
}

/** The server's form, filled from an address and words; opening it creates nothing. */
export function formAddress(server: string, said: { url?: string; title?: string; text?: string }): string {
  const told = new URLSearchParams();
  const url = said.url ? plainAddress(said.url) : null;
  if (url && url.length <= 2_000) told.set("url", url);
  if (said.title?.trim()) told.set("title", said.title.trim().slice(0, 200));
  if (said.text?.trim()) told.set("text", said.text.trim().slice(0, 500));
  return `${server}/me/wishes/new?${told}`;
}

/** An address that the server named, if it is one of its own pages. */
export function ownAddress(server: string, named: string): string | null {
  if (!URL.canParse(named, server)) return null;
  const url = new URL(named, server);
  return url.origin === server ? url.href : null;
}
