// The form that calls a list otherwise, folded under the lists. What is typed in it stays typed while the page is drawn anew; it was
// written over the name that stood there when the form was opened, and the edit says so.
import type { SeenList } from "./model.js";

export class Naming {
  readonly #fold: HTMLDetailsElement;
  readonly #box: HTMLInputElement;
  #seen: SeenList | null = null;

  constructor(fold: HTMLElement, save: (seen: SeenList, name: string) => void) {
    const box = fold.querySelector("input");
    if (!(fold instanceof HTMLDetailsElement) || !box) throw new Error("no form for a name");
    [this.#fold, this.#box] = [fold, box];
    fold.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const [seen, name] = [this.#seen, box.value.trim().replace(/\s+/g, " ")];
      if (!seen || !name) return;
      this.#fold.open = false;
      this.#fold.querySelector("summary")?.focus();
      save(seen, name);
    });
  }

  /** Shows the form for a list; none where it is the main one, which has no name of its own. */
  show(seen: SeenList | null): void {
    if (this.#fold.open && seen && seen.list.id === this.#seen?.list.id) return;
    this.#fold.open = false;
    this.#fold.hidden = seen === null;
    this.#seen = seen;
    this.#box.value = seen?.list.name ?? "";
  }
}
