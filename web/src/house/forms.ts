// Forms are plain forms: POST, then 303. Script only adds four courtesies: a switch sends itself, a form marked data-inplace
// swaps the main part of the answered page instead of loading it whole, one marked data-send-now needs no touch, and nothing
// is sent twice.
import { successor } from "./successor.js";
import { say, sentence } from "./toasts.js";

const busy = new WeakSet<HTMLFormElement>();

function mark(form: HTMLFormElement, sending: boolean, button?: HTMLElement | null): void {
  if (sending) busy.add(form);
  else busy.delete(form);
  form.ariaBusy = sending ? "true" : null;
  if (sending) button?.setAttribute("aria-busy", "true");
  else for (const other of form.querySelectorAll(".btn[aria-busy]")) other.removeAttribute("aria-busy");
}

/** Loads what the answered page's head loads and ours has not: the page after a switch may need another island. */
function loadIslands(page: Document): void {
  for (const { src } of page.querySelectorAll<HTMLScriptElement>("head script[type=module][src]")) {
    const { origin, pathname } = new URL(src, location.href);
    if (origin !== location.origin || document.querySelector(`script[src="${CSS.escape(pathname)}"]`)) continue;
    const script = document.createElement("script");
    script.type = "module";
    script.src = pathname;
    document.head.append(script);
  }
}

/** Puts the answered page's main part and messages in the place of this page's, and keeps the focus where it was. */
function adopt(html: string): boolean {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector("main");
  const stale = document.querySelector("main");
  if (!fresh || !stale) return false;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const held = focused && stale.contains(focused) ? focused : null;
  for (const sheet of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) sheet.close();
  // Whoever unfolded something to act there is not folded away from it.
  for (const { id } of stale.querySelectorAll("details[open][id]")) {
    page.getElementById(id)?.setAttribute("open", "");
  }
  stale.replaceChildren(...fresh.childNodes);
  const messages = page.querySelectorAll("#toasts [data-toast]");
  document.getElementById("toasts")?.append(...messages);
  document.title = page.title;
  loadIslands(page);
  if (held) (successor(held) ?? stale).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("house:fresh"));
  return true;
}

async function sendInPlace(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const data = new FormData(form, submitter);
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams([...data].map(([k, v]) => [k, String(v)]));
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { accept: "text/html" } });
    // A refusal with a page of its own (a form with its errors) is as good an answer as any; anything else is told.
    if (!(answer.headers.get("content-type") ?? "").includes("text/html") || !adopt(await answer.text())) {
      say(sentence("textProblem"));
      return;
    }
    // The address changes only where the server led elsewhere, so that "reload" shows what is seen.
    const led = new URL(answer.url);
    if (answer.redirected && led.pathname !== location.pathname) history.replaceState(null, "", answer.url);
  } catch {
    say(sentence("textUnreachable"));
  } finally {
    mark(form, false);
  }
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== "post") return;
  if (busy.has(form)) {
    event.preventDefault();
    return;
  }
  const submitter = event.submitter;
  const inPlace = form.hasAttribute("data-inplace") || form.hasAttribute("data-autosubmit");
  // Disabling the button itself would drop its name and value from what is sent.
  mark(form, true, submitter);
  if (!inPlace) return;
  event.preventDefault();
  void sendInPlace(form, submitter);
}

/**
 * A form marked data-send-now sends itself when its page is first come to. Come back to or loaded anew, the page waits for its
 * button: the person is there to look, or what was sent did not arrive.
 */
function sendNow(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-send-now]");
  const [come] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (form && come?.type === "navigate") form.requestSubmit(form.querySelector<HTMLButtonElement>("button[type=submit]"));
}

/** Starts guarding every form of the page, present and future. */
export function guardForms(): void {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", (event) => {
    const form = (event.target as HTMLInputElement).form;
    if (form?.hasAttribute("data-autosubmit")) form.requestSubmit();
  });
  // A page that comes back from the browser's memory must not come back frozen.
  addEventListener("pageshow", () => {
    for (const form of document.forms) mark(form, false);
  });
  sendNow();
}
