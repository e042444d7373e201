// Only pages with a map load this. The drawing engine comes as two files of its own, fetched when a map is really there.
import type { Map as TownMap, StyleSpecification } from "maplibre-gl";
import { readColours } from "./map/colours.js";
import { tiePlaces } from "./map/places.js";
import { townStyle } from "./map/style.js";
import { followWalkers, Walkers } from "./map/walkers.js";

declare const __MAP_ENGINE__: string;
declare const __MAP_WORKER__: string;

const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

async function collection(address: string | undefined): Promise<GeoJSON.FeatureCollection> {
  if (!address) return NOTHING;
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`no map data: ${answer.status}`);
  return (await answer.json()) as GeoJSON.FeatureCollection;
}

/** West, south, east, north of everything drawn. */
function bounds(...collections: GeoJSON.FeatureCollection[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon !== "number" || typeof lat !== "number") return value.forEach(visit);
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  };
  for (const { features } of collections) {
    for (const { geometry } of features) if ("coordinates" in geometry) visit(geometry.coordinates);
  }
  return box;
}

async function dress(href: string | undefined): Promise<void> {
  if (!href || document.querySelector(`link[href="${CSS.escape(href)}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
  document.head.append(link);
  await loaded;
}

function addZoom(map: TownMap, frame: HTMLElement): void {
  const tools = document.createElement("div");
  tools.className = "map-tools";
  for (const [sign, words, move] of [["+", frame.dataset["textZoomIn"], "zoomIn"], ["−", frame.dataset["textZoomOut"], "zoomOut"]] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words ?? sign);
    button.addEventListener("click", () => map[move]());
    tools.append(button);
  }
  frame.append(tools);
}

/** Repaints when the theme changes, by hand or at dusk. */
function followTheme(repaint: () => void): void {
  document.addEventListener("house:theme", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

async function draw(frame: HTMLElement): Promise<void> {
  const canvas = frame.querySelector<HTMLElement>("[data-map-canvas]");
  if (!canvas) return;
  const [engine, town, places] = await Promise.all([
    import(new URL(__MAP_ENGINE__, import.meta.url).href) as Promise<typeof import("maplibre-gl")>,
    collection(frame.dataset["town"]),
    collection(frame.dataset["places"]),
    dress(frame.dataset["engineCss"]),
  ]);
  engine.setWorkerUrl(new URL(__MAP_WORKER__, import.meta.url).href);
  let colours = readColours(frame);
  const style = (): StyleSpecification => townStyle(colours, town, places);
  const box = bounds(town, places);
  const map = new engine.Map({
    container: canvas,
    style: style(),
    bounds: bounds(places.features.length > 0 ? places : town),
    fitBoundsOptions: { padding: 32, maxZoom: 17 },
    maxBounds: [box[0] - 0.01, box[1] - 0.01, box[2] + 0.01, box[3] + 0.01],
    minZoom: 12.5,
    maxZoom: 20,
    attributionControl: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: { "CooperativeGesturesHandler.MobileHelpText": frame.dataset["textTwoFingers"] ?? "", "Map.Title": canvas.getAttribute("aria-label") ?? "" },
    pitchWithRotate: false,
    dragRotate: false,
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
  });
  map.touchZoomRotate.disableRotation();
  addZoom(map, frame);
  tiePlaces(map, frame, places);
  const walkers = new Walkers(map, colours);
  followTheme(() => {
    colours = readColours(frame);
    map.setStyle(style());
    walkers.recolour(colours);
  });
  if (frame.dataset["liveWalkers"]) followWalkers(walkers, frame.dataset["liveWalkers"]);
  await map.once("load");
  frame.dataset["mapState"] = "drawn";
  frame.querySelector("[data-map-note]")?.remove();
}

async function start(frame: HTMLElement): Promise<void> {
  frame.dataset["mapState"] = "drawing";
  try {
    await draw(frame);
  } catch {
    // No WebGL, no data, no engine: the list beside the map says everything the map would.
    frame.dataset["mapState"] = "failed";
    frame.querySelector("[data-map-canvas]")?.replaceChildren();
    const note = frame.querySelector("[data-map-note]");
    if (note) note.textContent = frame.dataset["textFailed"] ?? "";
  }
}

function startAll(): void {
  for (const frame of document.querySelectorAll<HTMLElement>("[data-map]:not([data-map-state])")) void start(frame);
}

startAll();
document.addEventListener("house:fresh", startAll);
