import type { FuzzFrame } from './fuzzFrame';

export type StillWrong = (frames: readonly FuzzFrame[]) => boolean;

/** Leaves out runs of elements, ever shorter ones, as long as the rest still does it. Bounded by a number of questions. */
function shortened<T>(
  whole: readonly T[],
  stillWrong: (rest: readonly T[]) => boolean,
  budget: { left: number },
): readonly T[] {
  let kept = whole;
  for (let run = Math.ceil(kept.length / 2); run >= 1; run = Math.floor(run / 2)) {
    for (let at = 0; at < kept.length && budget.left > 0;) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + run)];
      budget.left -= 1;
      if (stillWrong(rest)) kept = rest;
      else at += run;
    }
  }
  return kept;
}

/** The smallest capture found that still does it: fewer frames, then fewer bytes at the end of each. */
export function minimise(frames: readonly FuzzFrame[], stillWrong: StillWrong, questions = 2000): readonly FuzzFrame[] {
  const budget = { left: questions };
  let kept = shortened(frames, stillWrong, budget);
  kept.forEach((_, index) => {
    for (let cutBytes = 1024; cutBytes >= 1 && budget.left > 0; cutBytes = Math.floor(cutBytes / 2)) {
      const frame = kept[index]!;
      const bytes = frame.bytes.subarray(0, Math.max(0, frame.bytes.length - cutBytes));
      const rest = kept.with(index, { ...frame, bytes, originalBytes: bytes.length });
      budget.left -= 1;
      if (bytes.length < frame.bytes.length && stillWrong(rest)) kept = rest;
    }
  });
  return kept;
}
