// Where the pairing is kept: on this device alone, out of reach of pages and of the scripts that run in them.
import type { Pairing } from "./addresses.js";
import { api } from "./browser.js";

/** The pairing, if there is one. */
export async function pairing(): Promise<Pairing | null> {
  const kept = (await api.storage.local.get("pairing"))["pairing"] as Partial<Pairing> | undefined;
  return typeof kept?.server === "string" && typeof kept.key === "string" ? { server: kept.server, key: kept.key } : null;
}

/** Keeps a pairing. */
export async function keep(made: Pairing): Promise<void> {
  // Firefox keeps it from pages by itself and has no such call.
  await api.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  await api.storage.local.set({ pairing: made });
}

/** Forgets it. */
export function forget(): Promise<void> {
  return api.storage.local.remove("pairing");
}
