// News while no page is open: shown as the message says, opened where it says; its buttons answer without opening anything.
import { worker } from "./scope.js";

interface News {
  readonly title: string;
  readonly body?: string;
  readonly url?: string;
  readonly tag?: string;
  readonly lang?: string;
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
  readonly answer?: string;
}

/** What a notification carries along. */
interface Kept {
  readonly url?: unknown;
  readonly answer?: unknown;
}

function isNews(value: unknown): value is News {
  return typeof (value as Partial<News> | null)?.title === "string";
}

/** An address of this house, or its first page. */
function ours(address: unknown): string {
  const home = worker.location.origin;
  try {
    const url = new URL(String(address ?? "/me"), home);
    return url.origin === home ? url.href : `${home}/me`;
  } catch {
    return `${home}/me`;
  }
}

worker.addEventListener("push", (event) => {
  const said = ((): unknown => {
    try {
      return event.data?.json();
    } catch {
      return null;
    }
  })();
  if (!isNews(said)) return;
  const { title, body = "", tag, lang, actions = [], answer } = said;
  const data: Kept = { url: ours(said.url), ...(answer === undefined ? {} : { answer: ours(answer) }) };
  const told = { body, actions, data, ...(lang === undefined ? {} : { lang }), ...(tag === undefined ? {} : { tag }) };
  event.waitUntil(worker.registration.showNotification(title, told));
});

/** Posts what a button says, as the member; false when it did not arrive, or was refused. */
async function answered(address: string, answer: string): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json" };
    const said = await fetch(address, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify({ answer }) });
    return said.ok;
  } catch {
    return false;
  }
}

async function open(url: string): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => tab.url === url);
  if (there) await there.focus();
  else await worker.clients.openWindow(url);
}

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, answer } = (event.notification.data ?? {}) as Kept;
  const touched = async (): Promise<void> => {
    // An answer that does not arrive is given on the page.
    if (event.action !== "" && typeof answer === "string" && (await answered(answer, event.action))) return;
    await open(ours(url));
  };
  event.waitUntil(touched());
});
