// What the extension asks of the browser, and no more: written out so that nobody needs a library of types, and so that
// whoever reads this list knows everything it can do. Firefox calls it `browser`, Chromium `chrome`; both answer promises.

/** A tab, as far as the extension may know it. */
export interface Tab {
  readonly id?: number;
  readonly url?: string;
  readonly title?: string;
}

/** What was under the pointer when the menu was opened. */
export interface MenuClick {
  readonly menuItemId: string | number;
  readonly pageUrl?: string;
  readonly linkUrl?: string;
  readonly linkText?: string;
  readonly srcUrl?: string;
  readonly selectionText?: string;
}

interface Heard<F> {
  addListener(listener: F): void;
}

interface Browser {
  readonly i18n: { getMessage(key: string, values?: string | string[]): string };
  readonly runtime: { readonly onInstalled: Heard<() => void>; getURL(path: string): string; openOptionsPage(): Promise<void> };
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(values: Record<string, unknown>): Promise<void>;
      remove(key: string): Promise<void>;
      setAccessLevel?(level: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
    };
  };
  readonly permissions: { request(what: { origins: string[] }): Promise<boolean>; remove(what: { origins: string[] }): Promise<boolean> };
  readonly tabs: { query(which: { active: true; currentWindow: true }): Promise<Tab[]>; get(id: number): Promise<Tab>; create(what: { url: string }): Promise<Tab> };
  /** Phones have none. */
  readonly windows?: { create(what: { url: string; type: "popup"; width: number; height: number }): Promise<unknown> };
  readonly scripting: { executeScript(what: { target: { tabId: number }; files: string[] }): Promise<{ result?: unknown }[]> };
  /** Nor this. */
  readonly contextMenus?: {
    readonly onClicked: Heard<(click: MenuClick, tab?: Tab) => void>;
    removeAll(): Promise<void>;
    create(item: { id: string; title: string; contexts: string[] }): void;
  };
}

const global = globalThis as { browser?: Browser; chrome?: Browser };

/** The browser. */
export const api = (global.browser ?? global.chrome) as Browser;

/** A sentence in the browser's language. */
export function say(key: string, values?: string | string[]): string {
  return api.i18n.getMessage(key, values);
}

/** The language of the sentences, which need not be the browser's. */
export function language(): string {
  return say("lang");
}

/** Fills a page's sentences in, and tells screen readers their language. */
export function fillSentences(): void {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) element.textContent = say(element.dataset["say"] ?? "");
  document.title = say("name");
}
