/** Shows the banner that says so while the device has no network. */
export function watchNetwork(): void {
  const banner = document.querySelector<HTMLElement>("[data-offline]");
  if (!banner) return;
  const tell = (): void => {
    banner.hidden = navigator.onLine;
  };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
}
