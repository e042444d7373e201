// Pictures of codes, drawn here: a barcode by the rules of GS1 General Specifications, section 5.2, a square code by ZXing's
// writer; turned a little and made grainy as a camera's are; as a film for the browser's fake camera, or as a photo.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { deflateSync } from "node:zlib";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = createRequire(new URL("../../web/package.json", import.meta.url));

const LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
const PARITY = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];
const inverse = (bars) => [...bars].map((bar) => (bar === "1" ? "0" : "1")).join("");
const reverse = (bars) => [...bars].reverse().join("");

/** An EAN-13 as 95 modules, each dark or not. */
export function ean13(digits) {
  const parity = PARITY[Number(digits[0])];
  const left = [...digits.slice(1, 7)].map((d, i) => (parity[i] === "L" ? LEFT[d] : reverse(inverse(LEFT[d]))));
  const right = [...digits.slice(7)].map((d) => inverse(LEFT[d]));
  const bars = `101${left.join("")}01010${right.join("")}101`;
  const dark = (x, y) => x >= 0 && x < 95 && y >= 0 && y < 60 && bars[Math.floor(x)] === "1";
  return { width: 95, height: 60, dark };
}

/** A square code with a text. */
export async function qr(text) {
  const path = web.resolve("zxing-wasm/writer/zxing_writer.wasm");
  const { prepareZXingModule, writeBarcode } = await import(pathToFileURL(path.replace("dist/writer/zxing_writer.wasm", "dist/es/writer/index.js")).href);
  prepareZXingModule({ overrides: { wasmBinary: (await readFile(path)).buffer } });
  const { symbol } = await writeBarcode(text, { format: "QRCode", scale: 1, addQuietZones: false });
  const { width, height, data } = symbol;
  const dark = (x, y) => x >= 0 && y >= 0 && x < width && y < height && data[Math.floor(y) * width + Math.floor(x)] < 128;
  return { width, height, dark };
}

/** A seeded sequence in [0, 1), so that a picture is the same every time (Mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A grey picture of `code` in the middle, turned by `degrees`, on a pale ground with grain; nothing drawn without a code. */
export function picture(code, { width = 640, height = 480, share = 0.6, degrees = 4, seed = 7 } = {}) {
  const grain = chance(seed);
  const module = code ? Math.min((width * share) / code.width, (height * share) / code.height) : 1;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const pixels = new Uint8Array(width * height);
  const at = (px, py) => {
    const [dx, dy] = [px - width / 2, py - height / 2];
    return code?.dark((dx * cos + dy * sin) / module + code.width / 2, (dy * cos - dx * sin) / module + code.height / 2) ? 35 : 215;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Nine points to a pixel: edges are soft, as behind glass.
      let sum = 0;
      for (let i = 0; i < 9; i += 1) sum += at(x + (i % 3) / 3, y + Math.floor(i / 3) / 3);
      pixels[y * width + x] = Math.max(0, Math.min(255, sum / 9 + (grain() - 0.5) * 24));
    }
  }
  return { width, height, pixels };
}

/** Writes a film of this one picture, as Chromium's fake camera reads it (YUV4MPEG2, 4:2:0). */
export async function film(file, { width, height, pixels }, frames = 6) {
  const colour = new Uint8Array((width * height) / 2).fill(128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), pixels, colour]);
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...Array(frames).fill(frame)]));
}

/** The picture as a PNG file's bytes. */
export function png({ width, height, pixels }) {
  const chunk = (name, body) => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(checksum(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]);
}

/** The checksum of PNG (CRC-32); Node 18 has none of its own. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Where the tests of scanning and of the extension find the house's own files. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
