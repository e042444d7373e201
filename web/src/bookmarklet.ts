// The light way to add a page from anywhere: a bookmark that opens the house's form with the page's address and title.
// Nothing else of the page leaves, and the form creates nothing before its own button is pressed.

declare const __SERVER__: string;

const { title, URL: address } = document;
const told = new URLSearchParams({ url: address.slice(0, 2_000), title: title.slice(0, 200) });
// A window that was opened has no hold on the page it came from.
open(`${__SERVER__}/me/wishes/new?${told}`, "_blank", "noopener");
