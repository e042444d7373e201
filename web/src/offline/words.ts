// Sentences stand in the page (data-text-…), in its language; here they are only chosen and filled.

/** A sentence of the island, its {holes} filled. */
export function text(island: HTMLElement, name: string, holes: Record<string, string | number> = {}): string {
  const said = island.dataset[`text${name}`] ?? "";
  return said.replace(/\{ ?\$?(\w+) ?\}/g, (hole, key: string) => String(holes[key] ?? hole));
}

/** A sentence with a count, in the form its language wants. */
export function counted(island: HTMLElement, name: string, count: number): string {
  const form = new Intl.PluralRules(document.documentElement.lang).select(count) === "one" ? "One" : "Other";
  return text(island, `${name}${form}`, { count });
}

/** An amount of money as the page's language writes it. */
export function money({ minor, currency }: { readonly minor: number; readonly currency: string }): string {
  const lang = document.documentElement.lang;
  try {
    const format = new Intl.NumberFormat(lang, { style: "currency", currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${minor} ${currency}`;
  }
}

/** The last day of what lasts until an instant, as the page's language writes it: until midnight is through the day before. */
export function day(instant: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long" }).format(Date.parse(instant) - 1_000);
}
