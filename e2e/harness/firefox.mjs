// A Firefox of its own, spoken to by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) over its socket: pages, keys, pictures,
// extensions, and the browser's own windows, whose buttons no page can press.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "shots");
const NAMES = ["firefox-esr", "firefox"];
/** How long one command may take, in milliseconds. */
const PATIENCE = 30_000;

/** The browser named by FIREFOX, or the first one on the PATH; its absence is an error, never a test left out. */
export function findFirefox() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = process.env.FIREFOX ? [process.env.FIREFOX] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const file of candidates) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not this one.
    }
  }
  throw new Error("No Firefox found. On Debian: apt-get install firefox-esr; elsewhere set FIREFOX to its path.");
}

/** Settings of the profile: pages in a language, nothing asked of the web beyond the test. */
function settings(lang) {
  const all = {
    "intl.accept_languages": lang,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.normandy.enabled": false,
    "extensions.update.enabled": false,
    "network.captive-portal-service.enabled": false,
  };
  return Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join("");
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`Firefox did not start within 60 s:\n${said}`)), 60_000);
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Firefox ended with ${code}:\n${said}`)));
  });
}

/** One socket: commands and their answers, events to whoever listens. */
async function connection(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const [waiting, hearing] = [new Map(), []];
  let last = 0;
  socket.on("message", (data) => {
    const told = JSON.parse(data);
    if (told.type === "event") return hearing.forEach((hear) => hear(told));
    const { resolve, reject } = waiting.get(told.id) ?? {};
    waiting.delete(told.id);
    if (told.type === "success") resolve?.(told.result);
    else reject?.(new Error(`${told.error}: ${told.message}`));
  });
  const send = (method, params = {}) => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method} was not answered`)), PATIENCE);
      const done = (finish) => (value) => (clearTimeout(late), finish(value));
      waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  return { send, hear: (hear) => hearing.push(hear), close: () => socket.close() };
}

/** What a script gave, as a plain value; what it threw is thrown. */
function valueOf({ type, result, exceptionDetails }) {
  if (type === "exception") throw new Error(exceptionDetails.text);
  return result.value;
}

/** A page: asked by functions that run in it, touched as a person does. */
class Page {
  problems = [];

  constructor(firefox, context) {
    Object.assign(this, { firefox, context });
  }

  /** Runs a function in the page with plain arguments; what it gives must be a text, a number, a truth or nothing. */
  async evaluate(ask, ...given) {
    const functionDeclaration = `async () => (${ask})(...${JSON.stringify(given)})`;
    const target = { context: this.context };
    return valueOf(await this.firefox.send("script.callFunction", { functionDeclaration, awaitPromise: true, target, userActivation: true }));
  }

  async goto(url) {
    await this.firefox.send("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  address() {
    return this.evaluate(() => location.href);
  }

  /** Waits until a question to the page is answered with yes. */
  async until(ask, what, ...given) {
    for (let i = 0; i < 200; i += 1) {
      // Between two pages there is nobody to ask.
      if (await this.evaluate(ask, ...given).catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`waited in vain until ${what}; the page says:\n${await this.evaluate(() => document.body?.innerText ?? "nothing").catch(String)}`);
  }

  /** Presses the middle of an element with the pointer; `button` 2 opens the menu. */
  async click(selector, button = 0) {
    const { nodes } = await this.firefox.send("browsingContext.locateNodes", { context: this.context, locator: { type: "css", value: selector } });
    if (nodes.length === 0) throw new Error(`nothing to press at ${selector}`);
    await this.evaluate((wanted) => document.querySelector(wanted).scrollIntoView({ block: "center", behavior: "instant" }), selector);
    const origin = { type: "element", element: { sharedId: nodes[0].sharedId } };
    const actions = [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button }, { type: "pointerUp", button }];
    await this.firefox.send("input.performActions", { context: this.context, actions: [{ type: "pointer", id: "finger", actions }] });
  }

  /** Types a text, key by key, where the focus is. */
  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.firefox.send("input.performActions", { context: this.context, actions: [{ type: "key", id: "keys", actions }] });
  }

  viewport({ width, height }) {
    return this.firefox.send("browsingContext.setViewport", { context: this.context, viewport: { width, height } });
  }

  /** A picture of the whole page in e2e/shots. */
  async shot(name) {
    const { data } = await this.firefox.send("browsingContext.captureScreenshot", { context: this.context, origin: "document" });
    await mkdir(SHOTS, { recursive: true });
    await writeFile(join(SHOTS, `${name}.png`), Buffer.from(data, "base64"));
  }

  /** What axe finds that is serious, a line each. */
  async axe() {
    const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await this.evaluate(`() => { ${source}; }`);
    return JSON.parse(
      await this.evaluate(async () => {
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"], preload: false });
        const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        return JSON.stringify(bad.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`));
      }),
    );
  }

  close() {
    return this.firefox.send("browsingContext.close", { context: this.context });
  }
}

/**
 * Starts Firefox without a window. `page()` opens a tab, `install(folder)` an extension as "load temporary add-on" does, `window(ask)`
 * runs a function in the browser's own window, where its buttons and questions are.
 */
export async function firefox({ lang = "fr" } = {}) {
  const profile = await mkdtemp(join(tmpdir(), "hyperlieu-firefox-"));
  await writeFile(join(profile, "user.js"), settings(lang));
  const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "--remote-allow-system-access"];
  const child = spawn(findFirefox(), args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const { send, hear, close: hangUp } = await connection(`${await listening(child)}/session`);
  const { capabilities } = await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const pages = new Map();
  hear(({ method, params }) => {
    if (method === "log.entryAdded" && params.level === "error") pages.get(params.source?.context)?.problems.push(params.text);
  });
  const as = (context) => {
    if (!pages.has(context)) pages.set(context, new Page({ send }, context));
    return pages.get(context);
  };
  const tabs = async () => (await send("browsingContext.getTree", { maxDepth: 0 })).contexts;
  return {
    version: capabilities.browserVersion,
    send,
    tabs,
    as,
    page: async (size) => {
      const page = as((await send("browsingContext.create", { type: "tab" })).context);
      if (size) await page.viewport(size);
      return page;
    },
    install: (path) => send("webExtension.install", { extensionData: { type: "path", path } }),
    window: async (ask, ...given) => {
      const { contexts } = await send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
      return new Page({ send }, contexts[0].context).evaluate(ask, ...given);
    },
    close: async () => {
      await send("browser.close").catch(() => child.kill());
      hangUp();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
