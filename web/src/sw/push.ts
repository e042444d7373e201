// News while no page is open: shown as the message says, opened where it says.
import { worker } from "./scope.js";

interface News {
  readonly title: string;
  readonly body?: string;
  readonly url?: string;
  readonly tag?: string;
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
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
  const { title, body = "", tag, actions = [] } = said;
  const told = { body, actions, data: { url: ours(said.url) }, ...(tag === undefined ? {} : { tag }) };
  event.waitUntil(worker.registration.showNotification(title, told));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = ours((event.notification.data as { url?: unknown } | null)?.url);
  const open = async (): Promise<void> => {
    const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = tabs.find((tab) => tab.url === url);
    if (there) await there.focus();
    else await worker.clients.openWindow(url);
  };
  event.waitUntil(open());
});
