// A gate between one device and the house, to be shut like a network that is gone: connections break and new ones are refused. Unlike
// the browser's own switch it says nothing to the page, which must find out.
import { createServer, connect } from "node:net";

/** Opens a gate before `address`; `shut()`, `open()` and `slow(ms)` say how it stands. */
export async function gate(address) {
  const { hostname, port } = new URL(address);
  const lines = new Set();
  let shut = false;
  let wait = 0;
  const server = createServer((here) => {
    if (shut) {
      here.destroy();
      return;
    }
    const there = connect(Number(port), hostname);
    for (const line of [here, there]) {
      lines.add(line);
      line.on("error", () => line.destroy());
      line.on("close", () => {
        lines.delete(line);
        here.destroy();
        there.destroy();
      });
    }
    here.pipe(there);
    there.on("data", (chunk) => setTimeout(() => here.writable && here.write(chunk), wait));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const cut = () => {
    for (const line of lines) line.destroy();
  };
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    shut() {
      shut = true;
      cut();
    },
    open() {
      shut = false;
    },
    slow(ms) {
      wait = ms;
    },
    stop() {
      cut();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
