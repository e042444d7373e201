// Ids made on this device: UUIDv7 (RFC 9562), as the house makes its own.

/** A UUIDv7 of an instant in milliseconds and ten bytes of chance. */
export function uuid(now: number, chance: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(now));
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(chance.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new id of this device's chance. */
export function fresh(now: number): string {
  return uuid(now, crypto.getRandomValues(new Uint8Array(10)));
}

/** A wish's id, as it is written at the edge. */
export function wishId(id: string): string {
  return `wish_${id.replaceAll("-", "")}`;
}
