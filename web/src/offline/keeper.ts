// On the house's own pages: keeps this device's copy of the list fresh, sends what waits, and says so while it does.
import { ended, registered, silence } from "./ended.js";
import { refused, sendable, type Kept } from "./model.js";
import { keepTrying } from "./pace.js";
import { renewed } from "./renewal.js";
import { unsentBy } from "./shelf.js";
import { news, Store } from "./store.js";
import { exchange, type Outcome } from "./sync.js";
import { counted } from "./words.js";

/** The pages a member comes to for their list; the copy is made fresh there. */
const LIST = /^\/me(\/(wishes|lists)(\/.*)?)?$/;

function tell(bar: HTMLElement | null, kept: Kept | null, outcome: Outcome | null): void {
  if (!bar || !kept) return;
  const [waiting, not] = [sendable(kept.queue).length, refused(kept.queue).length];
  // What is on its way at this instant is not worth a word.
  const late = waiting > 0 && (outcome === "unreachable" || !navigator.onLine);
  const words = not > 0 ? counted(bar, "Refused", not) : late ? counted(bar, "Waiting", waiting) : "";
  const label = bar.querySelector<HTMLElement>("[data-words]");
  if (label && label.textContent !== words) label.textContent = words;
  bar.hidden = !words;
}

/**
 * Whoever leaves this browser, or the house, leaves nothing behind; what of theirs has not reached the house is asked about first. What
 * others wrote here and could not send yet is not theirs to lose: while there is such, the house is asked not to have the browser erase all
 * it keeps.
 */
function guardLeaving(store: Store, member: string, bar: HTMLElement | null): void {
  let sure = false;
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (sure || !/\/\/[^/]+\/(leave|me\/erase)$/.test(form.action)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void (async () => {
      const left = unsentBy(await store.look(), member);
      if (left > 0 && !confirm(bar ? counted(bar, "Leaving", left) : "")) return;
      const others = await store.leave(member);
      await silence(registered());
      if (others) {
        const field = document.createElement("input");
        [field.type, field.name, field.value] = ["hidden", "others", "wait"];
        form.append(field);
      }
      sure = true;
      form.submit();
    })();
  }, true);
}

/** Begins for the member who is signed in on this page. */
export async function keep(member: string): Promise<void> {
  const store = new Store();
  const bar = document.querySelector<HTMLElement>("[data-waiting]");
  guardLeaving(store, member, bar);
  const claim = await store.claim(member);
  if (claim.before !== null && claim.before !== member) void silence(registered());
  else void renewed(registered());
  let kept: Kept | null = claim.kept;
  let outcome: Outcome | null = null;
  tell(bar, kept, outcome);
  const look = async (): Promise<void> => {
    kept = await store.read();
    tell(bar, kept, outcome);
  };
  const work = async (): Promise<Outcome> => {
    const wanted = LIST.test(location.pathname) || (kept?.queue.length ?? 0) > 0;
    outcome = wanted ? await exchange(store, member) : "clean";
    if (outcome === "signed-out") await ended(store, member);
    await look();
    return outcome;
  };
  const now = keepTrying(work);
  news?.addEventListener("message", () => void look());
  // The stream has said that something is another, and on a page that shows the list perhaps the list.
  document.addEventListener("house:fresh", () => document.querySelector("[data-refresh~=list]") && now());
}

/** Nobody is signed in here any more: the copy goes; edits that have not reached the house wait for their member. */
export async function forget(): Promise<void> {
  await new Store().close(null);
  await silence(registered());
}
