import { headerKey } from '../../shared/sip/headerNames';
import { longestCommon } from './longestCommon';

/** A line of one message beside the line of the other that it stands for; null where the other has none. */
export type AlignedLine = { readonly left: string | null; readonly right: string | null; readonly same: boolean };

/** What a line is about, whatever it says: a header field by its key, an SDP line by its letter and attribute. */
function subjectOf(line: string): string {
  const sdp = /^([a-z])=([A-Za-z0-9-]*:?\d*)/.exec(line);
  if (sdp !== null) return sdp[1] === 'a' ? `a=${sdp[2]!}` : `${sdp[1]!}=`;
  const colon = line.indexOf(':');
  return colon > 0 && !line.startsWith('SIP/') ? headerKey(line.slice(0, colon).trim()) : line;
}

/** Lines of both that lie between two equal ones, paired by what they are about. */
function alignChanged(left: readonly string[], right: readonly string[]): AlignedLine[] {
  const aligned: AlignedLine[] = [];
  let [atLeft, atRight] = [0, 0];
  const pairs = longestCommon(left.map(subjectOf), right.map(subjectOf));
  for (const [nextLeft, nextRight] of [...pairs, [left.length, right.length] as const]) {
    for (; atLeft < nextLeft; atLeft += 1) aligned.push({ left: left[atLeft]!, right: null, same: false });
    for (; atRight < nextRight; atRight += 1) aligned.push({ left: null, right: right[atRight]!, same: false });
    if (nextLeft < left.length) aligned.push({ left: left[atLeft++]!, right: right[atRight++]!, same: false });
  }
  return aligned;
}

/**
 * Two messages line by line: the start lines stand beside each other, equal lines stay together, and between them lines about
 * the same thing (the same header field, the same kind of SDP line) are paired.
 */
export function alignLines(left: readonly string[], right: readonly string[]): readonly AlignedLine[] {
  const aligned: AlignedLine[] = [];
  const [startLeft, ...restLeft] = left;
  const [startRight, ...restRight] = right;
  if (startLeft !== undefined || startRight !== undefined) {
    aligned.push({ left: startLeft ?? null, right: startRight ?? null, same: startLeft === startRight });
  }
  let [atLeft, atRight] = [0, 0];
  for (const [nextLeft, nextRight] of longestCommon(restLeft, restRight)) {
    aligned.push(...alignChanged(restLeft.slice(atLeft, nextLeft), restRight.slice(atRight, nextRight)));
    aligned.push({ left: restLeft[nextLeft]!, right: restRight[nextRight]!, same: true });
    [atLeft, atRight] = [nextLeft + 1, nextRight + 1];
  }
  return [...aligned, ...alignChanged(restLeft.slice(atLeft), restRight.slice(atRight))];
}
