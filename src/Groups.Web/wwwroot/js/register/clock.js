// The server's clock, as far as this device knows it, and ids of taps. A tap is later than the one before it, though made in the same millisecond.
const KEPT = 'groups.register.clock';
let offset = Number(localStorage.getItem(KEPT)) || 0;
let last = 0;

/** The server said what time it is. */
export function isNow(serverMilliseconds) {
  if (!Number.isFinite(serverMilliseconds)) return;
  offset = Math.round(serverMilliseconds - Date.now());
  localStorage.setItem(KEPT, offset);
}

/** Milliseconds by the server's clock. */
export const now = () => Date.now() + offset;

/** By this device's clock, a moment that the server named. */
export const here = serverMilliseconds => serverMilliseconds - offset;

export const forget = () => localStorage.removeItem(KEPT);

/** A tap of this moment: its id (UUID v7) and when. */
export function tap(kind, more) {
  last = Math.max(last + 1, now());
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0, rest = last; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { id, kind, tappedAt: new Date(last).toISOString(), ...more };
}
