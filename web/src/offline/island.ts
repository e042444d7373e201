// The list without a network: shows what is kept on this device and notes edits, each shown at once. Its words and the pieces it
// is built of stand in the page.
import { ended } from "./ended.js";
import { fresh, wishId } from "./ids.js";
import { about, edited, known, lists, mended, moved, offered, put as putAhead, refused, renamed, rewritten, seen, seenList, sendable, shown, undone, withdrawn, type Kept, type Means, type Seen, type Shown, type Undo } from "./model.js";
import { orderByHand } from "../list/drag.js";
import { Naming } from "./naming.js";
import { keepTrying } from "./pace.js";
import { Sheet } from "./sheet.js";
import { unsent } from "./shelf.js";
import { news, Other, Store } from "./store.js";
import { exchange, type Outcome } from "./sync.js";
import { counted, day, money, text } from "./words.js";
import { lay, part, piece, put } from "./pieces.js";

const means = (): Means => ({ now: Date.now(), fresh });

/** Where the browser can, it wakes the worker when the network returns, though this page is closed. */
async function wakeLater(): Promise<void> {
  const registration = (await navigator.serviceWorker?.ready) as (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
  await registration?.sync?.register("list").catch(() => null);
}

function rowOf(one: HTMLElement): HTMLElement | null {
  return one.closest("[data-key]");
}

class Island {
  readonly #root: HTMLElement;
  readonly #store = new Store();
  readonly #sheet: Sheet;
  readonly #naming: Naming;
  #kept: Kept | null = null;
  /** How many edits have not reached the house, those of members who are not here included. */
  #unsent = 0;
  #outcome: Outcome | null = null;
  /** The list that is shown; null is the main one. */
  #list: string | null = null;
  /** What undoes the last edit, where it took a wish off the list. */
  #undo: Undo | null = null;
  #send: () => void = () => {};
  /** Whether a row is held: then it is not drawn anew under the hand. */
  #holds: () => boolean = () => false;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#naming = new Naming(part(root, "name"), (before, name) => void this.#change((kept) => renamed(kept, before, name, means())));
    this.#sheet = new Sheet(part(root, "sheet"), {
      save: (before, written) => this.#change((kept) => rewritten(kept, before, written, means())),
      state: (before, state) => this.#state(before, state),
      shut: (before) => {
        if (this.#ended) this.#send();
        // The browser gives the focus back to a button that may have been drawn anew since, and then leaves it in the shut sheet.
        const held = document.activeElement;
        if (!held || held.matches("body, dialog *")) this.#root.querySelector<HTMLElement>(`[data-key="${before?.wish.id}"] [data-do=edit]`)?.focus();
      },
    });
  }

  async start(): Promise<void> {
    this.#root.addEventListener("click", (event) => this.#click(event));
    part(this.#root, "add").addEventListener("submit", (event) => this.#add(event as SubmitEvent));
    this.#holds = orderByHand(this.#root, {
      list: () => part(this.#root, "rows"),
      put: (row, before) => void this.#change((kept) => putAhead(kept, this.#hoped(kept), row.dataset["key"] ?? "", before?.dataset["key"] ?? null, means())),
      left: () => this.#draw(),
      say: (what, at, count) => (part(this.#root, "say").textContent = text(this.#root, what, { at, count })),
    });
    news?.addEventListener("message", () => {
      // Somebody may have come in since.
      if (this.#ended && !this.#sheet.open) this.#send();
      else void this.#look();
    });
    addEventListener("beforeunload", (event) => {
      if (!this.#store.lasting && this.#unsent > 0) event.preventDefault();
    });
    navigator.serviceWorker?.addEventListener("message", (event) => {
      if (event.data !== "network") return;
      // Where nothing is kept, the page of the house is all there is to show.
      if (this.#kept) this.#send();
      else location.reload();
    });
    await this.#look();
    this.#send = keepTrying(() => this.#exchange());
  }

  /** Whether the house has said that nobody is signed in here, or another member: the list is shown no more. */
  get #ended(): boolean {
    return this.#outcome === "signed-out";
  }

  async #exchange(): Promise<Outcome> {
    // On the page itself stands no member: whoever is signed in, the house alone can say.
    this.#kept = await this.#store.read();
    const member = this.#kept?.member;
    this.#outcome = member === undefined ? null : await exchange(this.#store, member);
    // What one is writing at this instant can still be saved, and waits with the rest.
    if (this.#ended && member !== undefined && !this.#sheet.open) await ended(this.#store, member);
    await this.#look();
    return this.#outcome ?? "clean";
  }

  async #look(): Promise<void> {
    const shelf = await this.#store.look();
    [this.#kept, this.#unsent] = [shelf.kept, unsent(shelf)];
    this.#draw();
  }

  async #change(change: (kept: Kept) => Kept): Promise<void> {
    if (!this.#kept) return;
    try {
      const before = this.#kept.queue.length;
      this.#kept = await this.#store.change(this.#kept.member, change);
      this.#unsent += this.#kept.queue.length - before;
      this.#undo = null;
    } catch (problem) {
      if (!(problem instanceof Other)) throw problem;
      location.reload();
      return;
    }
    this.#draw();
    this.#send();
    void wakeLater();
  }

  #add(event: SubmitEvent): void {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input");
    const title = field?.value.trim() ?? "";
    if (!field || !title) return;
    const list = this.#list;
    void this.#change((kept) => {
      const { now } = means();
      return edited(kept, wishId(fresh(now)), "add", list === null ? { title } : { title, list }, means());
    });
    field.value = "";
    field.focus();
  }

  #state({ wish, stamps }: Seen, state: string): void {
    void this.#change((kept) => edited(kept, wish.id, "state", state, means(), stamps)).then(() => {
      const last = this.#kept?.queue.at(-1);
      if (state !== "dropped" || last?.wish !== wish.id) return;
      this.#undo = { op: last.op, wish: wish.id, state: wish.state };
      this.#draw();
    });
  }

  #click(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]");
    const kept = this.#kept;
    if (!button || !kept) return;
    const id = rowOf(button)?.dataset["key"] ?? "";
    const wish = seen(kept, id);
    const back = offered(kept).find(({ op }) => op === id);
    const undo = this.#undo;
    const act: Record<string, () => void> = {
      list: () => {
        this.#list = button.dataset["list"] || null;
        this.#draw();
      },
      edit: () => wish && this.#sheet.show(wish, lists(kept)),
      tick: () => wish && this.#state(wish, "fulfilled"),
      again: () => wish && this.#state(wish, "open"),
      up: () => void this.#change((now) => moved(now, this.#hoped(now), id, true, means())),
      down: () => void this.#change((now) => moved(now, this.#hoped(now), id, false, means())),
      undo: () => undo && void this.#change((now) => undone(now, undo, means())),
      mend: () => void this.#change((now) => mended(now, id, this.#mending(button, now, id), means())),
      "let-go": () => void this.#change((now) => withdrawn(now, id)),
      take: () => back && void this.#change((now) => edited(now, about(back), back.field as "title", back.value, means(), (seen(kept, about(back)) ?? seenList(kept, about(back)))?.stamps)),
      leave: () => back && void this.#change((now) => edited(now, about(back), "overruled", back.op, means())),
    };
    act[button.dataset["do"] ?? ""]?.();
  }

  /** What a refused edit says now: the words in its box, where it is one of words. */
  #mending(button: HTMLElement, kept: Kept, op: string): unknown {
    const edit = kept.queue.find((one) => one.op === op);
    const box = rowOf(button)?.querySelector("input");
    if (!box || box.hidden || !edit) return edit?.value;
    const said = box.value.trim();
    return edit.field === "add" ? { ...(edit.value as object), title: said } : said;
  }

  #here(kept: Kept): Shown[] {
    return shown(kept).filter(({ list, archived }) => !archived && list === this.#list);
  }

  #hoped(kept: Kept): Shown[] {
    return this.#here(kept).filter(({ state }) => state !== "fulfilled");
  }

  #draw(): void {
    const kept = this.#ended ? null : this.#kept;
    const root = this.#root;
    const hold = this.#hold();
    this.#tell(kept);
    for (const name of ["add", "lists", "hoped"]) part(root, name).hidden = !kept;
    if (!kept) {
      this.#clear();
      return;
    }
    if (this.#list !== null && !lists(kept).some(({ id }) => id === this.#list)) this.#list = null;
    this.#drawLists(kept);
    this.#drawWishes(kept);
    this.#drawTrouble(kept);
    hold();
  }

  /** Whose list it was is not here any more: nothing of it stays in the page. */
  #clear(): void {
    for (const name of ["lists", "rows", "done-rows", "not-rows", "back-rows"]) part(this.#root, name).replaceChildren();
    for (const name of ["not", "back", "done"]) part(this.#root, name).hidden = true;
    this.#naming.show(null);
    this.#undo = null;
  }

  /** Remembers what has the focus; called afterwards, it gives it back to what was drawn in its place, or the nearest to it. */
  #hold(): () => void {
    const held = document.activeElement?.closest<HTMLElement>("[data-do]");
    if (!held || !this.#root.contains(held)) return () => {};
    const key = (one: HTMLElement): string => `${rowOf(one)?.dataset["key"]} ${one.dataset["list"]}`;
    const [name, wanted] = [held.dataset["do"], key(held)];
    // At an end of the list there is only the other way.
    const turned = { up: "down", down: "up" }[name ?? ""];
    return () => {
      if (document.activeElement === held && !held.closest("[hidden]")) return;
      const there = [...this.#root.querySelectorAll<HTMLButtonElement>("[data-do]:enabled")].filter((one) => key(one) === wanted);
      const of = (what: string | undefined): HTMLButtonElement | undefined => there.find((one) => one.dataset["do"] === what);
      (of(name) ?? of(turned) ?? there[0] ?? part(this.#root, "hoped")).focus();
    };
  }

  #tell(kept: Kept | null): void {
    const root = this.#root;
    const [waiting, not] = kept ? [sendable(kept.queue).length, refused(kept.queue).length] : [0, 0];
    const words = ((): string => {
      if (!kept && this.#unsent > 0) return `${text(root, "SignedOut")} ${counted(root, "Waiting", this.#unsent)}`;
      if (!kept) return text(root, this.#ended ? "SignedOut" : "Nothing");
      if (waiting > 0) return counted(root, "Waiting", waiting);
      if (not > 0) return counted(root, "Troubled", not);
      return text(root, this.#outcome === "clean" ? "Clean" : "Offline");
    })();
    part(root, "state").classList.toggle("banner--leaf", this.#outcome === "clean" && waiting + not === 0);
    const label = part(root, "words");
    if (label.textContent !== words) label.textContent = words;
    part(root, "fleeting").hidden = this.#store.lasting || (!kept && this.#unsent === 0);
    part(root, "undo").hidden = this.#undo === null;
    part(root, "full").hidden = this.#outcome !== "clean" && !this.#ended;
  }

  #drawLists(kept: Kept): void {
    const all = lists(kept);
    const chips = [{ id: "", name: text(this.#root, "Main"), waiting: false }, ...all].map(({ id, name, waiting }) => {
      const chip = piece(this.#root, "list");
      chip.textContent = waiting ? `${name} · ${text(this.#root, "Mark")}` : name;
      chip.dataset["list"] = id;
      chip.ariaPressed = String((this.#list ?? "") === id);
      return chip;
    });
    const row = part(this.#root, "lists");
    lay(row, chips);
    row.hidden = all.length === 0;
    this.#naming.show(this.#list === null ? null : seenList(kept, this.#list));
  }

  #row(wish: Shown): HTMLElement {
    const root = this.#root;
    const row = piece(root, wish.state === "fulfilled" ? "done" : "row");
    row.dataset["key"] = wish.id;
    put(row, "title", wish.title);
    const price = wish.top_price && text(root, "Under", { price: money(wish.top_price) });
    const until = wish.until && text(root, "Until", { day: day(wish.until) });
    put(row, "note", [wish.note, price, until, ...this.#best(wish)].filter(Boolean).join(" · "));
    put(row, "quantity", wish.quantity > 1 ? `× ${wish.quantity}` : "");
    put(row, "priority", wish.priority === "usual" ? "" : text(root, `Is${wish.priority}`));
    put(row, "paused", wish.state === "paused" ? text(root, "Ispaused") : "");
    put(row, "waiting", wish.waiting ? text(root, "Mark") : "");
    const grip = row.querySelector("[data-grip]");
    if (grip) grip.id = `grip-${wish.id}`;
    for (const button of row.querySelectorAll<HTMLElement>("[data-name]")) button.ariaLabel = (button.dataset["name"] ?? "").replace("{title}", wish.title);
    return row;
  }

  /** Where it can be had, as the house knew it when it was last asked. */
  #best({ best }: Shown): string[] {
    if (!best) return [];
    const root = this.#root;
    const price = text(root, best.from ? "From" : "At", { price: money(best.price), seller: best.retailer });
    return [price, text(root, `Stock${best.availability}`), text(root, "Seen", { day: day(best.read_at) })];
  }

  #drawWishes(kept: Kept): void {
    if (this.#holds()) return;
    const done = this.#here(kept).filter(({ state }) => state === "fulfilled");
    const rows = this.#hoped(kept).map((wish) => this.#row(wish));
    rows.at(0)?.querySelector("[data-do=up]")?.setAttribute("disabled", "");
    rows.at(-1)?.querySelector("[data-do=down]")?.setAttribute("disabled", "");
    lay(part(this.#root, "rows"), rows);
    part(this.#root, "empty").hidden = rows.length > 0;
    part(this.#root, "rows").hidden = rows.length === 0;
    lay(part(this.#root, "done-rows"), done.map((wish) => this.#row(wish)));
    part(this.#root, "done").hidden = done.length === 0;
  }

  /** How the page calls a field, and what it says of a value that has no words of its own. */
  #said(kept: Kept, field: string, value: unknown): string {
    const root = this.#root;
    if (field === "add") return (value as { title: string }).title;
    if (field === "priority" || field === "state") return text(root, `Is${String(value)}`);
    if (field === "list") return lists(kept).find(({ id }) => id === value)?.name ?? text(root, "Main");
    if (field === "top_price") return value ? money(value as { minor: number; currency: string }) : "–";
    if (field === "until") return value ? day(String(value)) : "–";
    return typeof value === "boolean" ? text(root, value ? "Yes" : "No") : String(value ?? "");
  }

  #drawTrouble(kept: Kept): void {
    const root = this.#root;
    const name = (id: string): string => known(kept, id)?.title ?? lists(kept).find((list) => list.id === id)?.name ?? "…";
    const not = refused(kept.queue).map((edit) => {
      const row = piece(root, "refused");
      row.dataset["key"] = edit.op;
      const reason = edit.problem?.fields?.map(({ detail }) => detail).filter(Boolean).join(" ");
      put(row, "title", edit.field === "add" ? this.#said(kept, "add", edit.value) : name(about(edit)));
      put(row, "note", reason || edit.problem?.detail || edit.problem?.title || text(root, "Refused"));
      const box = row.querySelector<HTMLInputElement>("input");
      const words = ["add", "title", "note", "name"].includes(edit.field);
      if (box) {
        box.value = words ? this.#said(kept, edit.field, edit.value) : "";
        box.hidden = !words;
      }
      return row;
    });
    const back = offered(kept).map((lost) => {
      const row = piece(root, "offered");
      row.dataset["key"] = lost.op;
      put(row, "title", name(about(lost)));
      const holes = { field: text(root, `Field${lost.field}`), value: this.#said(kept, lost.field, lost.value), kept: this.#said(kept, lost.field, lost.kept) };
      put(row, "note", text(root, "Offered", holes));
      return row;
    });
    this.#fill("not", not);
    this.#fill("back", back);
  }

  /** Lays rows into a part, unless one is typing in it. */
  #fill(name: string, rows: readonly HTMLElement[]): void {
    const box = part(this.#root, `${name}-rows`);
    const active = document.activeElement;
    if (active instanceof HTMLInputElement && box.contains(active) && rows.length === box.children.length) return;
    box.replaceChildren(...rows);
    part(this.#root, name).hidden = rows.length === 0;
  }
}

/** Makes the page's island alive. */
export function startIsland(root: HTMLElement): void {
  void new Island(root).start();
}
