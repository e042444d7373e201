// On the page of channels: lets this browser take messages, when its person presses the button and not before. Says clearly what the
// browser refuses, or does not know.

interface Told {
  readonly key: string;
  readonly worker: string;
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** iPhones and iPads know messages only of what stands on their home screen. */
function wantsInstalling(): boolean {
  const apple = /iPad|iPhone|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  return apple && !matchMedia("(display-mode: standalone)").matches;
}

/** How the list calls this browser: its name and its system, as far as it says. */
function label(fallback: string): string {
  const agent = navigator.userAgent;
  const browser = [["Firefox/", "Firefox"], ["Edg/", "Edge"], ["OPR/", "Opera"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["Linux", "Linux"]];
  const first = (known: string[][]): string | undefined => known.find(([mark]) => agent.includes(mark ?? ""))?.[1];
  const parts = [first(browser) ?? fallback, first(system)];
  return parts.filter((part) => part !== undefined).join(", ");
}

function island(root: HTMLElement, told: Told): void {
  const state = root.querySelector<HTMLElement>("[data-push-state]");
  const button = root.querySelector<HTMLButtonElement>("[data-push-button]");
  const say = (what: string): void => {
    if (state) state.textContent = what === "" ? "" : (root.dataset[what] ?? "");
  };
  const offer = (may: boolean): void => {
    for (const part of root.querySelectorAll<HTMLElement>("[data-push-ask]")) part.hidden = !may;
  };

  const look = async (): Promise<void> => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
      offer(false);
      return say(wantsInstalling() ? "textInstall" : "textNone");
    }
    if (Notification.permission === "denied") {
      offer(false);
      return say("textDenied");
    }
    const registration = await navigator.serviceWorker.getRegistration("/");
    const on = Notification.permission === "granted" && (await registration?.pushManager.getSubscription()) != null;
    // One that the house has forgotten is given to it again by pressing once more.
    offer(true);
    say(on && document.querySelector("#browsers .rows") ? "textOn" : "");
  };

  const enable = async (): Promise<void> => {
    say("textAsking");
    if ((await Notification.requestPermission()) !== "granted") return look();
    await navigator.serviceWorker.register(told.worker, { scope: "/" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: bytes(told.key) };
    // A subscription made under another key cannot be used: it is made anew.
    const subscription = await pushManager.subscribe(options).catch(async () => {
      await (await pushManager.getSubscription())?.unsubscribe();
      return pushManager.subscribe(options);
    });
    const answer = await fetch("/api/v1/me/subscriptions", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...subscription.toJSON(), label: label(root.dataset["textDevice"] ?? "") }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    location.reload();
  };

  button?.addEventListener("click", () => {
    button.disabled = true;
    void enable()
      .catch(() => say("textError"))
      .finally(() => (button.disabled = false));
  });
  void look().catch(() => say("textError"));
}

function start(): void {
  const root = document.querySelector<HTMLElement>("[data-push]");
  if (!root || root.dataset["pushStarted"]) return;
  root.dataset["pushStarted"] = "yes";
  island(root, { key: root.dataset["key"] ?? "", worker: root.dataset["worker"] ?? "" });
}

start();
// After a form in its place the island is another.
document.addEventListener("house:fresh", start);
