import type { ByteRange, SipIssueCode } from './sipMessage';
import { afterQuoted, findCode, isQuote, skipSpace, textOf, trimmed, unescapeQuoted } from './text';

/** `;name=value` of a header field or URI. */
export type Parameter = {
  /** As written. */
  readonly name: string;
  /** Without quotes and their escapes; null when the parameter is a name alone. */
  readonly value: string | null;
  readonly range: ByteRange;
  /** What stands inside the quotes, or the bare value. */
  readonly valueRange: ByteRange | null;
};

export type Parameters = { readonly parameters: readonly Parameter[]; readonly issues: readonly SipIssueCode[] };

const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const NOTHING: Parameters = { parameters: [], issues: [] };

/** Ends a parameter that begins at `start`: the next separator outside a quoted value. */
function readParameter(text: string, start: number, end: number, separator: number, issues: SipIssueCode[]): Parameter {
  let nameEnd = start;
  while (nameEnd < end && text.charCodeAt(nameEnd) !== separator && text.charCodeAt(nameEnd) !== EQUALS) nameEnd += 1;
  const name = trimmed(text, start, nameEnd);
  if (nameEnd >= end || text.charCodeAt(nameEnd) === separator) {
    return { name: textOf(text, name), value: null, range: name, valueRange: null };
  }
  const valueStart = skipSpace(text, nameEnd + 1, end);
  if (valueStart < end && isQuote(text, valueStart)) {
    const after = afterQuoted(text, valueStart, end);
    if (after === null) issues.push('unterminatedQuote');
    else {
      const valueRange = { start: valueStart + 1, end: after - 1 };
      const value = unescapeQuoted(textOf(text, valueRange));
      return { name: textOf(text, name), value, range: { start: name.start, end: after }, valueRange };
    }
  }
  const valueRange = trimmed(text, valueStart, findCode(text, separator, valueStart, end));
  const range = { start: name.start, end: Math.max(valueRange.end, nameEnd + 1) };
  return { name: textOf(text, name), value: textOf(text, valueRange), range, valueRange };
}

/**
 * Reads parameters from `at`, where the first separator or white space before it stands, to `end` (RFC 3261 §25.1
 * generic-param; with `,` as separator auth-param). Empty ones are skipped and noted.
 */
export function readParameters(text: string, at: number, end: number, separator = SEMICOLON): Parameters {
  let next = skipSpace(text, at, end);
  if (next >= end) return NOTHING;
  const parameters: Parameter[] = [];
  const issues: SipIssueCode[] = [];
  if (text.charCodeAt(next) === separator) next += 1;
  while (next <= end) {
    const start = skipSpace(text, next, end);
    if (start >= end || text.charCodeAt(start) === separator) {
      issues.push('emptyParameter');
      next = start + 1;
      continue;
    }
    const parameter = readParameter(text, start, end, separator, issues);
    parameters.push(parameter);
    next = findCode(text, separator, parameter.range.end, end) + 1;
    if (next > end) break;
  }
  return { parameters, issues };
}

/** Value of the first parameter with this name, in any case; empty when it is a name alone, null when it is not there. */
export function parameterValue(parameters: readonly Parameter[], name: string): string | null {
  for (const parameter of parameters) {
    if (parameter.name.length === name.length && parameter.name.toLowerCase() === name) return parameter.value ?? '';
  }
  return null;
}
