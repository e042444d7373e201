// Where the list is kept on this device: IndexedDB, three records (what the house said, what was edited here, what those who were
// here before left unsent), each change one transaction, so that several tabs and the worker may change it at once. Where the browser keeps nothing, memory does while the
// page is open, and says so.
import type { Kept } from "./model.js";
import { BARE, claimed, closed, left, unsent, type Made, type Shelf } from "./shelf.js";

const NAME = "hyperlieu-list";
const SHELF = "kept";
/** Says that something is kept here and whose, so that a page that has nothing to do with it need not look. */
const MARK = "hyperlieu-list";

type Change = (kept: Kept) => Kept;

/** Tells the other tabs and the worker that something changed. */
export const news: BroadcastChannel | null = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
    asked.onerror = () => reject(asked.error ?? new Error("closed"));
    asked.onblocked = () => reject(new Error("blocked"));
    asked.onsuccess = () => {
      // Whoever erases it must not wait for this tab.
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
  });
}

type Said = Pick<Kept, "member" | "snapshot" | "etag">;

function whole(said: Said | undefined, made: Made | undefined): Kept | null {
  return said ? { ...said, last: made?.last ?? 0, queue: made?.queue ?? [] } : null;
}

/** Writes what differs: an edit does not write the whole list anew. */
function write(store: IDBObjectStore, { kept: before, away }: Shelf, after: Shelf): void {
  if (after.away !== away) store.put(after.away, "away");
  if (!after.kept) {
    store.delete("said");
    store.delete("made");
    return;
  }
  const { member, snapshot, etag, last, queue } = after.kept;
  if (snapshot !== before?.snapshot || etag !== before.etag || member !== before.member) store.put({ member, snapshot, etag }, "said");
  if (queue !== before?.queue || last !== before.last) store.put({ last, queue }, "made");
}

/** Reads, changes and writes in one transaction; `change` gives the same shelf to leave all as it is. */
async function transact(change: (shelf: Shelf) => Shelf): Promise<Shelf> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = database.transaction(SHELF, "readwrite", { durability: "strict" });
      const store = work.objectStore(SHELF);
      const [said, made, away] = [store.get("said"), store.get("made"), store.get("away")];
      let after = BARE;
      away.onsuccess = () => {
        const kept = whole(said.result as Said | undefined, made.result as Made | undefined);
        const before: Shelf = { kept, away: (away.result as Shelf["away"] | undefined) ?? {} };
        // What is thrown in here would only be told to the console.
        try {
          after = change(before);
          if (after !== before) write(store, before, after);
        } catch (problem) {
          reject(problem);
          work.abort();
        }
      };
      work.oncomplete = () => resolve(after);
      work.onabort = () => reject(work.error ?? new Error("aborted"));
    });
  } finally {
    database.close();
  }
}

/** Which member's list this browser keeps, at a glance; null where none is. */
export function marked(): string | null {
  try {
    return localStorage.getItem(MARK);
  } catch {
    return null;
  }
}

function mark(member: string | null): void {
  // A worker has no such storage; the page that keeps the list has marked it already.
  if (typeof localStorage === "undefined") return;
  try {
    if (member === null) localStorage.removeItem(MARK);
    else localStorage.setItem(MARK, member);
  } catch {
    // Nothing can be marked: then nothing was kept either.
  }
}

/** Somebody else's list is kept here now: this page is of yesterday. */
export class Other extends Error {}

export class Store {
  #memory = BARE;
  #lasting = true;

  /** Whether what is done here outlives this page. */
  get lasting(): boolean {
    return this.#lasting;
  }

  /** What is kept of the member who is here, whoever that is. */
  async read(): Promise<Kept | null> {
    return (await this.look()).kept;
  }

  /** All that is kept. */
  async look(): Promise<Shelf> {
    if (!this.#lasting) return this.#memory;
    try {
      return await transact((shelf) => shelf);
    } catch {
      this.#lasting = false;
      return this.#memory;
    }
  }

  /** Begins to keep a member's list; another one's is erased, but for the edits that wait for them. Says who was here before. */
  async claim(member: string): Promise<{ readonly kept: Kept | null; readonly before: string | null }> {
    let before: string | null = null;
    const { kept } = await this.#write((shelf) => {
      before = shelf.kept?.member ?? null;
      return claimed(shelf, member);
    });
    mark(this.#lasting ? member : null);
    if (before !== member) news?.postMessage("changed");
    return { kept, before };
  }

  /**
   * Ends to keep a member's list, or whosever is here, as their session has ended; unsent edits wait for their member. Whether it
   * was theirs that was kept.
   */
  async close(member: string | null): Promise<boolean> {
    let was = false;
    const shelf = await this.#write((before) => {
      const after = closed(before, member);
      was = after !== before;
      return after;
    });
    // While anything is left, every page looks after it.
    if (unsent(shelf) === 0 && !shelf.kept) mark(null);
    if (was) news?.postMessage("changed");
    return was;
  }

  /** Changes what is kept, for as long as it is still that member's. */
  async change(member: string, change: Change): Promise<Kept> {
    let changed: Kept | null = null;
    await this.#write((shelf) => {
      if (shelf.kept?.member !== member) throw new Other();
      changed = change(shelf.kept);
      return changed === shelf.kept ? shelf : { ...shelf, kept: changed };
    });
    news?.postMessage("changed");
    if (!changed) throw new Other();
    return changed;
  }

  async #write(change: (before: Shelf) => Shelf): Promise<Shelf> {
    if (this.#lasting) {
      let after: Shelf | null = null;
      try {
        return (this.#memory = await transact((before) => (after = change(before))));
      } catch (problem) {
        if (problem instanceof Other) throw problem;
        // Full, blocked or forbidden: what was to be written is not lost while the page is open.
        this.#lasting = false;
        if (after) return (this.#memory = after);
      }
    }
    return (this.#memory = change(this.#memory));
  }

  /** The member leaves this browser: nothing of theirs is kept. Whether edits of others still wait here. */
  async leave(member: string): Promise<boolean> {
    const shelf = await this.#write((before) => left(before, member));
    const [other] = Object.keys(shelf.away);
    // Where memory stands in for what could not be written, what is written must go as a whole.
    if (other === undefined || !this.#lasting) {
      await this.#erase();
      return false;
    }
    mark(other);
    news?.postMessage("changed");
    return true;
  }

  /** Forgets everything. */
  async #erase(): Promise<void> {
    this.#memory = BARE;
    mark(null);
    await new Promise<void>((resolve) => {
      try {
        const asked = indexedDB.deleteDatabase(NAME);
        asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
      } catch {
        resolve();
      }
    });
    news?.postMessage("changed");
  }
}
