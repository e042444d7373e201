import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Colours } from "./colours.js";

type Collection = GeoJSON.FeatureCollection;

// Without a glyph server MapLibre draws letters with the device's own fonts.
const FONT = ["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

const FOOT = ["footway", "path", "steps", "cycleway", "pedestrian", "track", "corridor", "bridleway"];

const WIDE = ["motorway", "trunk", "primary", "secondary"];
const MIDDLE = ["tertiary", "unclassified", "residential", "living_street"];

const is = (kind: string): ExpressionSpecification => ["==", ["get", "k"], kind];
const onFoot: ExpressionSpecification = ["all", is("street"), ["in", ["get", "class"], ["literal", FOOT]]];
const onWheels: ExpressionSpecification = ["all", is("street"), ["!", ["in", ["get", "class"], ["literal", FOOT]]]];

/** Street widths in pixels, wider by class, doubling about every two steps of zoom. */
function width(extra: number): DataDrivenPropertyValueSpecification<number> {
  const rank = (wide: number, middle: number, narrow: number): ExpressionSpecification =>
    ["match", ["get", "class"], WIDE, wide + extra, MIDDLE, middle + extra, narrow + extra];
  return ["interpolate", ["exponential", 1.5], ["zoom"], 13, rank(2.5, 1.2, 0.6), 15, rank(6, 4, 2), 17, rank(15, 11, 5), 19, rank(34, 26, 12)];
}

function ground(c: Colours): LayerSpecification[] {
  return [
    { id: "ground", type: "background", paint: { "background-color": c.ground } },
    { id: "green", type: "fill", source: "town", filter: is("green"), paint: { "fill-color": c.green } },
    { id: "water", type: "fill", source: "town", filter: ["all", is("water"), ["!=", ["geometry-type"], "LineString"]], paint: { "fill-color": c.water } },
    { id: "stream", type: "line", source: "town", filter: ["all", is("water"), ["==", ["geometry-type"], "LineString"]], paint: { "line-color": c.water, "line-width": ["interpolate", ["linear"], ["zoom"], 13, 1, 18, 8] } },
    { id: "building", type: "fill", source: "town", filter: is("building"), paint: { "fill-color": c.building, "fill-outline-color": c.buildingEdge } },
  ];
}

function ways(c: Colours): LayerSpecification[] {
  const round = { "line-cap": "round", "line-join": "round" } as const;
  return [
    { id: "rail", type: "line", source: "town", filter: is("rail"), paint: { "line-color": c.rail, "line-width": ["interpolate", ["linear"], ["zoom"], 13, 0.8, 18, 3], "line-dasharray": [4, 2] } },
    { id: "path", type: "line", source: "town", filter: onFoot, minzoom: 14, layout: round, paint: { "line-color": c.path, "line-width": ["interpolate", ["linear"], ["zoom"], 14, 0.8, 18, 3.5], "line-dasharray": [0.2, 2] } },
    { id: "street-edge", type: "line", source: "town", filter: onWheels, layout: round, paint: { "line-color": c.streetEdge, "line-width": width(1.6) } },
    { id: "street", type: "line", source: "town", filter: onWheels, layout: round, paint: { "line-color": c.street, "line-width": width(0) } },
    {
      id: "street-name", type: "symbol", source: "town", filter: ["all", is("street"), ["has", "name"]], minzoom: 15.2,
      layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 15, 10.5, 19, 15], "text-padding": 12, "symbol-spacing": 320 },
      paint: { "text-color": c.text, "text-halo-color": c.street, "text-halo-width": 1.6 },
    },
  ];
}

const isPoint: ExpressionSpecification = ["==", ["geometry-type"], "Point"];
const isOutline: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];

const isChosen: ExpressionSpecification = ["boolean", ["feature-state", "chosen"], false];

function placeColour(c: Colours): ExpressionSpecification {
  return ["case", isChosen, c.leaf, c.accent];
}

/** Where a place reaches to, under the streets: its ground. */
function outlines(c: Colours): LayerSpecification[] {
  return [{ id: "outline", type: "fill", source: "places", filter: isOutline, paint: { "fill-color": placeColour(c), "fill-opacity": ["case", isChosen, 0.34, 0.2] } }];
}

function shops(c: Colours): LayerSpecification[] {
  const colour = placeColour(c);
  return [
    { id: "outline-edge", type: "line", source: "places", filter: isOutline, layout: { "line-join": "round" }, paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 13, 0.6, 16, 1.4, 19, 2.5] } },
    {
      id: "place", type: "circle", source: "places", filter: isPoint,
      paint: {
        "circle-color": colour,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 13, 2.2, 16, 5, 19, 9],
        "circle-stroke-color": c.card,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 13, 0.6, 17, 2],
      },
    },
    {
      id: "place-name", type: "symbol", source: "places", filter: isPoint, minzoom: 16.2,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-max-width": 9, "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.9, "text-optional": true },
      paint: { "text-color": c.ink, "text-halo-color": c.card, "text-halo-width": 1.8 },
    },
  ];
}

/** The whole map from the town's own streets and buildings: no tile server, no glyph server, nothing fetched from elsewhere. */
export function townStyle(c: Colours, town: Collection, places: Collection): StyleSpecification {
  return {
    version: 8,
    sources: {
      town: { type: "geojson", data: town, tolerance: 0.2 },
      places: { type: "geojson", data: places, promoteId: "id", tolerance: 0.2 },
    },
    layers: [...ground(c), ...outlines(c), ...ways(c), ...shops(c)],
  };
}
