// When a member's session has ended in this browser: what of them stays here, and what comes to it no more.
import { unmarked } from "./renewal.js";
import type { Store } from "./store.js";

/** A push service that does not answer holds nobody up. */
const PATIENCE_MS = 2_000;

/** Messages were asked for by the member who was here: the next one must not read them. No worker, no permission: nothing to end. */
export async function silence(registration: Promise<ServiceWorkerRegistration | undefined> | undefined): Promise<void> {
  unmarked();
  const end = async (): Promise<void> => {
    const subscription = await (await registration)?.pushManager?.getSubscription();
    await subscription?.unsubscribe();
  };
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([end().catch(() => undefined), late]);
}

/** The worker's registration, as a page finds it. */
export function registered(): Promise<ServiceWorkerRegistration | undefined> | undefined {
  return navigator.serviceWorker?.getRegistration("/");
}

/** The house has said that the member is signed in here no more: their list goes, unsent edits wait for them, messages end. */
export async function ended(store: Store, member: string, registration = registered()): Promise<void> {
  if (await store.close(member)) await silence(registration);
}
