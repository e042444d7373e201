// What every journey looks at besides its own story: accessibility, calm consoles, nothing wider than the screen.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "shots");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Waits until everything that moves has come to rest: colours half-way into view are nobody's contrast. What lies in a closed fold
 * does not move on until it is opened.
 */
export async function still(page) {
  await page.evaluate(() => {
    const ends = (one) => one.effect?.getComputedTiming().endTime !== Infinity;
    const passing = document.getAnimations().filter((one) => ends(one) && one.effect.target?.checkVisibility?.());
    return Promise.all(passing.map((one) => one.finished.catch(() => null)));
  });
}

/** Fails on any serious or critical finding of axe; returns the lesser ones for whoever wants to read them. */
export async function axe(page, { within, skip = [] } = {}) {
  await still(page);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    ([root, tags, off]) =>
      window.axe.run(root ?? document, {
        runOnly: { type: "tag", values: tags },
        rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
        resultTypes: ["violations"],
        preload: false,
      }),
    [within ?? null, RULES, skip],
  );
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = bad.map(({ id, impact, help, nodes }) =>
    [`${impact} ${id}: ${help}`, ...nodes.slice(0, 5).map((n) => `    ${n.target.join(" ")}\n    ${n.failureSummary?.replaceAll("\n", " ")}`)].join("\n"),
  );
  assert.equal(bad.length, 0, `axe on ${page.url()}:\n${told.join("\n")}`);
  return violations;
}

/** Keeps a picture of the page in e2e/shots, whole unless asked for what is on the screen only. */
export async function shot(page, name, { full = true } = {}) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: full, animations: "disabled" });
}

/** Fails when something sticks out sideways: a phone page is never wider than the phone. */
export async function fits(page) {
  const { wide, screen, who } = await page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > screen + 1 && !e.closest(".map, [data-scrolls]"));
    return { wide: document.documentElement.scrollWidth, screen, who: out.slice(0, 5).map((e) => `${e.tagName}.${e.className.baseVal ?? e.className}`) };
  });
  assert.ok(wide <= screen, `${page.url()} is ${wide} wide on a screen of ${screen}: ${who.join(", ")}`);
}

/** Fails when a control is too small for a finger (44 by 44 px); links inside running text are exempt, as in WCAG. */
export async function touchable(page) {
  await still(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, a.btn, a.tool, a.nav-link, a.row, summary")]
      .map((e) => (e.matches("input[type=checkbox], input[type=radio]") ? (e.closest("label") ?? e) : e))
      .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
      .map((e) => `${e.outerHTML.slice(0, 90)} ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)}`),
  );
  assert.deepEqual(small, [], `too small to touch on ${page.url()}`);
}

/** What Chromium itself reports where one page follows another faster than they fade into each other; no script of ours asked for it. */
const FADING = "Transition was aborted because of invalid state";

/** Fails when the page complained about anything; `but` names complaints that the journey provoked on purpose. */
export function calm(page, but = []) {
  const left = page.problems.filter((problem) => !problem.includes(FADING) && !but.some((known) => problem.includes(known)));
  assert.deepEqual(left, [], `${page.url()} complained`);
}
