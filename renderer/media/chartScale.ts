/** Round numbers for the axes. */

const ROUND = [1, 2, 3, 4, 5, 6, 8, 10] as const;

/** The least round number that is not below; its half has a digit more at most. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const round = ROUND.find((factor) => factor * magnitude >= value * (1 - 1e-9)) ?? 10;
  return round * magnitude;
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400] as const;
const SHORT_STEPS_S = [0.1, 0.2, 0.5] as const;

/** Times to write at the axis, at most `most` of them: on round seconds counted from `originMs`. */
export function timeTicks(fromMs: number, toMs: number, originMs: number, most: number): number[] {
  const spanS = Math.max(0, toMs - fromMs) / 1000;
  const steps = [...SHORT_STEPS_S, ...STEPS_S];
  const stepS = steps.find((step) => spanS / step + 1 <= Math.max(2, most)) ?? Math.ceil(spanS / 86_400) * 86_400;
  const first = Math.ceil((fromMs - originMs) / 1000 / stepS - 1e-9);
  const last = Math.floor((toMs - originMs) / 1000 / stepS + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => originMs + (first + index) * stepS * 1000);
}
