// Pairing: the person brings the line that their Hyperlieu shows on the page of devices. It is tried before it is kept.
import { hostPattern, readPairing } from "./addresses.js";
import { api, fillSentences, say } from "./browser.js";
import { forget, keep, pairing } from "./pairing.js";
import { Refused, Server } from "./server.js";

const part = <T extends HTMLElement>(name: string): T => document.querySelector(`[data-${name}]`) as T;
const field = part<HTMLInputElement>("line");
const problem = part("problem");

function tell(sentence: string): void {
  problem.textContent = sentence;
  problem.hidden = sentence === "";
  field.setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence) field.focus();
}

async function show(name?: string): Promise<void> {
  const made = await pairing();
  part("paired").hidden = made === null;
  part("unpaired").hidden = made !== null;
  part("who").textContent = made ? say(name ? "pairedAs" : "paired", name ? [made.server, name] : made.server) : "";
  if (made) part<HTMLAnchorElement>("devices").href = `${made.server}/me/devices`;
}

async function pair(): Promise<void> {
  const told = readPairing(field.value);
  if (told === "incomplete") return tell(say("lineIncomplete"));
  if (told === "insecure") return tell(say("lineInsecure"));
  // The browser asks for this one server; it must be the first thing after the touch.
  if (!(await api.permissions.request({ origins: [hostPattern(told.server)] }).catch(() => false))) return tell(say("notAllowed", told.server));
  try {
    const { name } = await new Server(told).me();
    await keep(told);
    field.value = "";
    tell("");
    await show(name);
    part("who").focus();
  } catch (refused) {
    tell(say(refused instanceof Refused && refused.why === "key" ? "keyUnknown" : "away", told.server));
  }
}

async function leave(): Promise<void> {
  const made = await pairing();
  await forget();
  // A permission that the browser's owner fixed cannot be given back; the key is gone all the same.
  if (made) await api.permissions.remove({ origins: [hostPattern(made.server)] }).catch(() => false);
  await show();
  field.focus();
}

fillSentences();
part<HTMLFormElement>("pair").addEventListener("submit", (event) => {
  event.preventDefault();
  void pair();
});
part("forget").addEventListener("click", () => void leave());
void show();
