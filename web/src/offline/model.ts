// The list as one sees it without a network: what the house last said, with the edits made here on top. Pure: the clock and
// chance are given, storage and network are elsewhere.
import { between, ofWish } from "./order.js";
import type { About, Edit, Field, List, Overruled, Problem, Settled, Snapshot, Wish } from "./wire.js";

/** An edit made here that the house has not settled. */
export interface Waiting extends Edit {
  /** Whether it was ever on its way: from then on the house may know it. */
  readonly tried: boolean;
  /** Why the house did not take it. */
  readonly problem: Problem | null;
}

/** All that is kept on this device, for one member. */
export interface Kept {
  readonly member: string;
  readonly snapshot: Snapshot | null;
  readonly etag: string | null;
  /** The instant of the latest edit made here, in milliseconds: the next one is later, whatever the clock says. */
  readonly last: number;
  readonly queue: readonly Waiting[];
}

/** A wish as it is shown here. */
export interface Shown extends Wish {
  /** Whether something of it waits for the network. */
  readonly waiting: boolean;
}

/** A list as it is called here. */
export interface Called extends List {
  /** Whether its name waits for the network. */
  readonly waiting: boolean;
}

export interface Means {
  readonly now: number;
  readonly fresh: (now: number) => string;
}

export const EMPTY: Snapshot = { member: "", lists: [], wishes: [], overruled: [] };

export function nothing(member: string): Kept {
  return { member, snapshot: null, etag: null, last: 0, queue: [] };
}

/** The id of the wish or list that something is about. */
export function about({ wish, list }: About): string {
  return wish ?? list ?? "";
}

/** The wishes whose adding was refused: until that is mended, nothing further of them can be sent. */
function homeless(queue: readonly Waiting[]): Set<string> {
  return new Set(queue.filter(({ field, problem }) => field === "add" && problem).map(about));
}

/** The edits that can go to the house now, the oldest first. */
export function sendable(queue: readonly Waiting[]): readonly Waiting[] {
  const held = homeless(queue);
  return queue.filter((edit) => !edit.problem && !held.has(about(edit)));
}

/** The edits that the house refused, with its reasons. */
export function refused(queue: readonly Waiting[]): readonly Waiting[] {
  return queue.filter(({ problem }) => problem);
}

interface Added {
  readonly title: string;
  readonly list?: string | null;
}

function added(id: string, value: Added): Shown {
  const { title, list = null } = value;
  const plain = { state: "open", quantity: 1, priority: "usual", note: "", top_price: null, until: null, archived: false, stamps: {} } as const;
  return { ...plain, id, title, list, order: ofWish(id), waiting: true };
}

function applied(wish: Shown, field: Field, value: unknown): Shown {
  if (field !== "quantity") return { ...wish, [field]: value, waiting: true };
  return { ...wish, quantity: Math.max(1, wish.quantity + Number(value)), waiting: true };
}

/** Every wish of the list, those put away included, with the edits made here; what was dropped is not among them. */
export function shown(kept: Kept): Shown[] {
  const wishes = new Map((kept.snapshot ?? EMPTY).wishes.map((wish): [string, Shown] => [wish.id, { ...wish, waiting: false }]));
  for (const { wish: id, field, value } of sendable(kept.queue)) {
    if (id === undefined || field === "name") continue;
    const wish = wishes.get(id);
    if (field === "add") {
      // The answer may have come on another way: what the house knows stays as it knows it.
      if (!wish) wishes.set(id, added(id, value as Added));
    } else if (wish && field !== "overruled") wishes.set(id, applied(wish, field, value));
  }
  const order = (a: Shown, b: Shown): number => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1);
  return [...wishes.values()].filter(({ state }) => state !== "dropped").sort(order);
}

/** The lists one may choose among, in their order, as they are called here. */
export function lists(kept: Kept): Called[] {
  const names = new Map(sendable(kept.queue).filter(({ field }) => field === "name").map((edit) => [about(edit), String(edit.value)]));
  const called = (list: List): Called => ({ ...list, name: names.get(list.id) ?? list.name, waiting: names.has(list.id) });
  const all = (kept.snapshot ?? EMPTY).lists.filter(({ archived }) => !archived).map(called);
  return all.sort((a, b) => (a.order < b.order ? -1 : 1));
}

/** What is offered back, without what was already answered here. */
export function offered(kept: Kept): Overruled[] {
  const answered = new Set(kept.queue.filter(({ field }) => field === "overruled").map(({ value }) => value));
  return (kept.snapshot ?? EMPTY).overruled.filter(({ op }) => !answered.has(op));
}

