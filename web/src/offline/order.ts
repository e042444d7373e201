// Order by hand, as the house keeps it (slices/wish/src/order.rs): keys are fractions below one, written in digits 0 to z without
// a 0 at the end, compared as text. Between two of them there is always room.

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

function values(key: string): number[] {
  return Array.from(key, (digit) => DIGITS.indexOf(digit)).filter((value) => value >= 0);
}

/** A key after `before` and ahead of `after`; null is the end of the list. The wrong way round, it follows `before`. */
export function between(before: string | null, after: string | null): string {
  let low = values(before ?? "");
  let high = after !== null && (before ?? "") < after ? values(after) : null;
  let key = "";
  for (;;) {
    const from = low[0] ?? 0;
    const to = high ? (high[0] ?? 0) : DIGITS.length;
    if (to - from > 1) return key + DIGITS.charAt(Math.ceil((from + to) / 2));
    if (to - from === 1 && high && high.length > 1) return key + DIGITS.charAt(to);
    high = to > from ? null : high && high.slice(1);
    low = low.slice(1);
    key += DIGITS.charAt(from);
  }
}

/** Where a wish stands that nobody moved: the newest first. */
export function ofWish(id: string): string {
  const bits = BigInt(`0x${id.replace(/^wish_/, "")}`);
  const turned = ~(((bits >> 80n) << 40n) | (bits & 0xff_ffff_ffffn)) & ((1n << 88n) - 1n);
  let key = "";
  for (let place = 17n; place >= 0n; place -= 1n) key += DIGITS.charAt(Number((turned >> (5n * place)) & 31n));
  return `${key}i`;
}
