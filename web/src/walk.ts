// While shopper mode is on, and only then, the page tells the server where its member is. The switch is on the server:
// this script reads it from the page, and stops the moment the page says "off".

const LEAST_MS = 5_000;
const LEAST_M = 10;
const QUEUE = 20;

interface Moment {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy_m: number;
  readonly at: string;
  readonly source: "page";
}

type State = "asking" | "on" | "denied" | "off" | "error";

let watch: number | null = null;
let last: { lat: number; lon: number; time: number } | null = null;
let queue: Moment[] = [];
let sending = false;
let told: State = "off";

function tell(state: State): void {
  told = state;
  const key = { asking: "textAsking", on: "textOn", denied: "textDenied", off: "textOff", error: "textError" }[state];
  for (const element of document.querySelectorAll<HTMLElement>("[data-walk-state]")) {
    const words = element.dataset[key] ?? "";
    element.dataset["walkState"] = state;
    if (element.textContent !== words) element.textContent = words;
  }
}

/** Metres between two near positions on a flat local plane; good to a thousandth at these distances. */
function metres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const perDegree = 111_320;
  const y = (b.lat - a.lat) * perDegree;
  const x = (b.lon - a.lon) * perDegree * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(x, y);
}

async function send(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (let next = queue[0]; next && watch !== null; next = queue[0]) {
      const answer = await fetch("/api/v1/moments", {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(next),
      });
      // A refusal will not turn into a yes by asking again: that moment is dropped, and the page says so.
      queue.shift();
      tell(answer.ok ? "on" : "error");
      if (answer.ok) document.dispatchEvent(new CustomEvent("house:walked"));
    }
  } catch {
    tell("error");
  } finally {
    sending = false;
  }
}

function onPosition(position: GeolocationPosition): void {
  if (watch === null) return;
  const { latitude: lat, longitude: lon, accuracy } = position.coords;
  const time = Date.now();
  if (last && time - last.time < LEAST_MS && metres(last, { lat, lon }) < LEAST_M) return;
  last = { lat, lon, time };
  queue.push({ lat, lon, accuracy_m: accuracy, at: new Date(position.timestamp).toISOString(), source: "page" });
  // Old positions help nobody; the newest ones are kept.
  queue = queue.slice(-QUEUE);
  void send();
}

function start(): void {
  if (watch !== null) {
    // The page was swapped while we walk: it says again where we stand.
    tell(told);
    return;
  }
  if (!("geolocation" in navigator)) {
    tell("error");
    return;
  }
  tell("asking");
  watch = navigator.geolocation.watchPosition(onPosition, (problem) => tell(problem.code === problem.PERMISSION_DENIED ? "denied" : "error"), {
    enableHighAccuracy: true,
    maximumAge: 5_000,
    timeout: 60_000,
  });
}

function stop(): void {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
  last = null;
  queue = [];
  tell("off");
}

function follow(): void {
  if (document.querySelector('[data-walk="on"]')) start();
  else stop();
}

follow();
for (const event of ["house:fresh", "htmx:after:swap"]) document.addEventListener(event, follow);
addEventListener("online", () => void send());
// The switch must be obeyed at once, before the server has answered.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input instanceof HTMLInputElement && input.matches("[data-walk-switch], [data-walk] input[role=switch]") && !input.checked) stop();
});
