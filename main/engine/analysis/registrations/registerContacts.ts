import { deltaSeconds, headerSeconds } from '../../decode/sip/deltaSeconds';
import { headersOf } from '../../decode/sip/headerOf';
import { readNameAddress, readNameAddresses } from '../../decode/sip/nameAddress';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';

/** A Contact of a REGISTER or its response; `expiresS` is null without a usable parameter. */
export type Binding = { readonly uri: string; readonly expiresS: number | null };

/** What a REGISTER wants (RFC 3261 §10.2). */
export type RegisterPurpose = 'register' | 'unregister' | 'query';

/** More bindings than these in one message are not read. */
export const MOST_BINDINGS = 64;

/** The Contacts of a REGISTER, or those that its 2xx lists (§10.3). */
export function readBindings(message: SipMessage): readonly Binding[] {
  return headersOf(message, 'contact')
    .slice(0, MOST_BINDINGS)
    .flatMap((header) => readNameAddresses(header.value))
    .slice(0, MOST_BINDINGS)
    .map(({ uri, parameters }) => ({ uri, expiresS: deltaSeconds(parameterValue(parameters, 'expires')) }));
}

/** Seconds of the Expires header field; null when there is none or it is no number. */
export const readExpires = (message: SipMessage): number | null => headerSeconds(message, 'expires');

/** No Contact asks for the bindings; all of them with lifetime 0, or `*`, takes them away (§10.2.2). */
export function registerPurpose(bindings: readonly Binding[], expiresS: number | null): RegisterPurpose {
  if (bindings.length === 0) return 'query';
  const isRemoval = ({ uri, expiresS: own }: Binding): boolean => uri === '*' || (own ?? expiresS) === 0;
  return bindings.every(isRemoval) ? 'unregister' : 'register';
}

/**
 * How long the registrar granted the binding of `contact` (§10.2.4): its Contact in the response, the Expires header field, or
 * what was asked for.
 */
export function grantedSeconds(response: SipMessage, contact: string, askedS: number | null): number | null {
  const bindings = readBindings(response);
  const own =
    bindings.find(({ uri }) => sameContact(uri, contact)) ?? (bindings.length === 1 ? bindings[0] : undefined);
  return own?.expiresS ?? readExpires(response) ?? askedS;
}

/** The address of record (§10.3 step 5): scheme, user and host of the To URI without parameters. */
export function addressOfRecord(toValue: string): string {
  const { uri } = readNameAddress(toValue);
  const { scheme, user, host, port } = readUri(uri);
  if (host === '') return uri;
  return `${scheme === '' ? 'sip' : scheme}:${user === '' ? '' : `${user}@`}${host.toLowerCase()}${port === null ? '' : `:${port}`}`;
}

/** Domain of the registrar that a Request-URI names, in lower case. */
export const registrarDomain = (requestUri: string): string => readUri(requestUri).host.toLowerCase();

/** Whether two Contacts lead to the same place: equal, or the same user at the same host and port. */
export function sameContact(left: string, right: string): boolean {
  if (left === right) return true;
  const [one, other] = [readUri(left), readUri(right)];
  return (
    one.host !== '' &&
    one.user === other.user &&
    one.host.toLowerCase() === other.host.toLowerCase() &&
    one.port === other.port
  );
}
