// Reads barcodes away from the page, so that the picture does not stutter. Built on ZXing-C++; the engine is ours to serve.
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";

declare const __SCAN_WASM__: string;

/** A picture to read; `hard` spends more time on it. */
export interface Ask {
  readonly id: number;
  readonly image: ImageData;
  readonly hard: boolean;
}

/** What was read, or why nothing could be. */
export interface Answer {
  readonly id: number;
  readonly seen: readonly { readonly text: string; readonly format: string }[];
  readonly problem?: string;
}

// Codes that goods, books, medicines and shop doors carry; industrial ones would only add misreadings.
const FORMATS: NonNullable<ReaderOptions["formats"]> = ["EAN13", "EAN8", "UPCA", "UPCE", "ITF14", "DataBar", "Code128", "QRCode", "MicroQRCode", "DataMatrix"];

prepareZXingModule({ overrides: { locateFile: () => new URL(__SCAN_WASM__, import.meta.url).href } });

async function read({ id, image, hard }: Ask): Promise<Answer> {
  try {
    const options: ReaderOptions = { formats: FORMATS, tryHarder: hard, tryRotate: hard, tryInvert: hard, tryDenoise: hard, maxNumberOfSymbols: 4 };
    const results = await readBarcodes(image, options);
    return { id, seen: results.filter((one) => one.isValid).map(({ text, format }) => ({ text, format })) };
  } catch (problem) {
    return { id, seen: [], problem: String(problem) };
  }
}

addEventListener("message", (event: MessageEvent<Ask>) => {
  void read(event.data).then((answer) => postMessage(answer));
});
