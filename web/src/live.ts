// The member's open page hears the server: a suggestion arrives as an event, its card is fetched as HTML and laid on top
// of the list. The stream carries no wish and no position, only where to fetch.

import { successor } from "./house/successor.js";
import { hasBegun, keepBegun } from "./live/begun.js";

interface News {
  readonly id: string;
  readonly title: string;
  readonly html_url: string;
}

const root = document.querySelector<HTMLElement>("[data-live]");

function list(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-live-list]");
}

function parse(event: Event): unknown {
  try {
    return JSON.parse((event as MessageEvent<string>).data);
  } catch {
    return null;
  }
}

function isNews(value: unknown): value is News {
  const news = value as Partial<News> | null;
  return typeof news?.id === "string" && typeof news.title === "string" && typeof news.html_url === "string";
}

/** What stands at an address that there is no longer, or not for this viewer. */
const GONE = Symbol("gone");

/** Fetches a piece of HTML from this server and from nowhere else; null where it cannot be had now. */
async function fetched(address: string): Promise<string | typeof GONE | null> {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return null;
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" }, credentials: "same-origin" });
    if (answer.status === 404) return GONE;
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}

async function piece(address: string): Promise<string | null> {
  const html = await fetched(address);
  return html === GONE ? null : html;
}

function announce(text: string): void {
  const region = document.querySelector<HTMLElement>("[data-live-announce]");
  if (region) region.textContent = text;
}

async function arrive(news: News): Promise<void> {
  const here = (): boolean => document.getElementById(news.id) !== null;
  // A card that is fetched counts as shown: a page that has no room for it leaves it to another.
  if (here() || !list()) return;
  const html = await piece(news.html_url);
  const into = list();
  if (html === null || !into || here()) return;
  const template = document.createElement("template");
  template.innerHTML = html;
  const card = template.content.firstElementChild;
  if (!card) return;
  card.classList.add("arriving");
  into.querySelector("[data-empty]")?.remove();
  into.prepend(card);
  // What has come is no longer to come.
  void refresh("soon");
  announce(`${into.dataset["textArrived"] ?? ""} ${news.title}`.trim());
  document.dispatchEvent(new CustomEvent("house:fresh"));
}

/** Whether words are being written in a part, or it is held: then it is not drawn anew under somebody's hands. */
function isInHand(element: HTMLElement): boolean {
  const active = document.activeElement;
  const typing = element.contains(active) && active?.matches("input, select, textarea");
  // Nor is a row they hold, nor words they began and left for a moment.
  return typing || element.querySelector("[data-held], details[open] textarea") !== null || hasBegun(element);
}

/** Draws a part anew, unless it is as it was; who stood on a button of it stands on the same one. */
function renew(element: HTMLElement, html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  // A form that leads nowhere any more goes all the same: a sentence stands in its place.
  if (isInHand(element) && !template.content.querySelector("[data-over]")) return;
  if (template.innerHTML === element.innerHTML) return;
  const held = document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement : null;
  element.replaceChildren(template.content);
  // A button may be gone, because there is nothing further to do with it: then the page itself is where one stands.
  if (held) (successor(held) ?? element.closest("main"))?.focus({ preventScroll: true });
}

