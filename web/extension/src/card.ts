// The card over a page: what the server read, the name to change, one button to add it. Nothing is created before that button.
import { formAddress, ownAddress, plainAddress } from "./addresses.js";
import { api, fillSentences, language, say, type Tab } from "./browser.js";
import { type Collected, withPicture } from "./collect.js";
import { pairing } from "./pairing.js";
import { keptOf, type Price, type Reading, Refused, Server } from "./server.js";

const part = <T extends HTMLElement>(name: string): T => document.querySelector(`[data-${name}]`) as T;
const asked = new URLSearchParams(location.search);
/** One card adds one wish, however often its button is pressed. */
const once = crypto.randomUUID();

function show(name: "unpaired" | "reading" | "read" | "added" | "problem"): void {
  for (const section of document.querySelectorAll<HTMLElement>("[data-part]")) section.hidden = section.dataset["part"] !== name;
}

/** Tells what went wrong; with a page's address known, the server's own form stays a way. */
function fail(sentence: string, form?: string): void {
  part("why").textContent = sentence;
  const link = part<HTMLAnchorElement>("form");
  link.hidden = !form;
  if (form) link.href = form;
  show("problem");
}

function sentence(refused: unknown): string {
  if (!(refused instanceof Refused)) return say("unreadable");
  return refused.said || say({ away: "away", key: "keyUnknown", large: "large", wait: "wait", other: "unreadable" }[refused.why]);
}

function money({ minor, currency }: Price): string {
  const format = new Intl.NumberFormat(language(), { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The page asked for: the one named, or the one before which the button was pressed. */
async function page(): Promise<Tab | undefined> {
  const named = Number(asked.get("tab"));
  return named ? api.tabs.get(named) : (await api.tabs.query({ active: true, currentWindow: true }))[0];
}

async function collected(tab: Tab): Promise<Collected | null> {
  if (tab.id === undefined) return null;
  try {
    const [first] = await api.scripting.executeScript({ target: { tabId: tab.id }, files: ["collect.js"] });
    return (first?.result as Collected | undefined) ?? null;
  } catch {
    // The browser's own pages and its shop may not be read.
    return null;
  }
}

function fill(reading: Reading, server: string, title: string): void {
  part<HTMLInputElement>("title").value = reading.title || title;
  const lines: Record<string, string | undefined> = {
    brand: reading.brand,
    price: reading.price && money(reading.price),
    gtin: reading.gtin,
    availability: reading.availability && say(`availability_${reading.availability}`),
  };
  const rows = Object.entries(lines).filter((line): line is [string, string] => Boolean(line[1]));
  part("facts").replaceChildren(
    ...rows.flatMap(([name, value]) => {
      const [term, told] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = say(`fact_${name}`);
      told.textContent = value;
      const where = reading.from?.[name];
      // What the server concluded it tells in words of its own, which are not those of the page.
      const from = where?.startsWith("heuristic:") ? say("readShown") : say("readFrom", where ?? "");
      if (where) told.append(Object.assign(document.createElement("small"), { textContent: from }));
      return [term, told];
    }),
  );
  const picture = part<HTMLImageElement>("picture");
  const source = reading.picture && URL.canParse(reading.picture, server) ? new URL(reading.picture, server) : null;
  picture.hidden = !source || !/^https?:$/.test(source.protocol);
  if (source && !picture.hidden) picture.src = source.href;
  const confirm = reading.confirm ? ownAddress(server, reading.confirm) : null;
  part<HTMLAnchorElement>("all").hidden = !confirm;
  if (confirm) part<HTMLAnchorElement>("all").href = confirm;
  part("add").hidden = keptOf(reading) === null;
}

/** One thing from many shops is one wish: where it is there already, this shop joins it, unless another wish is insisted on. */
function told(reading: Reading, server: Server): void {
  const { already } = reading;
  const kept = keptOf(reading);
  const line = part("already");
  line.hidden = !already;
  if (!already) return;
  line.textContent = say(already.held === "there" ? "alreadyThere" : "already", already.title);
  if (already.held === "there") {
    part("add").hidden = true;
    const own = ownAddress(server.pairing.server, already.html_url);
    if (own) part<HTMLAnchorElement>("all").href = own;
    part("all").hidden = !own;
    return;
  }
  if (!kept || !("listing" in kept)) return;
  const join = part<HTMLButtonElement>("join");
  join.hidden = false;
  part("add").classList.remove("btn--primary");
  part("add").textContent = say("addAnother");
  join.addEventListener("click", () => void done(join, () => server.join(already.wish, kept.listing), say("joined", already.title), server));
}

/** Does what a button says, once, and tells that it is done or why not. */
async function done(button: HTMLButtonElement, act: () => Promise<unknown>, said: string, server: Server): Promise<void> {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await act();
    part("done").textContent = said;
    part<HTMLAnchorElement>("list").href = `${server.pairing.server}/me/wishes`;
    show("added");
    part("done").focus();
  } catch (refused) {
    part("not").textContent = sentence(refused);
    part("not").hidden = false;
  } finally {
    button.ariaBusy = null;
  }
}

async function add(server: Server, reading: Reading): Promise<void> {
  const kept = keptOf(reading);
  const title = part<HTMLInputElement>("title").value.trim();
  if (kept) await done(part("add"), () => server.add(title, kept, once), say("added", title), server);
}

async function begin(): Promise<void> {
  const made = await pairing();
  if (!made) return show("unpaired");
  show("reading");
  const tab = await page().catch(() => undefined);
  const taken = tab ? await collected(tab) : null;
  const address = plainAddress(taken?.url ?? tab?.url ?? "");
  if (!tab || !address) return fail(say("unreadablePage"));
  const title = taken?.title ?? tab.title ?? "";
  const form = formAddress(made.server, { url: address, title });
  if (!taken) return fail(say("unreadablePage"), form);
  try {
    const server = new Server(made);
    const picture = asked.get("picture");
    const reading = await server.capture(address, picture ? withPicture(taken.html, picture) : taken.html);
    fill(reading, made.server, title);
    told(reading, server);
    part<HTMLFormElement>("wish").addEventListener("submit", (event) => {
      event.preventDefault();
      void add(server, reading);
    });
    part("cut").hidden = !taken.cut;
    show("read");
    part("title").focus();
  } catch (refused) {
    fail(sentence(refused), refused instanceof Refused && refused.why === "key" ? undefined : form);
  }
}

fillSentences();
for (const button of document.querySelectorAll("[data-settings]")) {
  button.addEventListener("click", () => void api.runtime.openOptionsPage().then(() => window.close()));
}
void begin();
