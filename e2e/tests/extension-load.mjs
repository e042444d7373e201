// The extension as a browser has it: built, loaded into a profile of its own, its button pressed as a person presses it.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { findChromium } from "../harness/browser.mjs";
import { until } from "../harness/pages.mjs";
import { ROOT } from "./scan-pictures.mjs";

const EXTENSION = join(ROOT, "web", "extension");

/** Builds the extension into a folder, so that two test files never build over one another; gives the folder of one browser's. */
export async function built(folder, browser = "chromium") {
  await promisify(execFile)(process.execPath, [join(EXTENSION, "build.mjs"), join(folder, "built")]);
  return join(folder, "built", browser);
}

/**
 * A browser with the extension. The question whether it may speak to a server is the browser's own and cannot be answered by
 * a test: the copy that is loaded has 127.0.0.1 allowed beforehand. Shops of a test stand on `localhost`, which is another
 * host: there the extension has what its button gives it, and nothing else.
 */
export async function loaded({ lang = "fr", pattern = "http://127.0.0.1/*" } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "hyperlieu-extension-"));
  const copy = join(folder, "extension");
  await cp(await built(folder), copy, { recursive: true });
  const file = join(copy, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [pattern] }));
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: findChromium(),
    headless: true,
    locale: lang,
    env: { ...process.env, LANGUAGE: lang },
    ignoreDefaultArgs: ["--disable-extensions"],
    args: ["--no-sandbox", "--disable-gpu", `--lang=${lang}`, `--disable-extensions-except=${copy}`, `--load-extension=${copy}`, "--enable-unsafe-extension-debugging"],
  });
  context.setDefaultTimeout(15_000);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  const cdp = await context.browser().newBrowserCDPSession();
  const close = async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { context, worker, id, cdp, close, url: (path) => `chrome-extension://${id}/${path}` };
}

/** The browser's own number of the tab that shows this page. */
export async function tabOf({ worker }, page) {
  await page.bringToFront();
  const tabs = await worker.evaluate(() => chrome.tabs.query({ active: true }));
  return tabs[0].id;
}

/** Presses the button of the toolbar before a page; gives the card that opens, to be asked and touched by expressions. */
export async function press({ cdp, id }, page) {
  const { targetInfos } = await cdp.send("Target.getTargets", { filter: [{ type: "tab", exclude: false }] });
  const tab = targetInfos.find(({ url }) => url === page.url());
  await cdp.send("Extensions.triggerAction", { id, targetId: tab.targetId });
  let card;
  await until(async () => {
    card = (await cdp.send("Target.getTargets")).targetInfos.find(({ url }) => url.startsWith(`chrome-extension://${id}/card.html`));
    return card;
  }, "the card opens");
  const { sessionId } = await cdp.send("Target.attachToTarget", { targetId: card.targetId, flatten: false });
  const waiting = new Map();
  cdp.on("Target.receivedMessageFromTarget", (event) => {
    if (event.sessionId !== sessionId) return;
    const { id: number, result } = JSON.parse(event.message);
    waiting.get(number)?.(result);
  });
  let last = 0;
  const ask = async (expression) => {
    last += 1;
    const answer = new Promise((resolve) => waiting.set(last, resolve));
    const message = { id: last, method: "Runtime.evaluate", params: { expression, returnByValue: true, awaitPromise: true, userGesture: true } };
    await cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify(message) });
    return (await answer)?.result?.value;
  };
  const shows = (part) => until(() => ask(`document.querySelector('[data-part="${part}"]')?.hidden === false`), `the card shows ${part}`);
  return { ask, shows };
}
