// Brings edits to the house and its list back here. One tab at a time sends; an edit goes again, the same, until there is an
// answer. Nothing here needs a page: the worker may do it too.
import { about, answered, EMPTY, leaving, sendable, withdrawn, type Kept, type Waiting } from "./model.js";
import { Other, type Store } from "./store.js";
import { isAnswer, isSnapshot, type Problem } from "./wire.js";

/** What came of it: all is said; the network or the house failed; nobody is signed in; another tab is at it; another member is here. */
export type Outcome = "clean" | "unreachable" | "signed-out" | "busy" | "other";

/** Edits in one request, well under what the house takes. */
const PART = 100;
const PATIENCE_MS = 20_000;

class Unreachable extends Error {}
class SignedOut extends Error {}

interface Reply {
  readonly status: number;
  readonly etag: string | null;
  readonly body: unknown;
}

/** Asks the house; a gate that answers in its place (a hotel's, a train's) does not speak JSON and counts as no network. */
async function ask(method: string, path: string, { body, etag }: { body?: unknown; etag?: string | null } = {}): Promise<Reply> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (etag) headers["if-none-match"] = etag;
  const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) };
  let answer: Response;
  let said: unknown = null;
  try {
    answer = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    if (answer.status !== 304 && answer.status !== 204) said = await answer.json();
  } catch {
    throw new Unreachable();
  }
  if (answer.status === 401) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) throw new Unreachable();
  return { status: answer.status, etag: answer.headers.get("etag"), body: said };
}

/** Fetches the list if it is another than the one kept here. */
async function refresh(store: Store, kept: Kept): Promise<void> {
  const { status, etag, body } = await ask("GET", "/api/v1/list", { etag: kept.snapshot && kept.etag });
  if (status === 304) return;
  if (status !== 200 || !isSnapshot(body)) throw new Unreachable();
  // Another member has come in since on this browser: what is kept is not for them, nor theirs for this page.
  if (body.member !== kept.member) throw new SignedOut();
  await store.change(kept.member, (now) => ({ ...now, snapshot: body, etag }));
}

/** The house would not read the request at all: an edit alone is refused, several are sent in smaller parts. */
async function unread(store: Store, kept: Kept, part: readonly Waiting[], problem: Problem): Promise<number> {
  const [only] = part;
  if (!only || part.length > 1) return Math.ceil(part.length / 2);
  await store.change(kept.member, (now) => answered(now, [{ op: only.op, as: "refused", problem }], now.snapshot ?? EMPTY));
  return PART;
}

/** Lets go of something that was offered back; that it is gone already is as good. */
async function letGo(store: Store, kept: Kept, edit: Waiting): Promise<void> {
  const { status } = await ask("DELETE", `/api/v1/list/overruled/${about(edit)}/${String(edit.value)}`);
  if (status >= 400 && status !== 404) throw new Unreachable();
  await store.change(kept.member, (now) => {
    const snapshot = now.snapshot && { ...now.snapshot, overruled: now.snapshot.overruled.filter(({ op }) => op !== edit.value) };
    const queue = now.queue.map((one) => (one.op === edit.op ? { ...one, tried: false } : one));
    return { ...withdrawn({ ...now, queue }, edit.op), snapshot, etag: null };
  });
}

/** The edits that go together in one request, in their order; one that lets go travels alone. */
function next(kept: Kept, size: number): readonly Waiting[] {
  const all = sendable(kept.queue);
  if (all[0]?.field === "overruled") return all.slice(0, 1);
  const until = all.findIndex(({ field }) => field === "overruled");
  return all.slice(0, Math.min(size, until < 0 ? size : until));
}

async function sendAll(store: Store, member: string): Promise<void> {
  let size = PART;
  for (;;) {
    let part: readonly Waiting[] = [];
    const kept = await store.change(member, (now) => {
      part = next(now, size);
      const untried = part.some(({ tried }) => !tried);
      return untried ? leaving(now, new Set(part.map(({ op }) => op))) : now;
    });
    const [first] = part;
    if (!first) return refresh(store, kept);
    if (first.field === "overruled") {
      await letGo(store, kept, first);
      continue;
    }
    const edits = part.map(({ tried: _, problem: __, ...edit }) => edit);
    const { status, body } = await ask("POST", "/api/v1/list/edits", { body: { sent_at: new Date().toISOString(), member, edits } });
    if (status === 200 && isAnswer(body)) {
      const { settled, list } = body;
      // An answer that speaks of something else would be asked for again without end.
      if (!settled.some(({ op }) => op === first.op)) throw new Unreachable();
      await store.change(member, (now) => ({ ...answered(now, settled, list), etag: null }));
      size = PART;
    } else if (status >= 400) {
      size = await unread(store, kept, part, (body ?? {}) as Problem);
    } else throw new Unreachable();
  }
}

/** Sends what waits and fetches the list, unless another tab is doing so. */
export async function exchange(store: Store, member: string): Promise<Outcome> {
  const work = async (): Promise<Outcome> => {
    try {
      await sendAll(store, member);
      return "clean";
    } catch (problem) {
      if (problem instanceof SignedOut) return "signed-out";
      if (problem instanceof Other) return "other";
      if (problem instanceof Unreachable) return "unreachable";
      throw problem;
    }
  };
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("hyperlieu-list", { ifAvailable: true }, (lock) => (lock ? work() : "busy"));
}
