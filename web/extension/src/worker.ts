// The menu of the right button. Nothing runs between two touches, and nothing is seen of a page before one.
import { formAddress } from "./addresses.js";
import { api, type MenuClick, say, type Tab } from "./browser.js";
import { pairing } from "./pairing.js";

const ITEM = "add";

const menus = api.contextMenus;

api.runtime.onInstalled.addListener(() => {
  void menus?.removeAll().then(() => menus.create({ id: ITEM, title: say("add"), contexts: ["page", "selection", "link", "image"] }));
});

async function openCard(query: URLSearchParams): Promise<void> {
  const url = api.runtime.getURL(`card.html?${query}`);
  if (api.windows) await api.windows.create({ url, type: "popup", width: 440, height: 640 });
  else await api.tabs.create({ url });
}

async function onMenu(click: MenuClick, tab?: Tab): Promise<void> {
  const made = await pairing();
  if (!made) return api.runtime.openOptionsPage();
  // A page that is not open, or words: the server's form is filled from them, and nothing of this page is taken.
  if (click.linkUrl) await api.tabs.create({ url: formAddress(made.server, { url: click.linkUrl, title: click.linkText ?? "" }) });
  else if (click.selectionText) await api.tabs.create({ url: formAddress(made.server, { url: click.pageUrl ?? "", title: tab?.title ?? "", text: click.selectionText }) });
  else if (tab?.id !== undefined) await openCard(new URLSearchParams({ tab: String(tab.id), ...(click.srcUrl ? { picture: click.srcUrl } : {}) }));
}

menus?.onClicked.addListener((click, tab) => {
  if (click.menuItemId === ITEM) void onMenu(click, tab);
});
