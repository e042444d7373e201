// Whose list a browser keeps when members come and go, and what of it stays; how messages to it end. Without a browser.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { source } from "../harness/bundle.mjs";

describe("what a browser keeps of those who come and go", () => {
  let shelf;
  let model;
  let ends;
  before(async () => {
    [shelf, model, ends] = await Promise.all([source("offline/shelf.ts"), source("offline/model.ts"), source("offline/ended.ts")]);
  });

  let made = 0;
  const means = () => ({ now: 1_000, fresh: () => `op-${(made += 1)}` });
  const change = (all, act) => ({ ...all, kept: act(all.kept) });
  const add = (all, title) => change(all, (kept) => model.edited(kept, `wish_${title}`, "add", { title }, means()));
  /** A browser of the member, with a list from the house. */
  const here = (member, all = shelf.BARE) => change(shelf.claimed(all, member), (kept) => ({ ...kept, etag: "e", snapshot: { ...model.EMPTY, member, lists: [{ name: `secret of ${member}` }] } }));

  test("a session that has ended leaves the unsent edits and nothing of the list", () => {
    const ended = shelf.closed(add(here("anna"), "hat"), null);
    assert.equal(ended.kept, null);
    assert.ok(!JSON.stringify(ended).includes("secret"));
    assert.deepEqual([Object.keys(ended.away), shelf.unsent(ended)], [["anna"], 1]);
    assert.deepEqual(shelf.closed(here("anna"), "anna"), shelf.BARE, "and where all was sent, nothing");
  });

  test("a list is not closed for the end of another's session", () => {
    const anna = add(here("anna"), "hat");
    assert.equal(shelf.closed(anna, "bert"), anna);
    assert.equal(shelf.closed(shelf.BARE, "anna"), shelf.BARE);
  });

  test("who begins in the same browser sees nothing of the one before, whose edits wait and go on", () => {
    const anna = add(here("anna"), "hat");
    const guest = shelf.claimed(anna, "guest");
    assert.deepEqual(guest.kept, model.nothing("guest"));
    assert.deepEqual(model.shown(guest.kept), []);
    assert.ok(!JSON.stringify(guest).includes("secret"));
    const both = add(here("guest", guest), "scarf");
    assert.equal(shelf.unsent(both), 2, "whoever leaves is asked about both");
    const back = shelf.claimed(both, "anna");
    assert.deepEqual(back.kept.queue, anna.kept.queue);
    assert.ok(back.kept.last >= anna.kept.last, "and later edits stay later");
    assert.equal(back.kept.snapshot, null, "the list itself comes from the house anew");
    assert.deepEqual(Object.keys(back.away), ["guest"]);
    assert.deepEqual(shelf.claimed(back, "guest").kept.queue, both.kept.queue);
  });

  test("who leaves in a tab of yesterday loses nobody's edits, and leaves nobody's list", () => {
    const bert = shelf.claimed(here("anna"), "bert");
    const gone = shelf.left(add(here("bert", bert), "scarf"), "anna");
    assert.equal(gone.kept, null, "leaving ends Bert's session");
    assert.ok(!JSON.stringify(gone).includes("secret"));
    assert.deepEqual([Object.keys(gone.away), gone.away.bert.queue.length], [["bert"], 1]);
    const three = shelf.left(add(here("bert", add(here("anna"), "hat")), "scarf"), "anna");
    assert.deepEqual(Object.keys(three.away), ["bert"], "and Anna's go, as she asked");
    assert.deepEqual(shelf.left(here("bert", bert), "anna"), shelf.BARE, "where Bert has sent all, nothing waits");
  });

  test("who leaves takes along all that is theirs, and what others could not send waits on", () => {
    const both = add(shelf.claimed(add(here("anna"), "hat"), "guest"), "scarf");
    assert.deepEqual([shelf.unsentBy(both, "guest"), shelf.unsentBy(both, "anna"), shelf.unsentBy(both, "bert")], [1, 1, 0]);
    const gone = shelf.left(both, "guest");
    assert.equal(gone.kept, null);
    assert.ok(!JSON.stringify(gone).includes("guest") && !JSON.stringify(gone).includes("scarf"));
    assert.deepEqual([Object.keys(gone.away), gone.away.anna.queue.length], [["anna"], 1], "Anna's edit is not the guest's to lose");
    assert.equal(shelf.claimed(gone, "anna").kept.queue[0].value.title, "hat", "and is hers again when she is back");
    const away = shelf.left(shelf.closed(both, null), "guest");
    assert.deepEqual(Object.keys(away.away), ["anna"], "also after the session had ended");
    assert.deepEqual(shelf.left(add(here("anna"), "hat"), "anna"), shelf.BARE, "the last one leaves nothing at all");
    const annas = add(here("anna"), "hat");
    assert.deepEqual(shelf.left(annas, "bert").away.anna.queue, annas.kept.queue, "and takes nobody else's");
  });

  test("who is here already goes on as before", () => {
    const anna = add(here("anna"), "hat");
    assert.equal(shelf.claimed(anna, "anna"), anna);
  });

  test("messages to the browser end with the session of the one who asked for them, and with no other", async () => {
    let gone = 0;
    const subscribed = Promise.resolve({ pushManager: { getSubscription: async () => ({ unsubscribe: async () => (gone += 1) }) } });
    const store = (was) => ({ close: async (member) => was === member });
    await ends.ended(store("anna"), "anna", subscribed);
    assert.equal(gone, 1);
    await ends.ended(store("bert"), "anna", subscribed);
    assert.equal(gone, 1, "another member is here by now, and these are theirs");
  });

  test("a browser tells the house once a day that it is here, and ends what the house has forgotten", async () => {
    const renewal = await source("offline/renewal.ts");
    const [stored, asked] = [new Map(), []];
    let [status, ended] = [204, 0];
    const before = [globalThis.localStorage, globalThis.fetch];
    const storage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value), removeItem: (key) => stored.delete(key) };
    Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true, writable: true });
    globalThis.fetch = async (path, { method, body }) => {
      asked.push([method, path, JSON.parse(body)]);
      if (status === 0) throw new TypeError("no network");
      return new Response(null, { status });
    };
    try {
      const given = { endpoint: "https://push.example/x", keys: { p256dh: "p", auth: "a" } };
      const mine = { toJSON: () => ({ ...given, expirationTime: null }), unsubscribe: async () => (ended += 1) };
      const registration = (one) => Promise.resolve({ pushManager: { getSubscription: async () => one } });
      const day = 86_400_000;
      const here = (now, one = mine) => renewal.renewed(registration(one), now);
      await here(10 * day, null);
      assert.equal(asked.length, 0, "one that takes no messages says nothing");
      await here(10 * day);
      await here(10 * day + 1_000);
      assert.deepEqual(asked, [["PUT", "/api/v1/me/subscriptions", given]], "once");
      status = 0;
      await here(11 * day);
      status = 503;
      await here(11 * day);
      status = 204;
      await here(11 * day);
      await here(11 * day);
      assert.equal(asked.length, 4, "until it has arrived");
      await here(3 * day);
      assert.equal(asked.length, 5, "a clock that went back is no reason to be silent for a week");
      renewal.unmarked();
      status = 404;
      await here(3 * day + 1);
      assert.deepEqual([asked.length, ended], [6, 1]);
      await renewal.renewed(undefined, 20 * day);
      await renewal.renewed(Promise.reject(new Error("no")), 20 * day);
    } finally {
      [globalThis.localStorage, globalThis.fetch] = before;
    }
  });

  test("where there is no worker, no subscription, or it cannot be ended, nothing stumbles", async () => {
    const manager = (getSubscription) => Promise.resolve({ pushManager: { getSubscription } });
    const fails = async () => Promise.reject(new Error("no"));
    for (const registration of [undefined, Promise.resolve(undefined), fails(), Promise.resolve({}), manager(async () => null), manager(fails), manager(async () => ({ unsubscribe: fails }))]) {
      await ends.silence(registration);
    }
    const began = Date.now();
    await ends.silence(manager(() => new Promise(() => {})));
    assert.ok(Date.now() - began < 4_000, "nor waits for ever");
  });
});
