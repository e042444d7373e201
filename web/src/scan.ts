// The page that reads codes: by camera, by photo, by touch, by hand. The field to type in is there without this script; the
// rest is shown when the script is there to make it work. Nothing is opened before a person asks, and what was read only
// leads to a page that asks again.
import { type Camera, nextCamera, openCamera, reachable, trouble } from "./scan/camera.js";
import { best, destination, type Found, read } from "./scan/codes.js";
import { type Decoder, openDecoder, type Seen } from "./scan/decoder.js";
import { listenToTags, readsTags } from "./scan/nfc.js";
import { keepChoices, signal } from "./scan/signals.js";

type Sentence = "Opening" | "Looking" | "Found" | "Unknown" | "Local" | "Denied" | "None" | "Busy" | "Insecure" | "Failed" | "Paused" | "Photo" | "Tag" | "TagDenied";

/** Between two looks; a phone then stays cool, and a hand is never faster. */
const PAUSE_MS = 90;
/** Every so many looks, one that is slower and also finds turned, pale and inverted codes. */
const HARD_EVERY = 4;
/** The long side of what is read of the camera's picture, and of a photo, in pixels. */
const FRAME = 1_280;
const PHOTO = 2_400;
/** How long no picture of the camera may take before the person is told that the reader cannot be had. */
const PATIENCE = 3;

class Scan {
  readonly #root: HTMLElement;
  readonly #video: HTMLVideoElement;
  readonly #canvas = document.createElement("canvas");
  #camera: Camera | null = null;
  #tags: AbortController | null = null;
  #decoder: Promise<Decoder> | null = null;
  #doubt = "";
  #turn = 0;

  constructor(root: HTMLElement, video: HTMLVideoElement) {
    this.#root = root;
    this.#video = video;
    this.#show("ready", true);
    if (!reachable()) {
      this.#part("start")?.setAttribute("hidden", "");
      this.#say("Insecure");
    }
    this.#show("nfc", readsTags());
    this.#show("buzz", "vibrate" in navigator);
    keepChoices(root);
    this.#on("start", "click", () => void this.#start());
    this.#on("stop", "click", () => this.#pause("Paused"));
    this.#on("torch", "click", (button) => void this.#light(button));
    this.#on("next", "click", () => void this.#other());
    this.#on("nfc", "click", () => void this.#touch());
    this.#on("photo", "change", (input) => void this.#photo(input as HTMLInputElement));
    this.#on("form", "submit", (_form, event) => this.#typed(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.#pause("Paused"));
    addEventListener("pagehide", () => this.#close());
  }

  #part(name: string): HTMLElement | null {
    return this.#root.querySelector(`[data-scan-${name}]`);
  }