/** By field, the edit that is seen of it: an own one on its way, or the one the house knows. */
export type Stamps = { readonly [field: string]: string };

/** Every stamp of a wish or a list as it is seen here. */
function stamps(kept: Kept, of: string): Stamps {
  const { wishes, lists } = kept.snapshot ?? EMPTY;
  const all: { [field: string]: string } = { ...[...wishes, ...lists].find(({ id }) => id === of)?.stamps };
  for (const edit of kept.queue) if (about(edit) === of && !edit.problem) all[edit.field] = edit.op;
  return all;
}

/** A wish as it stands before somebody's eyes: what is edited then has seen this, whatever has come in since. */
export interface Seen {
  readonly wish: Shown;
  readonly stamps: Stamps;
}

/** What is seen of a wish now; null where it is not shown. */
export function seen(kept: Kept, id: string): Seen | null {
  const wish = known(kept, id);
  return wish && { wish, stamps: stamps(kept, id) };
}

/** A list's name as it stands before somebody's eyes. */
export interface SeenList {
  readonly list: Called;
  readonly stamps: Stamps;
}

/** What is seen of a list now; null where it is not shown. */
export function seenList(kept: Kept, id: string): SeenList | null {
  const list = lists(kept).find((one) => one.id === id);
  return list ? { list, stamps: stamps(kept, id) } : null;
}

/** Stamps without those of edits the house has refused since: it has forgotten them, what they had followed is seen in their place. */
function standing(kept: Kept, all: Stamps): Stamps {
  const turned = new Map(refused(kept.queue).map(({ op, base }) => [op, base]));
  const follow = (op: string | null): string | null => (op !== null && turned.has(op) ? follow(turned.get(op) ?? null) : op);
  const pairs = Object.entries(all).map(([field, op]): [string, string | null] => [field, follow(op)]);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== null));
}

/**
 * Takes note of an edit of a wish or a list, later than all before it; `saw` is what stood before one's eyes, where that may be older than
 * what is kept.
 */
export function edited(kept: Kept, of: string, field: Edit["field"], value: unknown, { now, fresh }: Means, saw?: Stamps): Kept {
  const last = Math.max(now, kept.last + 1);
  const all = saw ? standing(kept, saw) : stamps(kept, of);
  const base = all[field] ?? null;
  const { add: _, overruled: __, ...fields } = all;
  const whole = field === "state" && value === "dropped" ? { seen: fields } : {};
  const what: About = of.startsWith("list_") ? { list: of } : { wish: of };
  const edit = { op: fresh(last), at: new Date(last).toISOString(), ...what, field, value, base, ...whole, tried: false, problem: null };
  return { ...kept, last, queue: [...kept.queue, edit] };
}

/** What is written in the form of one wish. */
export interface Written {
  readonly title: string;
  readonly note: string;
  readonly quantity: number;
  readonly priority: string;
  readonly list: string | null;
}

/** The edits that make a wish as it was written over what was seen of it; what did not change makes none. */
export function rewritten(kept: Kept, { wish: before, stamps: saw }: Seen, written: Written, means: Means): Kept {
  const more = written.quantity - before.quantity;
  const fields: readonly [Field, unknown, boolean][] = [
    ["title", written.title, written.title !== before.title],
    ["note", written.note, written.note !== before.note],
    ["quantity", more, more !== 0],
    ["priority", written.priority, written.priority !== before.priority],
    ["list", written.list, written.list !== before.list],
  ];
  return fields.filter(([, , differs]) => differs).reduce((all, [field, value]) => edited(all, before.id, field, value, means, saw), kept);
}

/** Calls a list otherwise than it was seen to be called; the same name is no edit. */
export function renamed(kept: Kept, { list, stamps: saw }: SeenList, name: string, means: Means): Kept {
  return name === list.name ? kept : edited(kept, list.id, "name", name, means, saw);
}

/**
 * Puts a wish at a place among others. Where those beside it stand on one key, as two devices made it at once, there is no room between
 * them: those of that key that come after it get new ones too.
 */
function placed(kept: Kept, others: readonly Shown[], id: string, to: number, means: Means): Kept {
  const low = others[to - 1]?.order ?? null;
  let end = to;
  while (low !== null && end < others.length && (others[end]?.order ?? "") <= low) end += 1;
  const high = others[end]?.order ?? null;
  let [all, key] = [kept, low];
  for (const wish of [id, ...others.slice(to, end).map((other) => other.id)]) {
    key = between(key, high);
    all = edited(all, wish, "order", key, means);
  }
  return all;
}

