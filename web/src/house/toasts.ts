// Short messages that go away by themselves. Other bundles speak by dispatching "house:say" on the document, so that
// no bundle needs another one to be loaded.

const STAY_MS = 7000;
/** How many stand there at once. */
const MOST = 3;

/** Shows a message in the page's live region. */
export function say(text: string): void {
  const box = document.getElementById("toasts");
  if (!box || !text) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(text);
  box.append(toast);
  dress(toast);
}

/** One of the sentences that the server wrote on the body for the scripts to use. */
export function sentence(name: string): string {
  return document.body.dataset[name] ?? "";
}

/** Makes room for one more: the same words stand there once, and the oldest of more than MOST gives way. */
function makeRoom(toast: HTMLElement, box: HTMLElement): void {
  for (const other of [...box.children]) if (other !== toast && other.textContent === toast.textContent) other.remove();
  box.children[box.childElementCount - MOST - 1]?.remove();
}

function dress(toast: HTMLElement): void {
  makeRoom(toast, toast.parentElement as HTMLElement);
  const close = document.createElement("button");
  close.className = "toast-close";
  close.ariaLabel = sentence("textClose");
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-close"/></svg>';
  toast.append(close);
  let timer = 0;
  const leave = (): void => {
    toast.classList.add("toast--leaving");
    setTimeout(() => toast.remove(), 350);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(leave, STAY_MS);
  };
  close.onclick = leave;
  // Whoever is reading it, or has reached it by keyboard, decides when it goes.
  toast.onpointerenter = close.onfocus = () => clearTimeout(timer);
  toast.onpointerleave = close.onblur = wait;
  wait();
}

/** Dresses the messages the server sent along and listens for those of other bundles. */
export function tendToasts(): void {
  const dressNew = (): void => {
    for (const toast of document.querySelectorAll<HTMLElement>("[data-toast]")) {
      toast.removeAttribute("data-toast");
      dress(toast);
    }
  };
  dressNew();
  for (const event of ["htmx:after:swap", "house:fresh"]) document.addEventListener(event, dressNew);
  document.addEventListener("house:say", (event) => say(String((event as CustomEvent<unknown>).detail)));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-say]");
    if (button) say(button.dataset["say"] ?? "");
  });
}
