// A sheet opens as a modal dialog: the browser keeps the focus inside, Escape closes it, and the focus goes back where it was.
import { say, sentence } from "./toasts.js";

async function fill(sheet: HTMLDialogElement, address: string): Promise<boolean> {
  const body = sheet.querySelector<HTMLElement>("[data-sheet-body]");
  if (!body) return false;
  try {
    const answer = await fetch(address, { headers: { accept: "text/html", "x-fragment": "sheet" }, credentials: "same-origin" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("[data-fragment]") ?? page.querySelector("main") ?? page.body;
    // A page brings its own title; in a sheet it takes the place of the sheet's.
    const title = part.querySelector("h1");
    const heading = sheet.querySelector(".sheet-head h2");
    if (title && heading) heading.textContent = title.textContent;
    title?.remove();
    body.replaceChildren(...Array.from(part.childNodes, (node) => document.importNode(node, true)));
    document.dispatchEvent(new CustomEvent("house:fresh"));
    return true;
  } catch {
    return false;
  }
}

async function open(opener: HTMLElement): Promise<void> {
  const sheet = document.querySelector(opener.dataset["sheet"] ?? "");
  if (!(sheet instanceof HTMLDialogElement) || sheet.open) return;
  const address = opener.hasAttribute("data-sheet-fill") ? opener.getAttribute("href") : null;
  if (address !== null && new URL(address, location.href).origin !== location.origin) return;
  if (address !== null && !(await fill(sheet, address))) {
    say(sentence("textUnreachable"));
    return;
  }
  sheet.showModal();
}

/** Opens, fills and closes sheets; a press beside the sheet closes it too. */
export function openSheets(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-sheet]");
    if (opener) {
      // Where there is no such sheet, the link simply leads to its page.
      if (!document.querySelector(opener.dataset["sheet"] ?? "")) return;
      event.preventDefault();
      void open(opener);
      return;
    }
    const sheet = target.closest("dialog");
    if (!sheet) return;
    if (target === sheet || target.closest("[data-close]")) {
      event.preventDefault();
      sheet.close();
    }
  });
  document.addEventListener("keydown", (event) => {
    // A link that acts as a button answers to the space bar too.
    const target = event.target;
    if (event.key !== " " || !(target instanceof HTMLElement) || target.getAttribute("role") !== "button") return;
    event.preventDefault();
    target.click();
  });
}
