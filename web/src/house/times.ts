// The server writes a time in full ("until 6:30 pm"); this adds how long that still is, and keeps it true.

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function distance(seconds: number): string {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return format.format(0, "minute");
}

function tell(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-until]")) {
    const at = Date.parse(time.dateTime);
    if (Number.isNaN(at)) continue;
    const next = time.nextElementSibling;
    const note = next instanceof HTMLElement && next.matches("[data-until-note]") ? next : document.createElement("span");
    note.dataset["untilNote"] = "";
    const words = ` · ${distance((at - Date.now()) / 1000)}`;
    if (note.textContent !== words) note.textContent = words;
    if (note !== next) time.after(note);
  }
}

/** Starts telling, and tells again every half minute and whenever new content came into the page. */
export function tellTimes(): void {
  tell();
  setInterval(tell, 30_000);
  for (const event of ["htmx:after:swap", "house:fresh"]) document.addEventListener(event, tell);
}
