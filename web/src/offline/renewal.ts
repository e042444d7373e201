// A browser that takes messages tells the house now and then that it is here: by which session it is, so that its messages end with that one;
// and under which keys, which push services may change. One that the house has forgotten, because its session was ended elsewhere,
// ends its subscription.

/** When the house was last told. */
const MARK = "hyperlieu-push";
const DAY_MS = 86_400_000;

function told(): number {
  try {
    return Number(localStorage.getItem(MARK)) || 0;
  } catch {
    // Nothing can be kept: then it is told on every page of the list.
    return 0;
  }
}

function tell(now: number): void {
  try {
    localStorage.setItem(MARK, String(now));
  } catch {
    // As above.
  }
}

/** Messages to this browser end: whoever asks for some next is told of at once. A worker has no such storage. */
export function unmarked(): void {
  try {
    if (typeof localStorage !== "undefined") localStorage.removeItem(MARK);
  } catch {
    // As above.
  }
}

/** Tells the house that this browser is here, once a day. A network that is gone, a house that fails: it is told another time. */
export async function renewed(registration: Promise<ServiceWorkerRegistration | undefined> | undefined, now = Date.now()): Promise<void> {
  const since = now - told();
  // A clock that jumped back has told the house tomorrow.
  if (since >= 0 && since < DAY_MS) return;
  const subscription = await (await registration?.catch(() => undefined))?.pushManager?.getSubscription().catch(() => null);
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  const headers = { "content-type": "application/json", accept: "application/json" };
  const init: RequestInit = { method: "PUT", credentials: "same-origin", headers, body: JSON.stringify({ endpoint, keys }) };
  const answer = await fetch("/api/v1/me/subscriptions", init).catch(() => null);
  if (answer?.ok) tell(now);
  if (answer?.status === 404) await subscription.unsubscribe().catch(() => false);
}
