/** The colours a map is drawn with, read from the house's tokens so that day and evening are the house's own. */
export interface Colours {
  readonly ground: string;
  readonly street: string;
  readonly streetEdge: string;
  readonly path: string;
  readonly building: string;
  readonly buildingEdge: string;
  readonly water: string;
  readonly green: string;
  readonly rail: string;
  readonly text: string;
  readonly accent: string;
  readonly leaf: string;
  readonly lamp: string;
  readonly card: string;
  readonly ink: string;
}

const TOKENS: Record<keyof Colours, string> = {
  ground: "--map-ground",
  street: "--map-street",
  streetEdge: "--map-street-edge",
  path: "--map-path",
  building: "--map-building",
  buildingEdge: "--map-building-edge",
  water: "--map-water",
  green: "--map-green",
  rail: "--map-rail",
  text: "--map-text",
  accent: "--accent-fill",
  leaf: "--leaf-fill",
  lamp: "--lamp",
  card: "--card",
  ink: "--ink",
};

/** Tokens hold both themes at once; only a painted colour says which one is meant, so one is painted on a probe. */
export function readColours(near: HTMLElement): Colours {
  const probe = document.createElement("span");
  probe.hidden = true;
  near.append(probe);
  const painted = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(painted) as Colours;
}