/** What this page showed is not for its viewer any more: nothing of it stays before them, and a sentence says so. */
function leave(): void {
  const said = document.querySelector<HTMLTemplateElement>("template[data-gone]");
  const main = document.querySelector<HTMLElement>("main");
  if (!said || !main) return;
  over = true;
  rest();
  main.replaceChildren(said.content);
  document.title = main.querySelector("h1")?.textContent ?? document.title;
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function refresh(what: string | null): Promise<void> {
  const wanted = what === null ? "[data-refresh]" : `[data-refresh~="${CSS.escape(what)}"]`;
  const look = async (element: HTMLElement): Promise<void> => {
    const html = await fetched(element.dataset["src"] ?? "");
    if (html === GONE) {
      if (element.hasAttribute("data-or-gone")) leave();
    } else if (html !== null) renew(element, html);
  };
  await Promise.all(Array.from(document.querySelectorAll<HTMLElement>(wanted), look));
  document.dispatchEvent(new CustomEvent("house:fresh"));
}

/** Where its member walks, what comes is another: looked at again, but not at every step. */
const AGAIN_MS = 10_000;
let looked = -AGAIN_MS;
let looking = false;

function lookAhead(): void {
  if (looking) return;
  looking = true;
  const wait = Math.max(0, looked + AGAIN_MS - performance.now());
  setTimeout(() => {
    looking = false;
    looked = performance.now();
    void refresh("soon");
  }, wait);
}

/** Where the card of a kind of news is fetched. */
const CARDS: Readonly<Record<string, string>> = { suggestion: "/suggestions", opportunity: "/opportunities" };

/** What came while this page did not listen stands on the page as it would be shown now, folded or not: each card of it arrives late, the newest last. */
async function catchUp(): Promise<void> {
  const html = list() && (await piece(location.pathname + location.search));
  if (!html) return;
  const now = new DOMParser().parseFromString(html, "text/html").querySelector("[data-live-list]");
  for (const card of [...(now?.querySelectorAll("article[id]") ?? [])].reverse()) {
    const from = CARDS[card.id.split("_")[0] ?? ""];
    const title = card.querySelector("h2, h3")?.textContent?.trim() ?? "";
    if (from !== undefined) await arrive({ id: card.id, title, html_url: `${from}/${card.id}/card` });
  }
}

type State = "connecting" | "open" | "lost";
let state: State = "connecting";

function tell(now: State): void {
  state = now;
  for (const element of document.querySelectorAll<HTMLElement>("[data-live-state]")) {
    const words = element.dataset[{ connecting: "textConnecting", open: "textOpen", lost: "textLost" }[state]];
    element.dataset["liveState"] = state;
    const label = element.querySelector("[data-live-words]") ?? element;
    if (words !== undefined && label.textContent !== words) label.textContent = words;
  }
}

let stream: EventSource | null = null;
/** Whether something may have been missed: this page listened before, or was not to be seen, or could not. */
let before = false;
let again = 0;
/** Whether there is nothing more to hear. */
let over = false;

function listen(address: string): void {
  tell("connecting");
  const mine = new EventSource(address);
  stream = mine;
  mine.addEventListener("open", () => {
    tell("open");
    // Whatever happened during the gap may have been missed: look again at everything.
    if (before) void refresh(null).then(catchUp);
    before = true;
  });
  mine.addEventListener("error", () => {
    tell("lost");
    before = true;
    // A refusal closes the stream for good; a restarted server is worth another try in a while.
    if (mine.readyState === EventSource.CLOSED && mine === stream) {
      rest();
      // It may be that what is shown here is shown no more.
      void refresh(null);
      again = setTimeout(() => attend(address), 10_000);
    }
  });
  mine.addEventListener("suggestion", (event) => {
    const news = parse(event);
    if (isNews(news)) void arrive(news);
  });
  mine.addEventListener("opportunity", (event) => {
    const news = parse(event);
    if (isNews(news)) void arrive(news);
  });
  mine.addEventListener("refresh", (event) => {
    const what = (parse(event) as { what?: unknown } | null)?.what;
    void refresh(typeof what === "string" ? what : null);
  });
}

function rest(): void {
  before = true;
  clearTimeout(again);
  stream?.close();
  stream = null;
}

/** Listens while somebody can see this page: for one that is hidden the house must not think that it shows anything. */
function attend(address: string): void {
  if (document.visibilityState === "hidden" || over) rest();
  else if (!stream) listen(address);
}

keepBegun();
if (root) {
  const address = root.dataset["live"] || "/api/v1/stream";
  attend(address);
  document.addEventListener("visibilitychange", () => attend(address));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("house:walked", lookAhead);
  document.addEventListener("house:look", (event) => void refresh(String((event as CustomEvent<unknown>).detail)));
  // A part that was swapped in still says what the server wrote for pages without script.
  for (const event of ["house:fresh", "htmx:after:swap"]) document.addEventListener(event, () => tell(state));
}
