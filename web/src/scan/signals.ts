// A short sound, a short shake: only for whoever chose them, kept on the device and nowhere else.

const KEYS = { sound: "scan-sound", buzz: "scan-buzz" } as const;
type Way = keyof typeof KEYS;

function box(root: HTMLElement, way: Way): HTMLInputElement | null {
  return root.querySelector(`input[data-scan-${way}]`);
}

/** Ticks the boxes as they were left last time, and keeps what is changed. */
export function keepChoices(root: HTMLElement): void {
  for (const way of ["sound", "buzz"] as const) {
    const input = box(root, way);
    if (!input) continue;
    try {
      input.checked = localStorage.getItem(KEYS[way]) === "on";
      input.addEventListener("change", () => localStorage.setItem(KEYS[way], input.checked ? "on" : "off"));
    } catch {
      // The choice then lasts as long as the page.
    }
  }
}

async function beep(): Promise<void> {
  const context = new AudioContext();
  try {
    const tone = new OscillatorNode(context, { frequency: 880 });
    const volume = new GainNode(context, { gain: 0.15 });
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.09);
    // A browser that keeps silent must not hold the page back.
    await Promise.race([new Promise((resolve) => (tone.onended = resolve)), new Promise((resolve) => setTimeout(resolve, 300))]);
  } finally {
    void context.close();
  }
}

/** Sounds and shakes as chosen; ends when both are over. */
export async function signal(root: HTMLElement): Promise<void> {
  if (box(root, "buzz")?.checked) navigator.vibrate?.(60);
  if (box(root, "sound")?.checked) await beep().catch(() => undefined);
}
