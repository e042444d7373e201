// Three choices in a circle: as the device says, light, dark. Kept on the device only.

const ORDER = ["auto", "light", "dark"] as const;
type Theme = (typeof ORDER)[number];

function current(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

function apply(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // The choice then lasts as long as the page.
  }
  document.dispatchEvent(new CustomEvent("house:theme"));
}

/** Shows the theme button, which is hidden where no script could make it work. */
export function offerThemes(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-switch]")) {
    const name = button.querySelector("[data-theme-name]");
    const tell = (): void => {
      const words = button.dataset[{ auto: "textAuto", light: "textLight", dark: "textDark" }[current()]] ?? "";
      if (name) name.textContent = words;
      button.title = words;
    };
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      apply(ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length] ?? "auto");
      tell();
    });
  }
}
