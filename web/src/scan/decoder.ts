// Two ways to read a picture: the browser's own where it knows the codes of shops, else ours, fetched when it is first needed.
import type { Answer, Ask } from "./worker.js";

declare const __SCAN_WORKER__: string;

/** A code seen in a picture. */
export interface Seen {
  readonly text: string;
  readonly format: string;
}

/** Reads pictures. */
export interface Decoder {
  /** The codes in a picture; `hard` spends more time. Fails only when the reader itself cannot be had. */
  read(canvas: HTMLCanvasElement, hard: boolean): Promise<readonly Seen[]>;
}

interface NativeDetector {
  detect(source: CanvasImageSource): Promise<{ readonly rawValue: string; readonly format: string }[]>;
}

interface NativeDetectors {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

const NEEDED = ["ean_13", "upc_a", "qr_code"];
const WANTED = [...NEEDED, "ean_8", "upc_e", "itf", "code_128", "data_matrix"];

async function native(): Promise<Decoder | null> {
  const detectors = (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;
  const known = await detectors?.getSupportedFormats().catch((): string[] => []);
  if (!detectors || !known || !NEEDED.every((format) => known.includes(format))) return null;
  const detector = new detectors({ formats: WANTED.filter((format) => known.includes(format)) });
  return {
    read: async (canvas) => (await detector.detect(canvas)).map(({ rawValue, format }) => ({ text: rawValue, format })),
  };
}

class Ours implements Decoder {
  readonly #waiting = new Map<number, { done: (seen: readonly Seen[]) => void; failed: (problem: Error) => void }>();
  #worker: Worker | null = null;
  #last = 0;

  #open(): Worker {
    const worker = new Worker(new URL(__SCAN_WORKER__, import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data: { id, seen, problem } }: MessageEvent<Answer>) => {
      if (problem) return this.#give(worker, problem);
      this.#waiting.get(id)?.done(seen);
      this.#waiting.delete(id);
    });
    worker.addEventListener("error", (event) => this.#give(worker, event.message));
    return worker;
  }

  /** Gives a reader up that cannot read: everyone who waits is told, and the next picture begins with a fresh one. */
  #give(worker: Worker, problem: string): void {
    for (const { failed } of this.#waiting.values()) failed(new Error(problem || "the reader did not load"));
    this.#waiting.clear();
    worker.terminate();
    this.#worker = null;
  }

  read(canvas: HTMLCanvasElement, hard: boolean): Promise<readonly Seen[]> {
    const image = canvas.getContext("2d", { willReadFrequently: true })?.getImageData(0, 0, canvas.width, canvas.height);
    if (!image) return Promise.resolve([]);
    this.#worker ??= this.#open();
    this.#last += 1;
    const ask: Ask = { id: this.#last, image, hard };
    const answer = new Promise<readonly Seen[]>((done, failed) => this.#waiting.set(ask.id, { done, failed }));
    this.#worker.postMessage(ask, [image.data.buffer]);
    return answer;
  }
}

/** The browser's reader if it will do, backed by ours; some browsers have one that reads nothing or fails. */
export async function openDecoder(): Promise<Decoder> {
  const ours = new Ours();
  let first = await native();
  return {
    async read(canvas, hard) {
      if (first) {
        try {
          const seen = await first.read(canvas, hard);
          if (seen.length > 0 || !hard) return seen;
        } catch {
          first = null;
        }
      }
      return ours.read(canvas, hard);
    },
  };
}
