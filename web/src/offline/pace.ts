// When to try again: at once when the network returns or the page is looked at, else ever more slowly.
import type { Outcome } from "./sync.js";

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** Runs `work` now and whenever it is worth trying; after a failure later and later. */
export function keepTrying(work: () => Promise<Outcome>): () => void {
  let wait = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    const outcome = await work().catch((): Outcome => "unreachable");
    running = false;
    if (outcome === "unreachable" || outcome === "busy") {
      timer = setTimeout(() => void run(), wait);
      wait = Math.min(LONGEST_MS, wait * 2);
    } else wait = FIRST_MS;
    if (again) {
      again = false;
      if (outcome !== "unreachable") void run();
    }
  };
  const now = (): void => {
    wait = FIRST_MS;
    void run();
  };
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  void run();
  return now;
}
