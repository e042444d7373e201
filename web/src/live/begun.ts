// Words begun in one form outlive the sending of another: the page that follows, in this tab alone, has them where they stood.

const KEY = "house:begun";

type Field = HTMLInputElement | HTMLTextAreaElement;
/** The address of a form, the name of a field in it, and what stood there. */
type Words = readonly [action: string, name: string, value: string];

function fields(within: ParentNode): Field[] {
  return [...within.querySelectorAll<Field>("textarea, input[type=text], input[type=number]")];
}

/** Whether somebody typed or ticked something in a part of the page that is not sent yet, or was refused and is to be put right. */
export function hasBegun(within: ParentNode): boolean {
  const boxes = [...within.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  return (
    within.querySelector("[aria-invalid=true]") !== null ||
    boxes.some((box) => box.checked !== box.defaultChecked) ||
    fields(within).some((field) => field.value !== field.defaultValue)
  );
}

function setAside(event: SubmitEvent): void {
  const sent = event.target;
  if (!(sent instanceof HTMLFormElement) || sent.method !== "post" || sent.hasAttribute("data-inplace")) return;
  const begun = fields(document)
    .filter((field) => field.form && field.form !== sent && field.value !== field.defaultValue)
    .map((field): Words => [field.form?.getAttribute("action") ?? "", field.name, field.value]);
  try {
    if (begun.length > 0) sessionStorage.setItem(KEY, JSON.stringify(begun));
  } catch {
    // A browser that keeps nothing keeps no begun words either.
  }
}

function takeUp(): void {
  let begun: readonly Words[] = [];
  try {
    begun = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as readonly Words[];
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
  for (const [action, name, value] of begun) {
    const stood = (field: Field): boolean => field.form?.getAttribute("action") === action && field.name === name;
    const field = fields(document).find(stood);
    // What the server wrote there by now is not written over.
    if (!field || field.value !== "") continue;
    field.value = value;
    field.closest("details")?.setAttribute("open", "");
  }
}

/** Keeps what is begun on this page, and takes up what was begun on the one before. */
export function keepBegun(): void {
  document.addEventListener("submit", setAside);
  takeUp();
}
