// Putting rows in order by hand: a mouse or a finger on the grip, a long press anywhere on the row (until then the page scrolls as
// ever), or the keyboard: the grip takes a row and lets go of it with Space or Enter, arrows, Home and End move it, Escape puts it
// back. The row that is held never leaves the page, the others step around it: a finger, and the focus, stay on what they hold.

export interface Board {
  /** The list whose rows are put in order; null while none is shown. */
  readonly list: () => HTMLElement | null;
  /** A row was put elsewhere: ahead of another one, or at the end. */
  readonly put: (row: HTMLElement, before: HTMLElement | null) => void;
  /** A row is let go of where it had stood. */
  readonly left: () => void;
  /** Tells a reader of screens where the row stands. */
  readonly say: (what: "Grabbed" | "Moved" | "Put" | "Back", at: number, count: number) => void;
}

interface Hold {
  readonly row: HTMLElement;
  /** The rows as they stood. */
  readonly stood: readonly HTMLElement[];
  /** Where in the row it is held, in pixels from its top; null by keyboard. */
  readonly grip: number | null;
}

/** A finger that stays put for so long means the row, not the page. */
const LONG_PRESS_MS = 380;
/** It may tremble so far. */
const TREMBLE_PX = 8;
/** So near to an edge the page comes along; at the lower one stands the bar of the house. */
const EDGE_PX = { top: 70, bottom: 120 };
const STEP_PX = 11;

/** How long the others take to step aside; not at all for whoever wants no motion. */
function slide(row: HTMLElement, from: number): void {
  const by = from - row.offsetTop;
  if (by === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 140, easing: "ease-out" });
}

class Drag {
  readonly #board: Board;
  #hold: Hold | null = null;
  /** A finger or mouse that may become a hold. */
  #press: { readonly row: HTMLElement; readonly id: number; readonly x: number; readonly y: number; readonly grip: boolean } | null = null;
  #timer = 0;
  #y = 0;

