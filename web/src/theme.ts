// Runs before the first paint, so that a chosen theme never flashes. Nothing else may live here.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset["theme"] = chosen;
} catch {
  // Storage may be forbidden; the device's own preference then stands.
}
document.documentElement.classList.add("with-script");
