// A message received and opened, in French, on a phone. There is no push service here that a browser would talk to, so two halves are
// stood in for: `PushManager` answers with keys of the journey's own, and the browser's receiving end is the journey, which decrypts what the
// server really sealed and really posted, as a browser does, and hands it to the real service worker by the browser's own tools.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage, PHONE } from "../harness/browser.mjs";
import { axe, calm, fits, shot, touchable } from "../harness/checks.mjs";
import { pushService, subscriber } from "../harness/push.mjs";
import { noQuietHours, startTown } from "../harness/town.mjs";

const words = (text) => text.replaceAll(/\s/g, " ");

describe("a message", () => {
  let browser;
  let service;
  let town;
  let baker;
  let page;
  let phone;
  let registration;
  let tools;

  before(async () => {
    [browser, service] = await Promise.all([launch(), pushService()]);
    town = await startTown({ HYPERLIEU_FETCH_ALLOW_PRIVATE: service.host, HYPERLIEU_PUSH_CONTACT: "mailto:placemaster@lieu.example" });
    baker = await town.shop("food/bread", "Chez Yoonmi et Jean Philippe");
    phone = subscriber(service.host);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
    await service?.stop();
  });

  /** What a push service would do next: the sealed message goes to the browser, which decrypts it and wakes the worker. */
  const receive = async (message) => {
    const text = phone.open(message);
    await tools.send("ServiceWorker.deliverPushMessage", { origin: town.address, registrationId: registration, data: text });
    return JSON.parse(text);
  };

  const shown = async (tag) => {
    const all = () => page.evaluate(async () => {
      const { registration } = await navigator.serviceWorker.ready.then((registration) => ({ registration }));
      return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
    for (let tries = 0; tries < 50; tries += 1) {
      const found = (await all()).find((one) => one.tag === tag);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no notification ${tag}: ${JSON.stringify(await all())}`);
  };

  /** Touches a notification, or one of its buttons; gives what the worker opened, and what it posted. A touch that no hand made may open no window. */
  const touch = async (tag, action) => {
    const [worker] = page.context().serviceWorkers();
    return worker.evaluate(
      async ([tag, action]) => {
        const [opened, posted] = [[], []];
        const open = async (url) => opened.push(url);
        Object.defineProperty(self.clients, "openWindow", { value: open, configurable: true });
        const fetched = self.fetch;
        self.fetch = async (url, options) => {
          posted.push([String(url), options.method, options.body]);
          return new Response("{}");
        };
        const [notification] = await self.registration.getNotifications({ tag });
        const event = new NotificationEvent("notificationclick", { notification, action });
        let work;
        Object.defineProperty(event, "waitUntil", { value: (promise) => (work = promise) });
        self.dispatchEvent(event);
        await work;
        self.fetch = fetched;
        return { opened, posted, left: (await self.registration.getNotifications({ tag })).length };
      },
      [tag, action],
    );
  };

  test("is asked for by the person's own press, and tried at once", async () => {
    page = await newPage(browser, { viewport: PHONE, locale: "fr-FR", baseURL: town.address });
    await page.context().grantPermissions(["notifications"], { origin: town.address });
    await page.addInitScript((given) => {
      const mine = { toJSON: () => given, unsubscribe: async () => true };
      PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
        if (!userVisibleOnly || applicationServerKey.byteLength !== 65) throw new TypeError("not a key of the house");
        sessionStorage.setItem("subscribed", "yes");
        return mine;
      };
      PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("subscribed") ? mine : null);
    }, phone.subscription);
    await page.goto("/");
    await page.getByLabel("Qu’espérez-vous ?").fill("brioche");
    await page.getByRole("button", { name: "Commencer ma liste" }).click();
    await page.waitForURL("**/me");
    await noQuietHours(page);

    await page.goto("/me");
    await page.getByRole("link", { name: "Où l’on me prévient" }).click();
    await page.waitForURL("**/me/channels");
    tools = await page.context().newCDPSession(page);
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      registration = registrations.find(({ isDeleted }) => !isDeleted)?.registrationId ?? registration;
    });
    await tools.send("ServiceWorker.enable");
    await shot(page, "channels-phone");
    await page.getByRole("button", { name: "Recevoir des messages sur cet appareil" }).click();
    await page.getByRole("button", { name: "Essayer" }).waitFor();
    assert.equal(words(await page.locator("[data-push-state]").innerText()), "Cet appareil reçoit des messages.");
    await page.getByRole("button", { name: "Essayer" }).click();

    const sent = await service.came();
    assert.match(sent.headers.authorization, /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]+$/);
    assert.equal((sent.body.length - 86 - 16) % 256, 0, "its length tells little");
    const told = await receive(sent);
    assert.equal(told.title, "Les messages arrivent");
    const notification = await shown("test");
    assert.deepEqual(notification, { title: told.title, body: told.body, tag: "test" });
    await fits(page);
    await touchable(page);
    await axe(page);
    await shot(page, "channels-phone-on");
  });

  test("about a suggestion comes while no page is open, and a touch leads to its card", async () => {
    await page.getByLabel("Ce qui vous attend là où vous passez").selectOption("push");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.locator(".toast").first().waitFor();
    await town.publish(baker, { title: "Brioche au beurre", price: { minor: 400, currency: "EUR" }, reach_m: 200 });
    const api = (path, method, data) => page.request.fetch(`/api/v1${path}`, { method, data });
    assert.equal((await api("/me/shopper-mode", "PUT", { on: true })).status(), 200);
    const { lat, lon } = baker.position;
    const moment = { lat: lat + 40 / 111_195, lon, accuracy_m: 8, at: new Date().toISOString() };
    assert.equal((await (await api("/moments", "POST", moment)).json()).suggestions, 1);

    const told = await receive(await service.came());
    assert.equal(words(told.title), "Brioche au beurre · 4,00 €");
    assert.equal(JSON.stringify(told).includes(String(lat).slice(0, 6)), false, "no position");
    const notification = await shown(told.tag);
    assert.equal(notification.title, told.title);
    const { opened, left } = await touch(told.tag, "");
    assert.deepEqual([opened, left], [[`${town.address}/me`], 0]);
    await page.goto(opened[0]);
    await page.getByRole("heading", { name: "Brioche au beurre" }).waitFor();
    assert.equal(service.waiting(), 0, "told once");
    calm(page);
  });

  test("about a wish has buttons that answer without opening anything", async () => {
    const answer = "/api/v1/opportunities/opportunity_00000000000000000000000000000000/answer";
    const actions = [{ action: "not-now", title: "Pas maintenant" }];
    const data = JSON.stringify({ title: "Perceuse · 59,90 €", body: "Moins cher", url: "/me/news", tag: "wish", actions, answer });
    await page.goto("/me/channels");
    // A worker that goes to rest at this very moment loses what a tool hands it, which no push service does: it is handed over again.
    const handed = async () => {
      await tools.send("ServiceWorker.deliverPushMessage", { origin: town.address, registrationId: registration, data });
      return shown("wish");
    };
    await handed().catch(handed);
    const { opened, posted, left } = await touch("wish", "not-now");
    assert.deepEqual([opened, left], [[], 0]);
    assert.deepEqual(posted, [[`${town.address}${answer}`, "POST", JSON.stringify({ answer: "not-now" })]]);
  });
});
