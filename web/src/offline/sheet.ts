// The form of one wish, in a sheet. What is written in it stays written while rows behind it are drawn anew; it was written over
// what the sheet showed when it was opened, and the edits say so.
import type { Seen, Written } from "./model.js";
import { MAIN } from "./pieces.js";
import type { List } from "./wire.js";

export interface Acts {
  readonly save: (seen: Seen, written: Written) => void;
  readonly state: (seen: Seen, state: string) => void;
  /** The sheet is shut, whatever was done in it. */
  readonly shut: (seen: Seen | null) => void;
}

export class Sheet {
  readonly #dialog: HTMLDialogElement;
  readonly #form: HTMLFormElement;
  readonly #acts: Acts;
  #seen: Seen | null = null;

  constructor(dialog: HTMLElement, acts: Acts) {
    const form = dialog.querySelector("form");
    if (!(dialog instanceof HTMLDialogElement) || !form) throw new Error("no sheet");
    [this.#dialog, this.#form, this.#acts] = [dialog, form, acts];
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
      this.#leave(button?.name === "state" ? button.value : null);
    });
    this.#dialog.addEventListener("close", () => acts.shut(this.#seen));
  }

  /** Whether somebody is at it. */
  get open(): boolean {
    return this.#dialog.open;
  }

  #field<T extends HTMLElement>(name: string): T {
    return this.#form.elements.namedItem(name) as unknown as T;
  }

  show(seen: Seen, lists: readonly List[]): void {
    const { wish } = seen;
    this.#seen = seen;
    for (const name of ["title", "note", "quantity", "priority"] as const) this.#field<HTMLInputElement>(name).value = String(wish[name]);
    const select = this.#field<HTMLSelectElement>("list");
    const [main] = select.options;
    select.replaceChildren(...(main ? [main] : []), ...lists.map(({ id, name }) => new Option(name, id)));
    select.value = wish.list ?? MAIN;
    // With the main list alone there is nothing to choose.
    select.closest<HTMLElement>(".field")?.toggleAttribute("hidden", lists.length === 0);
    for (const button of this.#form.querySelectorAll<HTMLButtonElement>("[data-when]")) button.hidden = button.dataset["when"] !== wish.state;
    this.#dialog.showModal();
  }

  #leave(state: string | null): void {
    const seen = this.#seen;
    this.#dialog.close();
    if (!seen) return;
    if (state !== null) {
      this.#acts.state(seen, state);
      return;
    }
    const said = (name: string): string => this.#field<HTMLInputElement>(name).value.trim();
    this.#acts.save(seen, {
      title: said("title"),
      note: said("note"),
      quantity: Math.max(1, Math.round(Number(said("quantity"))) || 1),
      priority: said("priority"),
      list: said("list") || null,
    });
  }
}
