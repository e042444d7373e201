// A push service of one's own, and a browser's half of web push: what the server posts is taken as a push service takes it, and read
// with the keys that the page gave, as a browser reads it (RFC 8291, RFC 8188).
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";

/** Listens on a port of its own; `came()` waits for the next message and gives its headers and sealed body. */
export async function pushService() {
  const waiting = [];
  const listeners = [];
  const server = createServer((request, answer) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const message = { path: request.url, headers: request.headers, body: Buffer.concat(chunks) };
      const listener = listeners.shift();
      if (listener) listener(message);
      else waiting.push(message);
      answer.writeHead(201).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${server.address().port}`;
  const came = () =>
    new Promise((resolve, reject) => {
      const now = waiting.shift();
      if (now) return resolve(now);
      const late = setTimeout(() => reject(new Error("no message came within 20 s")), 20_000);
      listeners.push((message) => {
        clearTimeout(late);
        resolve(message);
      });
    });
  return { host, came, waiting: () => waiting.length, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** A browser's keys for one subscription: what the page is given of them, and `open`, which reads a message. */
export function subscriber(host) {
  const key = createECDH("prime256v1");
  key.generateKeys();
  const auth = randomBytes(16);
  const endpoint = `http://${host}/send/${randomBytes(12).toString("hex")}`;
  const keys = { p256dh: key.getPublicKey().toString("base64url"), auth: auth.toString("base64url") };

  const open = ({ headers, body }) => {
    if (headers["content-encoding"] !== "aes128gcm") throw new Error(`content coding ${headers["content-encoding"]}`);
    const [salt, size, length] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]];
    const sender = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    if (sealed.length > size) throw new Error("more than one record");
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), key.getPublicKey(), sender]);
    const input = hkdfSync("sha256", key.computeSecret(sender), auth, info, 32);
    const derived = (name, bytes) => Buffer.from(hkdfSync("sha256", Buffer.from(input), salt, Buffer.from(`Content-Encoding: ${name}\0`), bytes));
    const cipher = createDecipheriv("aes-128-gcm", derived("aes128gcm", 16), derived("nonce", 12));
    cipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    const end = text.findLastIndex((byte) => byte !== 0);
    if (text[end] !== 2) throw new Error("the last record is not marked");
    return text.subarray(0, end).toString("utf8");
  };
  return { subscription: { endpoint, expirationTime: null, keys }, open };
}