  constructor(root: HTMLElement, board: Board) {
    this.#board = board;
    root.addEventListener("pointerdown", (event) => this.#down(event));
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("focusout", (event) => this.#hold?.grip === null && this.#hold.row.contains(event.target as Node) && this.#end(true));
    // What is dragged here is no link, and a long press asks for no menu.
    for (const name of ["contextmenu", "dragstart"]) root.addEventListener(name, (event) => (this.#hold || (this.#press && name === "dragstart")) && event.preventDefault());
    root.addEventListener("touchmove", (event) => this.#hold && event.cancelable && event.preventDefault(), { passive: false });
    document.addEventListener("pointermove", (event) => this.#move(event));
    document.addEventListener("pointerup", (event) => this.#up(event, true));
    document.addEventListener("pointercancel", (event) => this.#up(event, false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#hold?.grip != null && this.#end(false));
  }

  #row(target: EventTarget | null): HTMLElement | null {
    const row = (target as Element | null)?.closest<HTMLElement>("[data-key]") ?? null;
    return row && row.parentElement === this.#board.list() ? row : null;
  }

  #rows(): HTMLElement[] {
    return [...(this.#board.list()?.querySelectorAll<HTMLElement>(":scope > [data-key]") ?? [])];
  }

  #down(event: PointerEvent): void {
    const target = event.target as Element;
    const row = this.#row(target);
    if (!row || this.#hold || !event.isPrimary || event.button !== 0) return;
    const grip = target.closest("[data-grip]") !== null;
    // Elsewhere on the row a mouse selects and clicks, as everywhere.
    if (!grip && (event.pointerType === "mouse" || target.closest("button, input, select, textarea"))) return;
    this.#press = { row, id: event.pointerId, x: event.clientX, y: event.clientY, grip };
    if (!grip) this.#timer = window.setTimeout(() => this.#take(), LONG_PRESS_MS);
  }

  #take(): void {
    const press = this.#press;
    if (!press || !press.row.isConnected) return;
    this.#begin(press.row, press.y - press.row.getBoundingClientRect().top);
    this.#y = press.y;
    requestAnimationFrame(() => this.#scroll());
  }

  #begin(row: HTMLElement, grip: number | null): void {
    this.#hold = { row, stood: this.#rows(), grip };
    row.dataset["held"] = grip === null ? "keys" : "hand";
    row.querySelector("[data-grip]")?.setAttribute("aria-pressed", "true");
    document.getSelection()?.removeAllRanges();
    this.#say("Grabbed");
  }

  #say(what: "Grabbed" | "Moved" | "Put" | "Back"): void {
    const rows = this.#rows();
    this.#board.say(what, this.#hold ? rows.indexOf(this.#hold.row) + 1 : 0, rows.length);
  }

  #move(event: PointerEvent): void {
    const press = this.#press;
    if (!press || event.pointerId !== press.id) return;
    this.#y = event.clientY;
    if (!this.#hold) {
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
      if (press.grip && far > 3) this.#take();
      else if (far > TREMBLE_PX) this.#forget();
    }
    if (this.#hold) this.#follow();
  }

  /** Lets the held row stand under the finger, and the others step aside. */
  #follow(): void {
    const list = this.#board.list();
    const hold = this.#hold;
    if (!list || !hold || hold.grip === null) return;
    const { row, grip } = hold;
    const origin = row.offsetParent === list ? list.clientTop : list.offsetTop;
    const want = this.#y - list.getBoundingClientRect().top + origin - grip;
    const middle = want + row.offsetHeight / 2;
    const half = (other: Element): number => (other as HTMLElement).offsetTop + (other as HTMLElement).offsetHeight / 2;
    let moved = false;
    while (row.previousElementSibling && middle < half(row.previousElementSibling)) moved = this.#step(true);
    while (row.nextElementSibling && middle > half(row.nextElementSibling)) moved = this.#step(false);
    const top = Math.min(Math.max(want, origin - 8), origin + list.offsetHeight - row.offsetHeight + 8);
    row.style.transform = `translateY(${top - row.offsetTop}px)`;
    if (moved) this.#say("Moved");
  }

  #step(up: boolean): boolean {
    const row = this.#hold?.row;
    const other = (up ? row?.previousElementSibling : row?.nextElementSibling) as HTMLElement | null | undefined;
    if (!row || !other) return false;
    const from = other.offsetTop;
    if (up) row.after(other);
    else row.before(other);
    slide(other, from);
    return true;
  }

  /** Near an edge the page comes along, as long as the row is held. */
  #scroll(): void {
    if (this.#hold?.grip == null) return;
    const up = this.#y < EDGE_PX.top;
    if (up || this.#y > innerHeight - EDGE_PX.bottom) {
      const before = scrollY;
      scrollBy({ top: up ? -STEP_PX : STEP_PX, behavior: "instant" });
      if (scrollY !== before) this.#follow();
    }
    requestAnimationFrame(() => this.#scroll());
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#press = null;
  }

  #up(event: PointerEvent, good: boolean): void {
    if (event.pointerId !== this.#press?.id) return;
    this.#forget();
    if (this.#hold?.grip != null) this.#end(good);
  }

  #end(good: boolean): void {
    const hold = this.#hold;
    if (!hold) return;
    const { row, stood } = hold;
    const at = stood.indexOf(row);
    if (!good) {
      row.before(...stood.slice(0, at));
      row.after(...stood.slice(at + 1));
    }
    this.#say(good ? "Put" : "Back");
    this.#hold = null;
    this.#forget();
    delete row.dataset["held"];
    row.style.transform = "";
    row.querySelector("[data-grip]")?.setAttribute("aria-pressed", "false");
    const same = this.#rows().every((one, place) => one === stood[place]);
    if (same) this.#board.left();
    else this.#board.put(row, row.nextElementSibling as HTMLElement | null);
    // The finger that let go presses nothing.
    if (hold.grip !== null) addEventListener("click", this.#swallow, { capture: true, once: true, signal: AbortSignal.timeout(50) });
  }

  readonly #swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };

  #click(event: MouseEvent): void {
    const grip = (event.target as Element).closest("[data-grip]");
    const row = grip && this.#row(grip);
    // A click that counts none comes from a keyboard or a reader of screens.
    if (!row || event.detail > 0) return;
    if (this.#hold) this.#end(true);
    else this.#begin(row, null);
  }

  #key(event: KeyboardEvent): void {
    const hold = this.#hold;
    if (!hold || hold.grip !== null) return;
    const steps: Record<string, () => void> = {
      ArrowUp: () => this.#step(true),
      ArrowDown: () => this.#step(false),
      Home: () => {
        while (this.#step(true));
      },
      End: () => {
        while (this.#step(false));
      },
      Escape: () => this.#end(false),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
    if (!this.#hold) return;
    hold.row.scrollIntoView({ block: "nearest" });
    this.#say("Moved");
  }

  /** Whether a row is held: then nothing is drawn anew under the hand. */
  get holds(): boolean {
    return this.#hold !== null;
  }
}

/** Lets the rows of a list be put in order; gives whether one is held at the moment. */
export function orderByHand(root: HTMLElement, board: Board): () => boolean {
  const drag = new Drag(root, board);
  return () => drag.holds;
}
