// Pages small enough to read in one glance, for trying one island at a time.
import { asset } from "./server.mjs";

/** A page with the house's scripts plus the named ones, and the given main part. */
export async function smallPage(main, scripts = []) {
  const tags = await Promise.all(["house", ...scripts].map(async (name) => `<script type="module" src="${await asset(`${name}.js`)}"></script>`));
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>essai</title>
<link rel="icon" href="${await asset("mark.svg")}"><link rel="stylesheet" href="${await asset("house.css")}">${tags.join("")}</head>
<body data-text-problem="raté" data-text-unreachable="injoignable" data-text-close="Fermer">
<main class="main" id="main" tabindex="-1">${main}</main><div class="toasts" id="toasts" role="status"></div></body></html>`;
}

/** A stream of server-sent events that a test speaks into. */
export function eventStream() {
  const open = new Set();
  return {
    answer(_request, response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 200\n\n");
      open.add(response);
      response.on("close", () => open.delete(response));
    },
    say(event, data) {
      for (const response of open) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    cut() {
      for (const response of open) response.destroy();
    },
    get listeners() {
      return open.size;
    },
  };
}

/** Waits until `check` is true, asking every 50 ms; fails with `what` after five seconds. */
export async function until(check, what) {
  for (let i = 0; i < 100; i += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain until ${what}`);
}
