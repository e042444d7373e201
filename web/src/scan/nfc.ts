// Tags that are touched. Only some browsers can read them; the button stays hidden elsewhere.

interface TagRecord {
  readonly recordType: string;
  readonly data?: DataView;
  readonly encoding?: string;
}

interface TagReader extends EventTarget {
  scan(options: { signal: AbortSignal }): Promise<void>;
}

interface ReadingEvent extends Event {
  readonly message: { readonly records: readonly TagRecord[] };
}

type Readers = new () => TagReader;

function readers(): Readers | undefined {
  return (globalThis as { NDEFReader?: Readers }).NDEFReader;
}

/** Whether this browser reads tags. */
export function readsTags(): boolean {
  return readers() !== undefined;
}

/** Calls `told` with each address or text on every tag that is touched, until `signal` says stop; fails when it may not read. */
export async function listenToTags(told: (text: string) => void, signal: AbortSignal): Promise<void> {
  const Reader = readers();
  if (!Reader) throw new DOMException("no reader", "NotSupportedError");
  const reader = new Reader();
  reader.addEventListener(
    "reading",
    (event) => {
      for (const { recordType, data, encoding } of (event as ReadingEvent).message.records) {
        if (data && ["url", "absolute-url", "text"].includes(recordType)) told(new TextDecoder(encoding ?? "utf-8").decode(data));
      }
    },
    { signal },
  );
  await reader.scan({ signal });
}