/** Moves a wish by one among those it is shown with; at the end it stays. */
export function moved(kept: Kept, among: readonly Shown[], id: string, up: boolean, means: Means): Kept {
  const at = among.findIndex((wish) => wish.id === id);
  const to = up ? at - 1 : at + 1;
  if (at < 0 || to < 0 || to >= among.length) return kept;
  return placed(kept, among.filter((wish) => wish.id !== id), id, to, means);
}

/** Puts a wish ahead of another one among those it is shown with, or at the end; where it stands so already, it stays. */
export function put(kept: Kept, among: readonly Shown[], id: string, before: string | null, means: Means): Kept {
  const at = among.findIndex((wish) => wish.id === id);
  const others = among.filter((wish) => wish.id !== id);
  const to = before === null ? others.length : others.findIndex((wish) => wish.id === before);
  if (at < 0 || to < 0 || to === at) return kept;
  return placed(kept, others, id, to, means);
}

/** Marks edits as being on their way. */
export function leaving(kept: Kept, ops: ReadonlySet<string>): Kept {
  return { ...kept, queue: kept.queue.map((edit) => (ops.has(edit.op) ? { ...edit, tried: true } : edit)) };
}

/** What the house said of edits sent: settled ones go, refused ones stay with their reason. */
export function answered(kept: Kept, settled: readonly Settled[], snapshot: Snapshot): Kept {
  const verdicts = new Map(settled.map((one) => [one.op, one]));
  const turned = new Set(settled.filter((one) => one.as === "refused").map(({ op }) => op));
  const lost = new Set(kept.queue.filter(({ op, field }) => field === "add" && turned.has(op)).map(about));
  const queue = kept.queue.flatMap((edit): Waiting[] => {
    const verdict = verdicts.get(edit.op);
    if (!verdict) return [edit];
    if (verdict.as !== "refused") return [];
    // Refused only because their wish is not there: they wait with it.
    if (edit.field !== "add" && lost.has(about(edit))) return [edit];
    return [{ ...edit, problem: verdict.problem ?? {} }];
  });
  // What was made on top of a refused edit follows what that one had followed: the house has forgotten it.
  const forgotten = new Map(queue.filter(({ op }) => turned.has(op)).map(({ op, base }) => [op, base]));
  const follows = (op: string | null): string | null => (op !== null && forgotten.has(op) ? follows(forgotten.get(op) ?? null) : op);
  return { ...kept, snapshot, queue: queue.map((edit) => (edit.problem ? edit : { ...edit, base: follows(edit.base) })) };
}

/** Takes an edit back that the house cannot know yet; those made on top of it then follow what it had followed. */
export function withdrawn(kept: Kept, op: string): Kept {
  const gone = kept.queue.find((edit) => edit.op === op);
  if (!gone || (gone.tried && !gone.problem)) return kept;
  const rest = kept.queue.filter((edit) => edit.op !== op && !(gone.field === "add" && about(edit) === about(gone)));
  return { ...kept, queue: rest.map((edit) => (edit.base === op ? { ...edit, base: gone.base } : edit)) };
}

/** What undoes a change of state. */
export interface Undo {
  readonly op: string;
  readonly wish: string;
  /** The state before. */
  readonly state: string;
}

/** Undoes a change of state: as if it had not been, or, where the house may know it, by another one that saw it. */
export function undone(kept: Kept, { op, wish, state }: Undo, means: Means): Kept {
  const before = withdrawn(kept, op);
  if (before !== kept) return before;
  const { queue, ...rest } = edited(kept, wish, "state", state, means);
  return { ...rest, queue: queue.map((edit, at) => (at === queue.length - 1 ? { ...edit, base: op } : edit)) };
}

/** Says a refused edit anew in other words; what waits for it goes along, under new ids, for the house has refused the old ones. */
export function mended(kept: Kept, op: string, value: unknown, means: Means): Kept {
  const before = kept.queue.find((edit) => edit.op === op && edit.problem);
  if (!before) return kept;
  const again = before.field === "add" ? kept.queue.filter((edit) => about(edit) === about(before)) : [before];
  const rest: Kept = { ...kept, queue: kept.queue.filter((edit) => !again.includes(edit)) };
  return again.reduce((all, edit) => edited(all, about(edit), edit.field, edit.op === op ? value : edit.value, means), rest);
}

/** Whether a wish still stands somewhere: one whose words were overruled may have come true or been dropped since. */
export function known(kept: Kept, id: string): Shown | null {
  return shown(kept).find((wish) => wish.id === id) ?? null;
}
