// Places answer to the pointer on the map and to the keyboard in the list beside it; each shows the other where it is.
import type { Map as TownMap } from "maplibre-gl";

interface Chosen {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly url: string;
  readonly at: [number, number];
}

function fromFeature(feature: GeoJSON.Feature): Chosen | null {
  if (feature.geometry.type !== "Point") return null;
  const { id, name, category, url } = (feature.properties ?? {}) as Record<string, unknown>;
  const [lon, lat] = feature.geometry.coordinates;
  if (lon === undefined || lat === undefined || id === undefined) return null;
  return { id: String(id), name: String(name ?? ""), category: String(category ?? ""), url: String(url ?? ""), at: [lon, lat] };
}

/** A small card at the foot of the map: what the place is, and the way to its page. */
function card(frame: HTMLElement): { show: (place: Chosen) => void; hide: () => void } {
  const box = document.createElement("div");
  box.className = "map-card";
  box.hidden = true;
  box.setAttribute("aria-live", "polite");
  const name = document.createElement("a");
  const category = document.createElement("span");
  category.className = "soft small";
  box.append(name, category);
  frame.append(box);
  return {
    show(place) {
      name.textContent = place.name;
      if (place.url) name.href = place.url;
      else name.removeAttribute("href");
      category.textContent = place.category;
      box.hidden = false;
    },
    hide() {
      box.hidden = true;
    },
  };
}

/** Joins the places on the map with the card and with the list. */
export function tiePlaces(map: TownMap, frame: HTMLElement, places: GeoJSON.FeatureCollection): void {
  const known = places.features.map(fromFeature).filter((place) => place !== null);
  const { show, hide } = card(frame);
  let chosen: Chosen | null = null;
  const choose = (place: Chosen | null): void => {
    if (chosen) map.setFeatureState({ source: "places", id: chosen.id }, { chosen: false });
    chosen = place;
    if (!place) return hide();
    map.setFeatureState({ source: "places", id: place.id }, { chosen: true });
    show(place);
  };
  map.on("click", (event) => {
    const reach = 8;
    const { x, y } = event.point;
    const hit = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: ["place", "place-name", "outline"] })[0];
    choose(hit ? (known.find((place) => place.id === String(hit.properties["id"])) ?? null) : null);
  });
  map.on("mouseenter", ["place", "outline"], () => map.getCanvas().classList.add("is-over-place"));
  map.on("mouseleave", ["place", "outline"], () => map.getCanvas().classList.remove("is-over-place"));
  frame.addEventListener("keydown", (event) => event.key === "Escape" && choose(null));

  const list = frame.parentElement?.querySelector("[data-map-list]");
  const byUrl = new Map(known.map((place) => [place.url, place]));
  for (const event of ["focusin", "pointerover"]) {
    list?.addEventListener(event, ({ target }) => {
      const place = byUrl.get((target as Element).closest("a")?.getAttribute("href") ?? "");
      if (!place || place === chosen) return;
      choose(place);
      if (event === "focusin") map.easeTo({ center: place.at, zoom: Math.max(map.getZoom(), 16.5) });
    });
  }
}
