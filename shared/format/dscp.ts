/** Names of code points: RFC 2474 (CS), RFC 2597 (AF), RFC 3246 (EF), RFC 5865 (VOICE-ADMIT), RFC 8622 (LE). */
const NAMES = new Map<number, string>([
  [0, 'BE'],
  [1, 'LE'],
  [44, 'VOICE-ADMIT'],
  [46, 'EF'],
]);

function nameOf(dscp: number): string | null {
  const known = NAMES.get(dscp);
  if (known !== undefined) return known;
  if (dscp % 8 === 0) return `CS${dscp / 8}`;
  const forwardingClass = dscp >> 3;
  const dropPrecedence = (dscp & 7) / 2;
  const assured = forwardingClass >= 1 && forwardingClass <= 4 && Number.isInteger(dropPrecedence);
  return assured ? `AF${forwardingClass}${dropPrecedence}` : null;
}

/** A code point (0–63) by name and number: `EF (46)`; the number alone where it has no name. */
export function describeDscp(dscp: number): string {
  const name = nameOf(dscp);
  return name === null ? String(dscp) : `${name} (${dscp})`;
}
