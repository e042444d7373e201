// The member's own Hyperlieu, spoken to with the key it gave. Nobody else is ever spoken to.
import type { Pairing } from "./addresses.js";

/** A price in the smallest unit of its currency. */
export interface Price {
  readonly minor: number;
  readonly currency: string;
}

/** A wish of which a page is held to be a seller. */
export interface Already {
  readonly wish: string;
  readonly title: string;
  /** `there` when it is one already; `sure`, `probable` or `answers` when it is held to be one. */
  readonly held: string;
  readonly html_url: string;
}

/** What the server read from a page. Absent is what it did not find. */
export interface Reading {
  readonly title?: string;
  readonly brand?: string;
  readonly gtin?: string;
  readonly price?: Price;
  readonly picture?: string;
  /** `in`, `out` or `unknown`. */
  readonly availability?: string;
  /** The server's form with all of this in it. */
  readonly confirm?: string;
  /** The wish that is there already. */
  readonly already?: Already;
  /** Which part was read from where. */
  readonly from?: Record<string, string>;
}

/** Why the server did not do it; `said` is its own sentence, if it had one. */
export class Refused extends Error {
  constructor(
    readonly why: "away" | "key" | "large" | "wait" | "other",
    readonly said = "",
  ) {
    super(said || why);
  }
}

const PATIENCE_MS = 25_000;
const WHY: Record<number, Refused["why"]> = { 401: "key", 403: "key", 413: "large", 429: "wait" };

/** The server that the extension is paired with. */
export class Server {
  constructor(readonly pairing: Pairing) {}

  async #ask<T>(method: "GET" | "POST", path: string, body?: unknown, once?: string): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${this.pairing.key}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (once) headers["idempotency-key"] = once;
    let answer: Response;
    try {
      // The key is all it goes by: no cookie is sent along, and no redirect may carry the key elsewhere.
      answer = await fetch(`${this.pairing.server}${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      throw new Refused("away");
    }
    const told = (await answer.json().catch(() => ({}))) as { title?: unknown; detail?: unknown };
    if (answer.ok) return told as T;
    const said = [told.detail, told.title].find((one) => typeof one === "string");
    throw new Refused(WHY[answer.status] ?? (answer.status >= 500 ? "away" : "other"), typeof said === "string" ? said : "");
  }

  /** Whose key this is. A server that answers with anything else is no Hyperlieu, however friendly. */
  async me(): Promise<{ readonly name?: string }> {
    const told = await this.#ask<{ readonly id?: unknown; readonly name?: string }>("GET", "/api/v1/me");
    if (typeof told?.id !== "string" || !told.id.startsWith("member_")) throw new Refused("away");
    return told;
  }

  /** Has a page read; creates nothing. */
  capture(url: string, html: string): Promise<Reading> {
    return this.#ask("POST", "/api/v1/capture", { url, html });
  }

  /** Adds the page of a reading to a wish that is there; twice changes nothing. */
  join(wish: string, listing: string): Promise<unknown> {
    return this.#ask("POST", `/api/v1/wishes/${encodeURIComponent(wish)}/sellers`, { listing });
  }

  /** Adds the wish of a reading; the same `once` twice adds it once. */
  add(title: string, reading: Kept, once: string): Promise<unknown> {
    return this.#ask("POST", "/api/v1/wishes", { title, ...reading }, once);
  }
}

/** The name and number under which the server keeps a reading until a wish is made of it. */
export type Kept = { readonly listing: string } | { readonly draft: string };

/** That number, from the address of the server's form. */
export function keptOf(reading: Reading): Kept | null {
  const query = new URLSearchParams((reading.confirm ?? "").split("?")[1] ?? "");
  const [listing, draft] = [query.get("listing"), query.get("draft")];
  if (listing) return { listing };
  return draft ? { draft } : null;
}
