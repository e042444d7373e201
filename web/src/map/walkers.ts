// People on the move, drawn on a canvas above the map: a few hundred dots that glide from where they were to where they
// are, a halo round whoever was just told something, a ring where two people met. Nothing runs while nothing moves.
import type { Map as TownMap } from "maplibre-gl";
import type { Colours } from "./colours.js";

interface Walker {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly name?: string;
  readonly suggested?: boolean;
}

interface Dot {
  name: string;
  suggested: boolean;
  from: [number, number];
  to: [number, number];
  since: number;
}

interface Pulse {
  readonly at: [number, number];
  readonly title: string;
  readonly since: number;
}

const PULSE_MS = 2_600;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

function between(dot: Dot, now: number, pace: number): [number, number] {
  const part = STILL.matches ? 1 : Math.min(1, (now - dot.since) / pace);
  return [dot.from[0] + (dot.to[0] - dot.from[0]) * part, dot.from[1] + (dot.to[1] - dot.from[1]) * part];
}

/** The layer of moving people over one map. */
export class Walkers {
  readonly #map: TownMap;
  readonly #canvas = document.createElement("canvas");
  readonly #dots = new Map<string, Dot>();
  #pulses: Pulse[] = [];
  #colours: Colours;
  #pace = 1_000;
  #heard = 0;
  #frame = 0;

  constructor(map: TownMap, colours: Colours) {
    this.#map = map;
    this.#colours = colours;
    this.#canvas.className = "map-walkers";
    this.#canvas.setAttribute("aria-hidden", "true");
    map.getCanvasContainer().append(this.#canvas);
    for (const event of ["move", "resize"] as const) map.on(event, () => this.#wake());
  }

  /** Paints in other colours from the next frame on. */
  recolour(colours: Colours): void {
    this.#colours = colours;
    this.#wake();
  }

  /** Takes the newest positions; whoever is no longer among them has gone home. */
  update(walkers: readonly Walker[]): void {
    const now = performance.now();
    // The dots take as long to glide as the news took to come, so that they neither stop nor run.
    if (this.#heard > 0) this.#pace = Math.min(5_000, Math.max(100, 0.7 * this.#pace + 0.3 * (now - this.#heard)));
    this.#heard = now;
    const here = new Set(walkers.map((walker) => walker.id));
    for (const id of this.#dots.keys()) if (!here.has(id)) this.#dots.delete(id);
    for (const { id, lat, lon, name, suggested } of walkers) {
      const known = this.#dots.get(id);
      const from = known ? between(known, now, this.#pace) : ([lon, lat] as [number, number]);
      this.#dots.set(id, { name: name ?? "", suggested: suggested ?? false, from, to: [lon, lat], since: now });
    }
    this.#wake();
  }

  /** Shows that an encounter took place. */
  met(lat: number, lon: number, title: string): void {
    this.#pulses.push({ at: [lon, lat], title, since: performance.now() });
    this.#wake();
  }

  #wake(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  #fit(): CanvasRenderingContext2D | null {
    const { clientWidth: width, clientHeight: height } = this.#map.getCanvas();
    const scale = Math.min(2, devicePixelRatio);
    if (this.#canvas.width !== Math.round(width * scale) || this.#canvas.height !== Math.round(height * scale)) {
      this.#canvas.width = Math.round(width * scale);
      this.#canvas.height = Math.round(height * scale);
    }
    const pen = this.#canvas.getContext("2d");
    pen?.setTransform(scale, 0, 0, scale, 0, 0);
    pen?.clearRect(0, 0, width, height);
    return pen;
  }

  #draw(now: number): void {
    this.#frame = 0;
    const pen = this.#fit();
    if (!pen) return;
    const zoom = this.#map.getZoom();
    const radius = Math.max(3, Math.min(8, (zoom - 12) * 1.3));
    for (const dot of this.#dots.values()) this.#drawDot(pen, dot, now, radius, zoom);
    this.#pulses = this.#pulses.filter((pulse) => now - pulse.since < PULSE_MS);
    for (const pulse of this.#pulses) this.#drawPulse(pen, pulse, now, radius);
    const gliding = !STILL.matches && now - this.#heard < this.#pace && this.#dots.size > 0;
    if (gliding || this.#pulses.length > 0) this.#wake();
  }

  #drawDot(pen: CanvasRenderingContext2D, dot: Dot, now: number, radius: number, zoom: number): void {
    const { x, y } = this.#map.project(between(dot, now, this.#pace));
    if (dot.suggested) {
      pen.beginPath();
      pen.arc(x, y, radius * 2.1, 0, 2 * Math.PI);
      pen.globalAlpha = 0.45;
      pen.fillStyle = this.#colours.lamp;
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = this.#colours.leaf;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = this.#colours.card;
    pen.stroke();
    if (dot.name && (zoom >= 17 || dot.suggested)) this.#write(pen, dot.name, x, y - radius - 5);
  }

  #drawPulse(pen: CanvasRenderingContext2D, pulse: Pulse, now: number, radius: number): void {
    const { x, y } = this.#map.project(pulse.at);
    const part = (now - pulse.since) / PULSE_MS;
    pen.beginPath();
    pen.arc(x, y, radius * (STILL.matches ? 3 : 1.5 + 5 * part), 0, 2 * Math.PI);
    pen.globalAlpha = 1 - part;
    pen.lineWidth = 4;
    pen.strokeStyle = this.#colours.accent;
    pen.stroke();
    this.#write(pen, pulse.title, x, y - radius * 3);
    pen.globalAlpha = 1;
  }

  #write(pen: CanvasRenderingContext2D, words: string, x: number, y: number): void {
    pen.font = "600 12px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.lineWidth = 3.5;
    pen.lineJoin = "round";
    pen.strokeStyle = this.#colours.card;
    pen.strokeText(words, x, y);
    pen.fillStyle = this.#colours.ink;
    pen.fillText(words, x, y);
  }
}

/** Keeps the layer fed from a stream of server-sent events until the page goes away. */
export function followWalkers(layer: Walkers, address: string): void {
  const stream = new EventSource(address);
  const read = <T>(event: Event): T | null => {
    try {
      return JSON.parse((event as MessageEvent<string>).data) as T;
    } catch {
      return null;
    }
  };
  stream.addEventListener("walkers", (event) => {
    const walkers = read<Walker[]>(event);
    if (Array.isArray(walkers)) layer.update(walkers);
  });
  stream.addEventListener("met", (event) => {
    const met = read<{ lat: number; lon: number; title: string }>(event);
    if (met) layer.met(met.lat, met.lon, met.title);
  });
  addEventListener("pagehide", () => stream.close(), { once: true });
}
