import { readNameAddress } from '../../decode/sip/nameAddress';
import { parameterValue, readParameters } from '../../decode/sip/parameters';
import { readUri, unescapeUri } from '../../decode/sip/sipUri';
import { comparableUser } from './userNumber';

/** A dialog as Replaces and Target-Dialog name it (RFC 3891 §6.1, RFC 4538 §7). */
export type NamedDialog = { readonly callId: string; readonly tags: readonly string[]; readonly earlyOnly: boolean };

/** Where a REFER or a 3xx sends somebody. */
export type Target = {
  /** User as calls are compared by it; empty when the target is a host, which tells calls apart only together with `replaces`. */
  readonly comparable: string;
  /** For people. */
  readonly name: string;
  /** The dialog that the new call is to replace; null when it is to be a call of its own. */
  readonly replaces: NamedDialog | null;
};

/** Longer ones are not read. */
const MAX_LENGTH = 2048;

/** `425928@bobster.example.org;to-tag=7743;from-tag=6472`; null without a Call-ID. */
export function readNamedDialog(value: string): NamedDialog | null {
  if (value.length > MAX_LENGTH) return null;
  const semicolon = value.indexOf(';');
  const callId = (semicolon < 0 ? value : value.slice(0, semicolon)).trim();
  if (callId === '') return null;
  const parameters = semicolon < 0 ? [] : readParameters(value, semicolon, value.length).parameters;
  const tags = ['to-tag', 'from-tag', 'local-tag', 'remote-tag'].map((name) => parameterValue(parameters, name) ?? '');
  return {
    callId,
    tags: tags.filter((tag) => tag !== ''),
    earlyOnly: parameterValue(parameters, 'early-only') !== null,
  };
}

/** The target in a Refer-To or Contact: `<sip:carol@example.org?Replaces=…>`, the dialog escaped in the URI's headers. */
export function readTarget(value: string, start = 0, end = value.length): Target | null {
  if (end - start > MAX_LENGTH) return null;
  const { uri } = readNameAddress(value, start, end);
  const { user, host, headers } = readUri(uri);
  const ownUser = unescapeUri(user);
  const comparable = comparableUser(ownUser);
  const replacesText = parameterValue(headers, 'replaces');
  const replaces = replacesText === null ? null : readNamedDialog(unescapeUri(replacesText));
  return comparable === '' && replaces === null ? null : { comparable, name: ownUser || host, replaces };
}

/** User of an address as it is compared; empty for nobody. */
export function readComparableUser(value: string): string {
  if (value.length > MAX_LENGTH) return '';
  return comparableUser(unescapeUri(readUri(readNameAddress(value).uri).user));
}
