// Draws the house's mark as the PNG files that toolbars want: filled paths of M, H, V, A and Z, and circles, which is all the
// mark is made of. Anything else in it fails the build rather than being left out.
import { deflateSync } from "node:zlib";

/** Points along an arc of a circle, as SVG's path command tells it (SVG 2, appendix B.2.4, for equal radii without rotation). */
function arc([x0, y0], r, large, sweep, [x1, y1]) {
  const [mx, my] = [(x0 - x1) / 2, (y0 - y1) / 2];
  const half = mx * mx + my * my;
  const radius = Math.max(r, Math.sqrt(half));
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (radius * radius - half) / half));
  const [cx, cy] = [factor * my + (x0 + x1) / 2, -factor * mx + (y0 + y1) / 2];
  const from = Math.atan2(y0 - cy, x0 - cx);
  let turn = Math.atan2(y1 - cy, x1 - cx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  return Array.from({ length: 32 }, (_, i) => [cx + radius * Math.cos(from + (turn * (i + 1)) / 32), cy + radius * Math.sin(from + (turn * (i + 1)) / 32)]);
}

/** A path as one polygon. */
function polygon(d) {
  const points = [];
  let at = [0, 0];
  for (const [, command, rest] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const n = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    if (command === "M") points.push((at = [n[0], n[1]]));
    else if (command === "H") points.push((at = [n[0], at[1]]));
    else if (command === "V") points.push((at = [at[0], n[0]]));
    else if (command === "v") points.push((at = [at[0], at[1] + n[0]]));
    else if (command === "h") points.push((at = [at[0] + n[0], at[1]]));
    else if (command === "a" || command === "A") {
      if (n.length !== 7 || n[0] !== n[1] || n[2] !== 0) throw new Error(`the mark has an arc that is no circle's: ${rest}`);
      const end = command === "a" ? [at[0] + n[5], at[1] + n[6]] : [n[5], n[6]];
      points.push(...arc(at, n[0], n[3] === 1, n[4] === 1, end));
      at = end;
    } else if (command !== "z" && command !== "Z") throw new Error(`the mark has a path command that is not drawn: ${command}`);
  }
  return points;
}

const inside = (points, x, y) => {
  let odd = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [points[i], points[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
};

function shapes(svg) {
  const found = [...svg.matchAll(/<(path|circle|[a-z]+)\b([^>]*)\/>/g)].map(([, kind, told]) => {
    const value = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(told)?.[1] ?? "";
    const fill = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value("fill"));
    if (!fill) throw new Error(`the mark has a shape without a plain colour: ${told}`);
    const colour = fill.slice(1).map((hex) => Number.parseInt(hex, 16));
    if (kind === "path") {
      const points = polygon(value("d"));
      return { colour, has: (x, y) => inside(points, x, y) };
    }
    if (kind !== "circle") throw new Error(`the mark has a shape that is not drawn: ${kind}`);
    const [cx, cy, r] = ["cx", "cy", "r"].map((name) => Number(value(name)));
    return { colour, has: (x, y) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r };
  });
  if (found.length === 0) throw new Error("the mark is empty");
  return found;
}

function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/** The mark (an SVG of 32 by 32 units) as a PNG of `size` by `size` pixels, soft at its edges. */
export function icon(svg, size) {
  const drawn = shapes(svg);
  const FINE = 6;
  const lines = Buffer.alloc((size * 4 + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < FINE * FINE; i += 1) {
        const [u, v] = [((x + ((i % FINE) + 0.5) / FINE) * 32) / size, ((y + (Math.floor(i / FINE) + 0.5) / FINE) * 32) / size];
        const top = drawn.findLast(({ has }) => has(u, v));
        if (top) [...top.colour, 255].forEach((part, j) => (sum[j] += part));
      }
      const covered = sum[3] / 255;
      const at = y * (size * 4 + 1) + 1 + x * 4;
      for (let j = 0; j < 3; j += 1) lines[at + j] = covered ? Math.round(sum[j] / covered) : 0;
      lines[at + 3] = Math.round(sum[3] / FINE ** 2);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