  #on(name: string, event: string, then: (element: HTMLElement, event: Event) => void): void {
    const element = this.#part(name);
    element?.addEventListener(event, (happened) => then(element, happened));
  }

  #show(name: string, shown: boolean): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>(`[data-scan-${name}]`)) (element.closest<HTMLElement>("[data-scan-holds]") ?? element).hidden = !shown;
  }

  #say(sentence: Sentence, more = ""): void {
    const state = this.#part("state");
    if (!state) return;
    state.dataset["scanState"] = sentence.toLowerCase();
    state.textContent = `${state.dataset[`text${sentence}`] ?? ""}${more ? ` ${more}` : ""}`;
  }

  async #start(deviceId?: string): Promise<void> {
    this.#close();
    this.#say("Opening");
    const start = this.#part("start");
    start?.setAttribute("aria-busy", "true");
    let camera: Camera | null = null;
    try {
      camera = await openCamera(deviceId);
      // Whoever looked away while the browser asked has not agreed to be filmed behind their back.
      if (document.hidden) {
        camera.close();
        return this.#say("Paused");
      }
      this.#camera = camera;
      this.#video.srcObject = camera.stream;
      await this.#video.play();
      const several = (await nextCamera(camera.stream)) !== null;
      // It may have been closed while it opened.
      if (this.#camera === camera) this.#frame(camera, several);
    } catch (problem) {
      if (this.#camera === camera) this.#pause(({ denied: "Denied", none: "None", busy: "Busy" } as const)[trouble(problem)]);
    } finally {
      start?.removeAttribute("aria-busy");
    }
    if (camera && this.#camera === camera) await this.#watch(camera);
  }

  /** Shows the picture of an open camera, and what can be done with it. */
  #frame(camera: Camera, several: boolean): void {
    this.#show("view", true);
    this.#show("start", false);
    this.#show("torch", camera.torch);
    this.#part("torch")?.setAttribute("aria-pressed", "false");
    this.#show("next", several);
    this.#say("Looking");
    this.#part("stop")?.focus();
  }

  /** Looks again and again, until something is found or the camera is closed. */
  async #watch(camera: Camera): Promise<void> {
    let missed = 0;
    while (this.#camera === camera) {
      if (this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        this.#turn += 1;
        try {
          const seen = await this.#look(this.#video, this.#video.videoWidth, this.#video.videoHeight, FRAME, this.#turn % HARD_EVERY === 0);
          missed = 0;
          if (this.#camera === camera && this.#sure(seen)) return;
        } catch {
          missed += 1;
          if (missed >= PATIENCE) return this.#pause("Failed");
        }
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async #look(source: CanvasImageSource, width: number, height: number, longest: number, hard: boolean): Promise<readonly Seen[]> {
    const scale = Math.min(1, longest / Math.max(width, height));
    this.#canvas.width = Math.max(1, Math.round(width * scale));
    this.#canvas.height = Math.max(1, Math.round(height * scale));
    this.#canvas.getContext("2d", { willReadFrequently: true })?.drawImage(source, 0, 0, this.#canvas.width, this.#canvas.height);
    this.#decoder ??= openDecoder();
    return (await this.#decoder).read(this.#canvas, hard);
  }

  /**
   * A barcode moving past the camera may be misread with a digit that happens to fit: it must be seen twice the same. Looks
   * that see nothing between the two say nothing against it: a code held upright is seen by the harder looks only.
   */
  #sure(seen: readonly Seen[]): boolean {
    if (seen.length === 0) return false;
    const found = best(seen.map(({ text, format }) => read(text, format, location.href)));
    const key = JSON.stringify(found);
    const twice = key === this.#doubt;
    this.#doubt = key;
    if (!twice) return false;
    if (destination(found)) {
      this.#go(found);
      return true;
    }
    this.#say(found.kind === "local" ? "Local" : "Unknown");
    return false;
  }

  #go(found: Found): void {
    const where = destination(found);
    if (!where) return;
    this.#close();
    this.#say("Found", found.kind === "product" ? found.gtin : found.kind === "link" ? new URL(found.url).host : "");
    // The sound is heard and the sentence read out before the page goes.
    void signal(this.#root).then(() => location.assign(where));
  }

  async #photo(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (!file) return;
    this.#close();
    this.#say("Photo");
    let picture: ImageBitmap | null = null;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
      let found: Found = { kind: "nothing" };
      let any = false;
      // Smaller, noise is gone; larger, thin bars are there: both are tried.
      for (const longest of picture ? [FRAME, PHOTO, FRAME / 2] : []) {
        if (!picture || destination(found)) break;
        const seen = await this.#look(picture, picture.width, picture.height, longest, true);
        any ||= seen.length > 0;
        found = best([found, ...seen.map(({ text, format }) => read(text, format, location.href))]);
      }
      if (destination(found)) this.#go(found);
      else if (!picture) this.#say("NoPicture");
      else this.#say(found.kind === "local" ? "Local" : any ? "Unknown" : "NoCode");
    } catch {
      this.#say("Failed");
    } finally {
      picture?.close();
      // The same photo may be chosen again.
      input.value = "";
    }
  }

  async #touch(): Promise<void> {
    this.#tags?.abort();
    this.#tags = new AbortController();
    this.#say("Tag");
    try {
      await listenToTags((text) => {
        const found = read(text, "", location.href);
        if (destination(found)) this.#go(found);
        else this.#say("Unknown");
      }, this.#tags.signal);
    } catch {
      this.#say("TagDenied");
    }
  }

  #typed(event: Event): void {
    event.preventDefault();
    const input = this.#root.querySelector<HTMLInputElement>("[data-scan-form] input");
    const error = this.#part("error");
    if (!input || !error) return;
    const found = read(input.value, "", location.href);
    const wrong = destination(found) === null;
    error.hidden = !wrong;
    input.setAttribute("aria-invalid", String(wrong));
    error.textContent = wrong ? ((found.kind === "local" ? error.dataset["textLocal"] : error.dataset["textWrong"]) ?? "") : "";
    if (wrong) input.focus();
    else this.#go(found);
  }

  async #light(button: HTMLElement): Promise<void> {
    const on = button.ariaPressed !== "true";
    try {
      await this.#camera?.light(on);
      button.ariaPressed = String(on);
    } catch {
      // A lamp that another app holds: the button says what is.
    }
  }

  async #other(): Promise<void> {
    const next = this.#camera && (await nextCamera(this.#camera.stream));
    if (next) await this.#start(next);
  }

  #pause(sentence: Sentence): void {
    if (this.#camera || this.#tags || sentence !== "Paused") this.#say(sentence);
    const focused = this.#root.querySelector("[data-scan-view]")?.contains(document.activeElement);
    this.#close();
    if (focused) this.#part("start")?.focus();
  }

  #close(): void {
    this.#camera?.close();
    this.#camera = null;
    this.#tags?.abort();
    this.#tags = null;
    this.#video.srcObject = null;
    this.#doubt = "";
    this.#show("view", false);
    this.#show("start", reachable());
  }
}

const known = new WeakSet<Element>();

function begin(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-island="scan"]')) {
    const video = root.querySelector("video");
    if (!video || known.has(root)) continue;
    known.add(root);
    new Scan(root, video);
  }
}

begin();
document.addEventListener("house:fresh", begin);
