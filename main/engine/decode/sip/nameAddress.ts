import { parameterValue, readParameters, type Parameter } from './parameters';
import type { ByteRange, SipIssueCode } from './sipMessage';
import { schemeOf } from './sipUri';
import { splitList } from './splitList';
import { afterQuoted, findCode, isQuote, isSpace, textOf, trimmed, unescapeQuoted } from './text';

/** `"Alice" <sip:alice@example.org>;tag=1` or `sip:alice@example.org;tag=1` (RFC 3261 §20.10, §25.1). */
export type NameAddress = {
  /** Without quotes and their escapes; empty when there is none. */
  readonly display: string;
  /** Without brackets; empty when there is none. */
  readonly uri: string;
  /** Parameters of the header field; those of the URI stay in `uri`. */
  readonly parameters: readonly Parameter[];
  /** Empty when there is none. */
  readonly tag: string;
  readonly range: ByteRange;
  readonly displayRange: ByteRange | null;
  readonly uriRange: ByteRange;
  readonly issues: readonly SipIssueCode[];
};

const OPEN = 0x3c;
const CLOSE = 0x3e;
const SEMICOLON = 0x3b;
const COLON = 0x3a;
const PLAIN_DISPLAY = /^[A-Za-z0-9\-.!%*_+`'~\s]*$/;

type Display = { readonly range: ByteRange | null; readonly open: number };

/** A quoted display name, and where the bracket after it opens (end when none does). */
function readQuotedDisplay(text: string, at: number, end: number, issues: SipIssueCode[]): Display {
  const after = afterQuoted(text, at, end);
  if (after === null) {
    issues.push('unterminatedQuote');
    const open = findCode(text, OPEN, at, end);
    return { range: trimmed(text, at + 1, open), open };
  }
  return { range: { start: at + 1, end: after - 1 }, open: findCode(text, OPEN, after, end) };
}

/** Where the bracket opens when the value is of the bracketed form, else end: a `;` after a `:` shows a bare URI. */
function findOpenBracket(text: string, start: number, end: number): number {
  let sawColon = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN) return at;
    if (code === COLON) sawColon = true;
    else if (code === SEMICOLON && sawColon) return end;
  }
  return end;
}

function readDisplay(text: string, start: number, end: number, issues: SipIssueCode[]): Display {
  if (start < end && isQuote(text, start)) return readQuotedDisplay(text, start, end, issues);
  const open = findOpenBracket(text, start, end);
  if (open === end) return { range: null, open };
  const range = trimmed(text, start, open);
  if (range.start === range.end) return { range: null, open };
  if (!PLAIN_DISPLAY.test(textOf(text, range))) issues.push('unquotedDisplayName');
  return { range, open };
}

/** The URI between `<` at `open` and `>`, and the place after it. */
function readBracketed(text: string, open: number, end: number, issues: SipIssueCode[]): [ByteRange, number] {
  const close = findCode(text, CLOSE, open, end);
  if (close === end) issues.push('unterminatedBracket');
  const range = trimmed(text, open + 1, close);
  if (range.start > open + 1 || range.end < close) issues.push('spaceInBrackets');
  return [range, Math.min(close + 1, end)];
}

/** A URI without brackets ends at the first `;` or white space: what follows belongs to the header field (RFC 3261 §20). */
function readBare(text: string, start: number, end: number, issues: SipIssueCode[]): [ByteRange, number] {
  let stop = start;
  while (stop < end && text.charCodeAt(stop) !== SEMICOLON && !isSpace(text.charCodeAt(stop))) stop += 1;
  const uri = text.slice(start, stop);
  if (uri.includes('?') || uri.includes(',')) issues.push('uriNeedsBrackets');
  return [{ start, end: stop }, findCode(text, SEMICOLON, stop, end)];
}

/** Reads the one name-addr or addr-spec with parameters in [start, end); never fails. */
export function readNameAddress(text: string, start = 0, end = text.length): NameAddress {
  const range = trimmed(text, start, end);
  const issues: SipIssueCode[] = [];
  const display = readDisplay(text, range.start, range.end, issues);
  const bracketed = display.open < range.end;
  const bareStart = display.range === null ? range.start : display.range.end + 1;
  const [uriRange, after] = bracketed
    ? readBracketed(text, display.open, range.end, issues)
    : readBare(text, trimmed(text, Math.min(bareStart, range.end), range.end).start, range.end, issues);
  const { parameters, issues: parameterIssues } = readParameters(text, after, range.end);
  const uri = textOf(text, uriRange);
  if (uri === '') issues.push('missingUri');
  else if (uri !== '*' && schemeOf(uri) === '') issues.push('uriWithoutScheme');
  return {
    display: display.range === null ? '' : unescapeQuoted(textOf(text, display.range)),
    uri,
    parameters,
    tag: parameterValue(parameters, 'tag') ?? '',
    range,
    displayRange: display.range,
    uriRange,
    issues: parameterIssues.length === 0 ? issues : [...issues, ...parameterIssues],
  };
}

/** All addresses of a list such as Contact or Route; empty elements are left out. */
export const readNameAddresses = (text: string, start = 0, end = text.length): readonly NameAddress[] =>
  splitList(text, start, end)
    .filter((element) => element.end > element.start)
    .map((element) => readNameAddress(text, element.start, element.end));
