// One Chromium for a test file, one fresh context for a page: no cookie or permission leaks from one journey into another.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Maps are drawn in software, so that they look the same on every machine. */
const SOFTWARE_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

/** The browser named by CHROMIUM, or the first one on the PATH. */
export function findChromium() {
  const named = process.env.CHROMIUM || process.env.HYPERLIEU_CHROMIUM;
  const candidates = named
    ? [named]
    : (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const file of candidates) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not this one.
    }
  }
  throw new Error("No Chromium found. On Debian: apt-get install chromium; elsewhere set CHROMIUM to its path.");
}

/** Starts the browser; `webgl: false` leaves the page without WebGL, as some old devices do; `more` are switches of one test. */
export async function launch({ webgl = true, more = [] } = {}) {
  const args = [...ARGS, ...(webgl ? SOFTWARE_WEBGL : ["--disable-3d-apis"]), ...more];
  return chromium.launch({ executablePath: findChromium(), headless: true, args });
}

/**
 * Opens a page in a context of its own. `page.problems` collects everything the page complains about: uncaught errors,
 * console errors, refused content. Journeys end with `calm(page)`, which wants that list empty.
 */
export async function newPage(browser, options = {}) {
  const { viewport = PHONE, locale = "fr-FR", geolocation, theme = "light", script = true, baseURL } = options;
  const phone = viewport.width < 700;
  const context = await browser.newContext({
    viewport,
    locale,
    timezoneId: "Europe/Paris",
    colorScheme: theme,
    javaScriptEnabled: script,
    reducedMotion: options.reducedMotion ?? "no-preference",
    isMobile: phone,
    hasTouch: phone,
    ...(baseURL ? { baseURL } : {}),
    ...(geolocation ? { geolocation, permissions: ["geolocation"] } : {}),
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  return page;
}
