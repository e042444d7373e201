// The camera, opened only when a person asks for it and closed as soon as it is not needed.

/** Why there is no picture. */
export type Trouble = "denied" | "none" | "busy";

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  /** Whether its lamp can be lit. */
  readonly torch: boolean;
  /** Lights or darkens the lamp. */
  light(on: boolean): Promise<void>;
  /** Closes it: the browser's own sign goes out. */
  close(): void;
}

// The lamp is not yet in the type library of every browser's engine.
type Torchable = { torch?: boolean };

/** Names what went wrong, in one of the sentences a page has. */
export function trouble(problem: unknown): Trouble {
  const name = problem instanceof DOMException ? problem.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
}

/** Whether this page may ask for a camera at all: only over https, or on the machine itself. */
export function reachable(): boolean {
  return isSecureContext && navigator.mediaDevices !== undefined;
}

/** Opens the camera that looks away from the person, or the one named. */
export async function openCamera(deviceId?: string): Promise<Camera> {
  const which: MediaTrackConstraints = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } });
  const [track] = stream.getVideoTracks();
  const abilities = track?.getCapabilities?.() as Torchable | undefined;
  return {
    stream,
    torch: abilities?.torch === true,
    light: async (on) => {
      await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    },
    close: () => {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

/** The camera after this one, for devices that have several; nothing when there is one only. */
export async function nextCamera(stream: MediaStream): Promise<string | null> {
  const all = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
  if (all.length < 2) return null;
  const now = stream.getVideoTracks()[0]?.getSettings().deviceId;
  const at = all.findIndex(({ deviceId }) => deviceId === now);
  return all[(at + 1) % all.length]?.deviceId ?? null;
}
