/** Signed distance from `from` to `to` on a 16-bit counter that wraps (RFC 1982): positive when `to` is the later one. */
export const distance16 = (from: number, to: number): number => ((to - from) << 16) >> 16;

/** Signed distance from `from` to `to` on a 32-bit counter that wraps (RFC 1982): positive when `to` is the later one. */
export const distance32 = (from: number, to: number): number => (to - from) | 0;
