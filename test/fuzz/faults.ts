/** What does not hold, in words; the part before a colon names the kind. */
export type Faults = Generator<string, void, undefined>;

/** Nobody looks for a second fault before the first is mended. */
export function firstFault(faults: Faults): string | null {
  const { done, value } = faults.next();
  return done === true ? null : value;
}

/** Lengths of time and counts under their names: none is below 0, none is no number. */
export function* belowZero(of: string, figures: Readonly<Record<string, number | null>>): Faults {
  for (const [name, figure] of Object.entries(figures)) {
    if (figure !== null && !(figure >= 0)) yield `${of} ${name} is below zero: ${figure}`;
  }
}

/** Moments that follow each other; those that are null did not come. */
export function* outOfOrder(of: string, moments: Readonly<Record<string, number | null>>): Faults {
  let before: { readonly name: string; readonly atMs: number } | null = null;
  for (const [name, atMs] of Object.entries(moments)) {
    if (atMs === null) continue;
    if (!Number.isFinite(atMs)) yield `${of} ${name} is no time: ${atMs}`;
    if (before !== null && atMs < before.atMs) {
      yield `${of} ${name} is before ${before.name}: ${atMs} after ${before.atMs}`;
    }
    before = { name, atMs };
  }
}
