// A house of lists in a few lines: settles edits by the rules of docs/lists.md, so that a device's half can be tried by itself with
// thousands of random orders. The house's own half is tried in Rust, and both together in the journey.

import { isDeepStrictEqual } from "node:util";

const WEIGHT = { dropped: 0, open: 1, paused: 1, fulfilled: 2 };

export class House {
  #wishes = new Map();
  /** By id: lists that were made before any device looked. */
  #lists;
  #known = new Set();
  #now = 0;

  constructor(...lists) {
    this.#lists = new Map(lists.map((id, at) => [id, { id, name: id, order: `${at}i`, archived: false, stamps: {}, lost: [] }]));
  }

  /** Whatever was said of a wish: what stands, its stamps, what is offered back. */
  wish(id) {
    return this.#wishes.get(id);
  }

  /** The same of a list that is called otherwise. */
  called(id) {
    return this.#lists.get(id);
  }

  list() {
    const wishes = [...this.#wishes.values()].filter(({ state }) => state !== "dropped");
    const lists = [...this.#lists.values()];
    const offered = (all, kind) => all.flatMap((one) => one.lost.map((lost) => ({ ...lost, [kind]: one.id, kept: one[lost.field], at: "" })));
    const told = ({ lost, ...one }) => ({ ...one, stamps: Object.fromEntries(Object.entries(one.stamps).map(([f, s]) => [f, s.op])) });
    return structuredClone({ member: "member_1", lists: lists.map(told), wishes: wishes.map(told), overruled: [...offered(wishes, "wish"), ...offered(lists, "list")] });
  }

  /** Settles a part of a device's edits, in their order. */
  settle(edits) {
    const settled = edits.map((edit) => ({ op: edit.op, problem: null, as: this.#settle(edit) }));
    for (const one of settled) if (one.as === "refused") one.problem = { title: "not-found" };
    return { settled, list: this.list() };
  }

  #settle(edit) {
    this.#now += 1;
    if (this.#known.has(edit.op)) return "known";
    if (edit.field === "add") {
      if (!edit.value.title) return "refused";
      this.#wishes.set(edit.wish, { id: edit.wish, title: edit.value.title, state: "open", list: null, order: edit.value.order ?? edit.wish.slice(-8), quantity: 1, priority: "usual", note: "", top_price: null, until: null, archived: false, stamps: {}, lost: [] });
      this.#known.add(edit.op);
      return "applied";
    }
    const wish = edit.list ? edit.field === "name" && edit.value && this.#lists.get(edit.list) : this.#wishes.get(edit.wish);
    if (!wish) return "refused";
    this.#known.add(edit.op);
    return this.#merge(wish, edit);
  }

  #write(wish, { op, field, value }, at) {
    wish[field] = field === "quantity" ? Math.max(1, wish.quantity + value) : value;
    wish.stamps[field] = { op, at };
  }

  #merge(wish, edit) {
    const { field, value, op } = edit;
    const stamp = wish.stamps[field];
    // An edit that was overruled and is what this one saw is replaced by it.
    const before = wish.lost.findIndex((lost) => lost.op === edit.base);
    if (before >= 0) wish.lost.splice(before, 1);
    if (field === "state" && value === "dropped" && Object.entries(wish.stamps).some(([name, { op: wrote }]) => edit.seen?.[name] !== wrote)) {
      wish.lost.push({ op, field, value });
      return "overruled";
    }
    if (wish.state === "dropped" && field !== "state") {
      wish.lost.push({ op: wish.stamps.state.op, field: "state", value: "dropped" });
      this.#write(wish, { op: `revived by ${op}`, field: "state", value: "open" }, this.#now);
    }
    const at = Math.max(Date.parse(edit.at), (stamp && edit.base === stamp.op ? stamp.at + 1 : 0));
    if (!stamp || edit.base === stamp.op || field === "quantity") {
      wish.lost = wish.lost.filter((lost) => lost.field !== field || !isDeepStrictEqual(lost.value, value));
      this.#write(wish, edit, at);
      return "applied";
    }
    const later = at > stamp.at || (at === stamp.at && op > stamp.op);
    if (field === "note" && wish.note && value) {
      const [first, second] = later ? [wish.note, value] : [value, wish.note];
      this.#write(wish, { op: `both ${op}`, field, value: `${first}\n${second}` }, Math.max(at, stamp.at) + 1);
      return "applied";
    }
    const wins = field === "state" && WEIGHT[wish.state] !== WEIGHT[value] ? WEIGHT[value] > WEIGHT[wish.state] : later;
    const lost = wins ? { op: stamp.op, field, value: wish[field] } : { op, field, value };
    if (field !== "order") wish.lost.push(lost);
    if (wins) this.#write(wish, edit, Math.max(at, stamp.at + 1));
    return wins ? "applied" : "overruled";
  }
}
