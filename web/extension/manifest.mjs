// The manifests of both browsers from one source. Every permission stands here with what it is for.

const SIZES = [16, 32, 48, 128];
const icons = Object.fromEntries(SIZES.map((size) => [size, `mark-${size}.png`]));

/** Sizes of the icons that `icons.mjs` draws. */
export { SIZES };

/** The manifest for `chromium` or `firefox`. */
export function manifest(browser, version) {
  return {
    manifest_version: 3,
    name: "__MSG_name__",
    description: "__MSG_description__",
    version,
    default_locale: "en",
    icons,
    action: { default_title: "__MSG_add__", default_popup: "card.html", default_icon: icons },
    options_ui: { page: "options.html", open_in_tab: true },
    commands: { _execute_action: { suggested_key: { default: "Alt+Shift+W" } } },
    background: browser === "firefox" ? { scripts: ["worker.js"], type: "module" } : { service_worker: "worker.js", type: "module" },
    permissions: [
      "activeTab", // the one page on which the person presses the button, until they leave it
      "contextMenus", // the entry of the right button
      "scripting", // running the collector in that page
      "storage", // the pairing, on this device
    ],
    // Asked for one by one: the member's own server, when they pair. Plain http only on the machine itself.
    optional_host_permissions: ["https://*/*", "http://localhost/*", "http://127.0.0.1/*"],
    content_security_policy: {
      extension_pages: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http:; connect-src https: http://localhost:* http://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "wishes@hyperlieu",
              // The first that asks, when installing, for what an extension says it sends.
              strict_min_version: "140.0",
              // All of it goes to the server that the person chose, and to nobody else.
              data_collection_permissions: { required: ["authenticationInfo", "browsingActivity", "websiteContent"] },
            },
            // On phones the same began two versions later; there is no menu, the button is in the browser's own.
            gecko_android: { strict_min_version: "142.0" },
          },
        }
      : { minimum_chrome_version: "120" }),
  };
}
