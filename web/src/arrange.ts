// The page of a list that is put in order: its rows by hand. Each move is one request, the one that the buttons of the row make too;
// what the house answers is what is shown.
import { successor } from "./house/successor.js";
import { sentence } from "./house/toasts.js";
import { orderByHand } from "./list/drag.js";

const PART = "[data-refresh~=list]";

const part = (): HTMLElement | null => document.querySelector<HTMLElement>(PART);

function list(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-arrange]");
}

/** Asks the page to look again at what it shows: what it says may be old by now. */
function look(): void {
  document.dispatchEvent(new CustomEvent("house:look", { detail: "list" }));
}

function say(what: string, at: number, count: number): void {
  const region = document.querySelector<HTMLElement>("[data-arrange-say]");
  const words = region?.dataset[`text${what}`] ?? "";
  if (region) region.textContent = words.replace("{at}", String(at)).replace("{count}", String(count));
}

let sending: Promise<void> = Promise.resolve();
let moves = 0;

async function send(row: string, before: string | null): Promise<void> {
  const body = new URLSearchParams(before === null ? { by: "last" } : { by: "before", beside: before });
  try {
    const answer = await fetch(`/me/wishes/${row}/move`, { method: "POST", body, credentials: "same-origin", headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok ? page.querySelector(PART) : null;
    const stale = part();
    const failed = !fresh || !stale;
    if (failed) document.dispatchEvent(new CustomEvent("house:say", { detail: sentence("textProblem") }));
    // Another move may be on its way by now, or a row held: theirs is the last word.
    if (moves > 1 || holds()) return;
    if (failed) {
      look();
      return;
    }
    const held = document.activeElement instanceof HTMLElement && stale.contains(document.activeElement) ? document.activeElement : null;
    stale.replaceChildren(...Array.from(fresh.childNodes, (node) => document.importNode(node, true)));
    document.dispatchEvent(new CustomEvent("house:fresh"));
    successor(held)?.focus({ preventScroll: true });
  } catch {
    document.dispatchEvent(new CustomEvent("house:say", { detail: sentence("textUnreachable") }));
    // No row moves under the hand that holds one: when it lets go, what the house knows is asked for.
    if (moves <= 1 && !holds()) restore();
  }
}

/** The rows as the house knows them, for when a move does not reach it. */
let known: readonly string[] = [];

function remember(): void {
  known = [...(list()?.children ?? [])].map((row) => (row as HTMLElement).dataset["key"] ?? "");
}

function restore(): void {
  const rows = new Map([...(list()?.children ?? [])].map((row) => [(row as HTMLElement).dataset["key"] ?? "", row]));
  for (const key of known) list()?.append(...[rows.get(key)].filter((row) => row !== undefined));
}

const holds = orderByHand(document.documentElement, {
  list,
  say,
  put: (row, before) => {
    const [key, ahead] = [row.dataset["key"] ?? "", before?.dataset["key"] ?? null];
    moves += 1;
    sending = sending.then(() => send(key, ahead)).finally(() => (moves -= 1));
  },
  left: look,
});

document.addEventListener("house:fresh", () => {
  if (moves <= 1 && !holds()) remember();
});
remember();
