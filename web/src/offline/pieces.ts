// The parts of the island's page, by the names its template gives them.

/** How a form says "the main list", which has no id. */
export const MAIN = "";

/** The named part of the island; that it is missing is a fault of the template. */
export function part(root: HTMLElement, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (!found) throw new Error(`no part ${name}`);
  return found;
}

/** A fresh copy of a named piece of the page. */
export function piece(root: HTMLElement, name: string): HTMLElement {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-piece="${name}"]`);
  const copy = template?.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`no piece ${name}`);
  return copy;
}

/** Writes into a named place of a piece; where there is nothing to say, the place goes. */
export function put(into: HTMLElement, name: string, words: string): void {
  const place = into.querySelector<HTMLElement>(`[data-put="${name}"]`);
  if (!words) place?.remove();
  else if (place) (place.querySelector<HTMLElement>("[data-words]") ?? place).textContent = words;
}

/** Lays rows into a box. A row that says what it said stays the very same element, so that a finger or a reader upon it loses nothing. */
export function lay(box: HTMLElement, rows: readonly HTMLElement[]): void {
  const there = [...box.children] as HTMLElement[];
  const after = rows.map((row) => there.find((old) => old.isEqualNode(row)) ?? row);
  if (after.length !== there.length || after.some((row, at) => row !== there[at])) box.replaceChildren(...after);
}
