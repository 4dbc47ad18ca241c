import { readParameters, type Parameter } from './parameters';
import type { ByteRange, SipIssueCode } from './sipMessage';
import { isSpace, textOf, trimmed } from './text';

/** A challenge (WWW-Authenticate, Proxy-Authenticate) or credentials (Authorization, Proxy-Authorization), RFC 3261 §20.7, §20.44. */
export type Authentication = {
  /** As written, `Digest` as a rule. */
  readonly scheme: string;
  readonly parameters: readonly Parameter[];
  readonly schemeRange: ByteRange;
  readonly issues: readonly SipIssueCode[];
};

const COMMA = 0x2c;

/** Reads `Digest realm="…", nonce="…"`; never fails. */
export function readAuthentication(text: string, start = 0, end = text.length): Authentication {
  const whole = trimmed(text, start, end);
  let schemeEnd = whole.start;
  while (schemeEnd < whole.end && !isSpace(text.charCodeAt(schemeEnd))) schemeEnd += 1;
  const schemeRange = { start: whole.start, end: schemeEnd };
  const { parameters, issues } = readParameters(text, schemeEnd, whole.end, COMMA);
  const isDigest = textOf(text, schemeRange).toLowerCase() === 'digest';
  const broken = parameters.length === 0 || (isDigest && parameters.some(({ value }) => value === null));
  return {
    scheme: textOf(text, schemeRange),
    parameters,
    schemeRange,
    issues: [
      ...(broken ? (['badAuthentication'] as const) : []),
      ...issues.filter((code) => code !== 'emptyParameter'),
    ],
  };
}
