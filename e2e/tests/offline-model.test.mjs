// A device's half of the list without a network, without a browser: what is shown, what is sent, what is offered back; thousands of
// random orders of edits, lost answers and clocks that jump. Whatever is random prints its seed: SEED=7 runs that one again.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { source } from "../harness/bundle.mjs";
import { House } from "../harness/lists.mjs";

const WISH = "wish_0193d1e08e7c7c0cae1e3d1e08e7c7c0";

/** A generator that gives the same numbers for the same seed (mulberry32). */
function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (n) => Math.floor(next() * n), of: (all) => all[Math.floor(next() * all.length)] };
}

describe("a device's half of the list", () => {
  let model;
  let order;
  let ids;
  before(async () => {
    [model, order, ids] = await Promise.all([source("offline/model.ts"), source("offline/order.ts"), source("offline/ids.ts")]);
  });

  let made = 0;
  const fresh = (now) => ids.uuid(now, Uint8Array.from({ length: 10 }, (_, at) => (at === 9 ? (made += 1) : made >> 8) & 255));
  const at = (now) => ({ now, fresh });
  const wish = (more = {}) => ({ id: WISH, title: "Vélo", state: "open", list: null, order: "i", quantity: 1, priority: "usual", note: "", top_price: null, until: null, archived: false, stamps: {}, ...more });
  const kept = (...wishes) => ({ ...model.nothing("member_1"), snapshot: { member: "member_1", lists: [], wishes, overruled: [] } });

  test("ids are UUIDs of version 7, in the order of their making", () => {
    const one = ids.uuid(1_764_000_000_000, new Uint8Array(10).fill(255));
    assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(one < ids.uuid(1_764_000_000_001, new Uint8Array(10)));
    assert.equal(ids.wishId(one), `wish_${one.replaceAll("-", "")}`);
  });

  test("until midnight is through the day before", async () => {
    const words = await source("offline/words.ts");
    globalThis.document = { documentElement: { lang: "fr" } };
    const midnight = new Date(2026, 11, 25).toISOString();
    assert.equal(words.day(midnight), "24 décembre");
    assert.equal(words.day(new Date(2026, 11, 25, 18).toISOString()), "25 décembre");
    delete globalThis.document;
  });

  test("there is always room between two keys", () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1e9);
    console.log(`seed ${seed}`);
    const { below } = chance(seed);
    const keys = [];
    for (let i = 0; i < 400; i += 1) {
      const place = below(keys.length + 1);
      const key = order.between(keys[place - 1] ?? null, keys[place] ?? null);
      assert.match(key, /^[0-9a-z]*[1-9a-z]$/);
      keys.splice(place, 0, key);
    }
    assert.deepEqual(keys, [...new Set(keys)].sort());
    assert.ok(order.between("z", "a") > "z", "the wrong way round, it follows the first");
  });

  test("the newest wish stands first", () => {
    const [early, late] = [1_764_000_000_000, 1_764_000_000_001].map((now) => order.ofWish(ids.wishId(ids.uuid(now, new Uint8Array(10).fill(7)))));
    assert.ok(late < early);
    assert.match(late, /^[0-9a-v]{18}i$/);
  });

  test("a wish put by hand stands there, and one put where it stands is no edit", () => {
    const keys = order.between(null, null);
    let now = kept(...["a", "b", "c", "d"].map((name, place) => wish({ id: `${WISH.slice(0, -1)}${place}`, title: name, order: `${place + 1}${keys}` })));
    const id = (name) => model.shown(now).find(({ title }) => title === name).id;
    const titles = () => model.shown(now).map(({ title }) => title).join("");
    const put = (name, before) => (now = model.put(now, model.shown(now), id(name), before && id(before), at(1)));
    for (const [name, before, stands] of [["d", "a", "dabc"], ["a", null, "dbca"], ["b", "d", "bdca"], ["c", "a", "bdca"], ["a", null, "bdca"]]) {
      put(name, before);
      assert.equal(titles(), stands, `${name} ahead of ${before}`);
    }
    assert.equal(now.queue.length, 3);
    assert.equal(model.put(now, model.shown(now), id("a"), "wish_gone", at(1)), now, "what it was put ahead of is there no more");
  });

  test("a wish put between two of one key stands there, and the others stand as they stood", () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1e9);
    console.log(`seed ${seed}`);
    const { below, of } = chance(seed);
    for (let round = 0; round < 300; round += 1) {
      const all = Array.from({ length: 2 + below(7) }, (_, place) => wish({ id: `${WISH.slice(0, -1)}${place}`, order: of(["8", "i", "i1", "ii", "r"]) }));
      const now = kept(...all);
      const ids = model.shown(now).map(({ id }) => id);
      const [id, ...others] = [of(ids)].flatMap((id) => [id, ...ids.filter((one) => one !== id)]);
      const to = below(ids.length);
      const wanted = [...others.slice(0, to), id, ...others.slice(to)];
      const put = model.put(now, model.shown(now), id, others[to] ?? null, at(1));
      assert.deepEqual(model.shown(put).map((one) => one.id), wanted, `${all.map(({ order }) => order)}: ${id} to ${to}`);
      const down = ids.indexOf(id) + (below(2) ? 1 : -1);
      if (down < 0 || down >= ids.length) continue;
      const moved = model.moved(now, model.shown(now), id, down < ids.indexOf(id), at(1));
      assert.equal(model.shown(moved).findIndex((one) => one.id === id), down);
    }
  });

  test("an edit is shown at once, marked, and names what it saw", () => {
    const before = kept(wish({ stamps: { title: "op-a" } }));
    const once = model.edited(before, WISH, "title", "Vélo bleu", at(5_000));
    const twice = model.edited(once, WISH, "title", "Vélo rouge", at(6_000));
    assert.deepEqual(twice.queue.map(({ base }) => base), ["op-a", once.queue[0].op]);
    const [shown] = model.shown(twice);
    assert.deepEqual([shown.title, shown.waiting], ["Vélo rouge", true]);
    assert.equal(model.shown(before)[0].title, "Vélo", "nothing is changed in place");
  });

  test("a clock that jumps back makes no edit older than the one before it", () => {
    let now = kept(wish());
    for (const clock of [9_000, 2_000, 2_001, 50_000, 1]) now = model.edited(now, WISH, "title", `${clock}`, at(clock));
    const times = now.queue.map((edit) => Date.parse(edit.at));
    assert.deepEqual(times, [9_000, 9_001, 9_002, 50_000, 50_001]);
  });

  test("the form makes edits of what changed alone, the quantity by its difference", () => {
    const before = kept(wish({ quantity: 3, note: "grand" }));
    const after = model.rewritten(before, model.seen(before, WISH), { title: "Vélo", note: "petit", quantity: 2, priority: "usual", list: null }, at(1));
    assert.deepEqual(after.queue.map(({ field, value }) => [field, value]), [["note", "petit"], ["quantity", -1]]);
    assert.equal(model.shown(after)[0].quantity, 2);
  });

  test("what comes in while one writes in the form was not seen, and is not written over as if it had been", () => {
    const [house, mine] = [new House(), "mine"];
    house.settle([
      { op: "add", at: "2026-01-01T00:00:00Z", wish: WISH, field: "add", value: { title: "Vélo" }, base: null },
      { op: mine, at: "2026-01-01T00:00:01Z", wish: WISH, field: "title", value: "Vélo", base: null },
    ]);
    const before = model.answered(model.nothing("member_1"), [], house.list());
    const shown = model.seen(before, WISH);
    assert.equal(shown.stamps.title, mine);
    // Another device's words arrive, by an exchange behind the open form.
    house.settle([
      { op: "theirs", at: "2026-01-01T00:00:02Z", wish: WISH, field: "title", value: "Vélo cargo", base: mine },
      { op: "more", at: "2026-01-01T00:00:03Z", wish: WISH, field: "note", value: "avec une caisse", base: null },
    ]);
    const meanwhile = model.answered(before, [], house.list());
    const written = { title: "Vélo bleu", note: "", quantity: 1, priority: "usual", list: null };
    const saved = model.rewritten(meanwhile, shown, written, at(Date.parse("2026-01-01T00:01:00Z")));
    assert.deepEqual(saved.queue.map(({ field, base }) => [field, base]), [["title", mine]], "what stood when the form was opened; the note was left alone");
    const { list } = house.settle(saved.queue);
    assert.deepEqual([list.wishes[0].title, list.wishes[0].note], ["Vélo bleu", "avec une caisse"]);
    assert.deepEqual(list.overruled.map(({ value }) => value), ["Vélo cargo"], "the other's words are offered back");
    // The same of a drop: it saw the form's wish, not what came in since.
    const dropped = model.edited(meanwhile, WISH, "state", "dropped", at(1), shown.stamps);
    assert.deepEqual(dropped.queue[0].seen, { title: mine });
  });

  test("what the form showed was an own edit that is refused meanwhile: what that one had followed was seen", () => {
    const before = model.edited(kept(wish({ stamps: { title: "op-a" } })), WISH, "title", "trop long", at(1));
    const shown = model.seen(before, WISH);
    const [{ op }] = before.queue;
    assert.equal(shown.stamps.title, op);
    const turned = model.answered(before, [{ op, as: "refused", problem: {} }], before.snapshot);
    const saved = model.rewritten(turned, shown, { title: "bref", note: "", quantity: 1, priority: "usual", list: null }, at(2));
    assert.deepEqual(saved.queue.map(({ value, base }) => [value, base]), [["trop long", "op-a"], ["bref", "op-a"]]);
    const settled = model.answered(before, [{ op, as: "applied", problem: null }], kept(wish({ title: "trop long", stamps: { title: op } })).snapshot);
    assert.equal(model.rewritten(settled, shown, { title: "bref", note: "", quantity: 1, priority: "usual", list: null }, at(2)).queue[0].base, op);
  });

  test("a drop says all that was seen of the wish, and can be taken back before it was sent", () => {
    const before = model.edited(kept(wish({ stamps: { title: "op-a", note: "op-b" } })), WISH, "note", "rouge", at(1));
    const dropped = model.edited(before, WISH, "state", "dropped", at(2));
    assert.deepEqual(dropped.queue[1].seen, { title: "op-a", note: before.queue[0].op });
    assert.deepEqual(model.shown(dropped), []);
    const { op } = dropped.queue[1];
    assert.equal(model.shown(model.withdrawn(dropped, op)).length, 1);
    const gone = model.leaving(dropped, new Set([op]));
    assert.equal(model.withdrawn(gone, op), gone, "the house may know it already");
    assert.deepEqual(model.undone(dropped, { op, wish: WISH, state: "open" }, at(3)).queue, before.queue, "as if it had not been");
    const undone = model.undone(gone, { op, wish: WISH, state: "open" }, at(3));
    assert.deepEqual([undone.queue[2].value, undone.queue[2].base, model.shown(undone).length], ["open", op, 1], "or by an edit that saw it");
  });

  test("an edit made while another one is on its way stays on top of the answer", () => {
    const sent = model.leaving(model.edited(kept(wish()), WISH, "title", "un", at(1)), new Set());
    const meanwhile = model.edited(sent, WISH, "title", "deux", at(2));
    const [{ op }] = sent.queue;
    const after = model.answered(meanwhile, [{ op, as: "applied", problem: null }], kept(wish({ title: "un", stamps: { title: op } })).snapshot);
    assert.deepEqual(after.queue.map(({ value, base }) => [value, base]), [["deux", op]]);
    assert.equal(model.shown(after)[0].title, "deux");
  });

  test("what is refused is kept with its reason, and what was made on top of it goes on without it", () => {
    let now = kept(wish({ stamps: { title: "op-a" } }));
    now = model.edited(now, WISH, "title", "trop long", at(1));
    now = model.edited(now, WISH, "title", "bref", at(2));
    const [long, short] = now.queue;
    now = model.answered(now, [{ op: long.op, as: "refused", problem: { detail: "trop long" } }], now.snapshot);
    assert.deepEqual(model.refused(now.queue).map(({ op }) => op), [long.op]);
    assert.deepEqual(model.sendable(now.queue).map(({ op, base }) => [op, base]), [[short.op, "op-a"]]);
    const mended = model.mended(now, long.op, "mieux", at(3));
    assert.deepEqual(mended.queue.map(({ value, base, problem }) => [value, base, problem]), [["bref", "op-a", null], ["mieux", short.op, null]]);
    assert.deepEqual(model.withdrawn(now, long.op).queue.map(({ op }) => op), [short.op], "or it is let go");
  });

  test("edits of a wish whose adding was refused wait with it, and go with it when it is mended", () => {
    let now = model.edited(kept(), WISH, "add", { title: "" }, at(1));
    now = model.edited(now, WISH, "note", "rouge", at(2));
    const house = new House();
    const { settled, list } = house.settle(now.queue);
    now = model.answered(now, settled, list);
    assert.deepEqual(settled.map((one) => one.as), ["refused", "refused"]);
    assert.equal(model.refused(now.queue).length, 1, "one reason is enough");
    assert.deepEqual(model.sendable(now.queue), []);
    now = model.mended(now, now.queue[0].op, { title: "Vélo" }, at(3));
    const again = house.settle(model.sendable(now.queue));
    now = model.answered(now, again.settled, again.list);
    assert.deepEqual([now.queue.length, model.shown(now)[0].title, model.shown(now)[0].note], [0, "Vélo", "rouge"]);
  });

  test("what is offered back can be taken, which saw what stands, or let go", () => {
    const lost = { op: "op-l", wish: WISH, field: "title", value: "Trottinette", kept: "Vélo", at: "" };
    const before = kept(wish({ stamps: { title: "op-a" } }));
    before.snapshot.overruled.push(lost);
    assert.deepEqual(model.offered(before), [lost]);
    const taken = model.edited(before, WISH, "title", lost.value, at(1));
    assert.equal(taken.queue[0].base, "op-a");
    assert.deepEqual(model.offered(model.edited(before, WISH, "overruled", lost.op, at(1))), []);
  });

  test("a list is called otherwise at once, over the name that was seen, and by what no older script knows of", () => {
    const list = { id: "list_0193d1e08e7c7c0cae1e3d1e08e7c7c0", name: "Noël", order: "i", archived: false, stamps: { name: "op-a" } };
    const before = { ...kept(wish()), snapshot: { member: "member_1", lists: [list], wishes: [wish()], overruled: [] } };
    const shown = model.seenList(before, list.id);
    assert.equal(model.renamed(before, shown, "Noël", at(1)), before, "the same name is no edit");
    // Another device's name comes in while the form stands open.
    const meanwhile = { ...before, snapshot: { ...before.snapshot, lists: [{ ...list, name: "Fêtes", stamps: { name: "op-b" } }] } };
    const after = model.renamed(meanwhile, shown, "Noël 2026", at(1));
    const [{ op, at: _, ...edit }] = after.queue;
    assert.deepEqual(edit, { list: list.id, field: "name", value: "Noël 2026", base: "op-a", tried: false, problem: null });
    assert.deepEqual(model.lists(after).map(({ name, waiting }) => [name, waiting]), [["Noël 2026", true]]);
    assert.deepEqual(model.shown(after), model.shown(before), "no wish is another");
    const turned = model.answered(after, [{ op, as: "refused", problem: { title: "trop long" } }], meanwhile.snapshot);
    assert.deepEqual(model.lists(turned).map(({ name }) => name), ["Fêtes"], "what is refused is not shown as if it were so");
    const mended = model.mended(turned, op, "Hiver", at(2));
    assert.deepEqual(mended.queue.map(({ list: of, value }) => [of, value]), [[list.id, "Hiver"]]);
    // What was kept before the house told stamps of lists.
    const { stamps, ...old } = list;
    const kept_then = { ...before, snapshot: { ...before.snapshot, lists: [old] } };
    assert.equal(model.renamed(kept_then, model.seenList(kept_then, list.id), "Hiver", at(1)).queue[0].base, null);
  });

  test("a name that is offered back can be taken, or let go", () => {
    const list = { id: "list_a", name: "Fêtes", order: "i", archived: false, stamps: { name: "op-b" } };
    const lost = { op: "op-l", list: list.id, field: "name", value: "Noël", kept: "Fêtes", at: "" };
    const before = { ...kept(), snapshot: { member: "member_1", lists: [list], wishes: [], overruled: [lost] } };
    const taken = model.edited(before, model.about(lost), "name", lost.value, at(1), model.seenList(before, list.id).stamps);
    assert.deepEqual([taken.queue[0].list, taken.queue[0].base], ["list_a", "op-b"]);
    const left = model.edited(before, model.about(lost), "overruled", lost.op, at(1));
    assert.deepEqual([model.offered(left), left.queue[0].list], [[], "list_a"]);
  });

  test("devices that edit, lose answers and send again, in any order, end with the same list and nothing lost", () => {
    const first = Number(process.env.SEED ?? Date.now() % 1e9);
    console.log(`seeds from ${first}`);
    for (let seed = first; seed < first + 400; seed += 1) {
      try {
        wander(seed);
      } catch (problem) {
        problem.message = `SEED=${seed}: ${problem.message}`;
        throw problem;
      }
    }
  });

  /** Random days of two to four devices; see the assertions at the end. */
  function wander(seed) {
    const dice = chance(seed);
    const house = new House("list_a", "list_b");
    const said = [];
    const devices = Array.from({ length: 2 + dice.below(3) }, () => ({ kept: model.nothing("member_1"), skew: dice.below(100_000_000) - 50_000_000 }));
    let clock = 1_764_000_000_000;
    const wishes = [];
    const edit = (device) => {
      if (dice.below(20) === 0) device.skew = dice.below(100_000_000) - 50_000_000;
      const means = at(clock + device.skew);
      const there = model.shown(device.kept);
      const lists = model.lists(device.kept);
      if (lists.length > 0 && dice.below(8) === 0) {
        // Over the name that stands, or over one that stood a while ago.
        const seen = device.named && dice.below(2) ? device.named : model.seenList(device.kept, dice.of(lists).id);
        device.kept = model.renamed(device.kept, seen, `l${said.length}`, means);
        said.push(device.kept.queue.at(-1));
        device.named = model.seenList(device.kept, dice.of(lists).id);
        return;
      }
      const held = device.held && model.known(device.kept, device.held.wish.id) ? device.held : null;
      device.held = null;
      if (held) {
        // A form that stood open while other things came in.
        device.kept = model.rewritten(device.kept, held, { ...held.wish, title: `t${said.length}` }, means);
      } else if (there.length === 0 || dice.below(5) === 0) {
        const id = ids.wishId(fresh(clock));
        wishes.push(id);
        device.kept = model.edited(device.kept, id, "add", { title: `wish ${wishes.length}` }, means);
      } else {
        const { id } = dice.of(there);
        const price = { minor: 100 * (1 + dice.below(3)), currency: "EUR" };
        const [field, value] = dice.of([["top_price", dice.of([null, price])], ["until", dice.of([null, "2026-12-24T23:00:00Z", "2027-01-01T23:00:00Z"])], ["secret", dice.below(2) === 0], ["title", `t${said.length}`], ["note", `n${said.length}.`], ["quantity", 1], ["priority", dice.of(["someday", "dearly"])], ["state", dice.of(["fulfilled", "paused", "open", "dropped"])], ["order", `k${dice.below(99)}i`], ["list", dice.of([null, "list_a", "list_b"])]]);
        device.kept = model.edited(device.kept, id, field, value, means);
      }
      said.push(device.kept.queue.at(-1));
      if (there.length > 0 && dice.below(6) === 0) device.held = model.seen(device.kept, dice.of(there).id);
    };
    const exchange = (device, whole) => {
      const all = model.sendable(device.kept.queue);
      const part = whole ? all : all.slice(0, 1 + dice.below(4));
      device.kept = model.leaving(device.kept, new Set(part.map(({ op }) => op)));
      const edits = part.map(({ tried, problem, ...edit }) => structuredClone(edit));
      if (!whole && dice.below(4) === 0) return; // Lost on the way there.
      const { settled, list } = house.settle(edits);
      if (!whole && dice.below(4) === 0) return; // Lost on the way back: it goes again.
      if (dice.below(3) === 0) edit(device);
      device.kept = model.answered(device.kept, settled, list);
    };
    for (let step = 0; step < 60; step += 1) {
      clock += dice.below(100_000);
      const device = dice.of(devices);
      if (dice.below(3) === 0) exchange(device, false);
      else edit(device);
    }
    for (let round = 0; round < 50 && devices.some(({ kept }) => kept.queue.length > 0); round += 1) for (const device of devices) exchange(device, true);
    for (const device of devices) device.kept = model.answered(device.kept, [], house.list());

    const [one, ...others] = devices.map(({ kept }) => model.shown(kept));
    for (const device of devices) assert.deepEqual(device.kept.queue, []);
    for (const other of others) assert.deepEqual(other, one, "every device shows the same");
    for (const { kept } of devices) assert.deepEqual(model.lists(kept), model.lists(devices[0].kept), "and calls its lists the same");
    const bases = new Set(said.map(({ base }) => base));
    const drops = new Map(said.filter(({ field, value }) => field === "state" && value === "dropped").map((drop) => [drop.op, drop]));
    for (const edit of said) {
      const { op, field, value } = edit;
      const id = model.about(edit);
      const wish = edit.list ? house.called(id) : house.wish(id);
      assert.ok(wish, "nothing is lost");
      const dropped = wish.state === "dropped" && drops.get(wish.stamps.state?.op);
      const there = ["add", "order"].includes(field) || wish.stamps[field]?.op === op || bases.has(op) || wish.lost.some((lost) => lost.op === op) || dropped;
      const joined = field === "note" && wish.note.includes(value);
      // Said again by somebody, it is no longer offered.
      const same = said.some((other) => other.op !== op && model.about(other) === id && other.field === field && isDeepStrictEqual(other.value, value));
      if (field !== "quantity") assert.ok(there || joined || same || chained(field, wish, said, op), `${field} ${String(value)} is neither there nor replaced nor offered back`);
    }
    for (const id of wishes) {
      const more = said.filter((edit) => edit.wish === id && edit.field === "quantity").length;
      assert.equal(house.wish(id).quantity, 1 + more, "every one more is counted");
    }
  }

  /** A note that was joined to another, and then replaced by one that saw both. */
  function chained(field, wish, said, op) {
    return field === "note" && said.some((edit) => edit.wish === wish.id && edit.field === "note" && String(edit.base).startsWith("both ")) && said.some((edit) => edit.op === op);
  }
});
