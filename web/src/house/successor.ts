// Where the focus goes when a part of the page is drawn anew.

/** The control that plays the same part in the answered page: by its id, or as the same button of the same form. */
export function successor(control: HTMLElement | null): HTMLElement | null {
  if (!control) return null;
  if (control.id) return document.getElementById(control.id);
  const action = control.closest("form")?.getAttribute("action");
  const named = (name: string): string => `[${name}="${CSS.escape(control.getAttribute(name) ?? "")}"]`;
  const which = ["name", "value"].filter((name) => control.hasAttribute(name)).map(named).join("");
  return action ? document.querySelector(`main form[action="${CSS.escape(action)}"] ${control.localName}${which}`) : null;
}
