// What a member's browser keeps beside the pages: the worker that shows them without a network, and the list. Both are loaded only
// where somebody is signed in, or was.

declare const __OFFLINE__: string;

/** The pages a member comes to for their list. */
const LIST = /^\/me(\/(wishes|lists)(\/.*)?)?$/;

function typing(): boolean {
  const active = document.activeElement;
  return active !== null && active.matches("input:not([type=checkbox]), select, textarea") && active.closest("form") !== null;
}

/** A new version takes over when nothing is being typed here. */
function watch(registration: ServiceWorkerRegistration): void {
  const offer = (): void => {
    if (!typing()) registration.waiting?.postMessage("take-over");
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  document.addEventListener("focusout", () => setTimeout(offer));
}

async function beginWorker(): Promise<void> {
  const registration = await navigator.serviceWorker.register("/sw.js");
  watch(registration);
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ lang: document.documentElement.lang });
}

function kept(): boolean {
  try {
    return localStorage.getItem("hyperlieu-list") !== null;
  } catch {
    return false;
  }
}

/** Begins to keep what a member needs without a network, or ends it when nobody is signed in any more. */
export function keepOnDevice(): void {
  if (!("serviceWorker" in navigator) || document.querySelector("[data-island=offline]")) return;
  const member = document.body.dataset["member"] !== undefined;
  if (member) void beginWorker().catch(() => null);
  if (kept() || (member && LIST.test(location.pathname))) void import(new URL(__OFFLINE__, import.meta.url).href);
}
