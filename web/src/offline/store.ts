// Where the list is kept on this device: IndexedDB, two records (what the house said, what was edited here), each change one
// transaction, so that several tabs and the worker may change it at once. Where the browser keeps nothing, memory does while the
// page is open, and says so.
import { nothing, type Kept } from "./model.js";

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
type Made = Pick<Kept, "last" | "queue">;

function whole(said: Said | undefined, made: Made | undefined): Kept | null {
  return said ? { ...said, last: made?.last ?? 0, queue: made?.queue ?? [] } : null;
}

/** Writes what differs: an edit does not write the whole list anew. */
function write(shelf: IDBObjectStore, before: Kept | null, { member, snapshot, etag, last, queue }: Kept): void {
  if (snapshot !== before?.snapshot || etag !== before.etag || member !== before.member) shelf.put({ member, snapshot, etag }, "said");
  if (queue !== before?.queue || last !== before.last) shelf.put({ last, queue }, "made");
}

/** Reads, changes and writes in one transaction; `change` gives null to leave all as it is. */
async function transact(change: (kept: Kept | null) => Kept | null): Promise<Kept | null> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = database.transaction(SHELF, "readwrite", { durability: "strict" });
      const shelf = work.objectStore(SHELF);
      const [said, made] = [shelf.get("said"), shelf.get("made")];
      let after: Kept | null = null;
      made.onsuccess = () => {
        const before = whole(said.result as Said | undefined, made.result as Made | undefined);
        // What is thrown in here would only be told to the console.
        try {
          after = change(before);
          if (after && after !== before) write(shelf, before, after);
          else after = before;
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
  #memory: Kept | null = null;
  #lasting = true;

  /** Whether what is done here outlives this page. */
  get lasting(): boolean {
    return this.#lasting;
  }

  /** What is kept, whosever it is. */
  async read(): Promise<Kept | null> {
    if (!this.#lasting) return this.#memory;
    try {
      return await transact(() => null);
    } catch {
      this.#lasting = false;
      return this.#memory;
    }
  }

  /** Begins to keep a member's list; what another one left here is erased. */
  async claim(member: string): Promise<Kept> {
    const kept = await this.#write((before) => (before?.member === member ? before : nothing(member)));
    mark(this.#lasting ? member : null);
    return kept;
  }

  /** Changes what is kept, for as long as it is still that member's. */
  async change(member: string, change: Change): Promise<Kept> {
    const kept = await this.#write((before) => {
      if (before?.member !== member) throw new Other();
      return change(before);
    });
    news?.postMessage("changed");
    return kept;
  }

  async #write(change: (before: Kept | null) => Kept): Promise<Kept> {
    if (this.#lasting) {
      let after: Kept | null = null;
      try {
        const written = await transact((before) => (after = change(before)));
        this.#memory = written;
        if (written) return written;
      } catch (problem) {
        if (problem instanceof Other) throw problem;
        // Full, blocked or forbidden: what was to be written is not lost while the page is open.
        this.#lasting = false;
        if (after) return (this.#memory = after);
      }
    }
    return (this.#memory = change(this.#memory));
  }

  /** Forgets everything. */
  async erase(): Promise<void> {
    this.#memory = null;
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
