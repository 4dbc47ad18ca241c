import type { NameAddress } from './nameAddress';
import type { SipUri } from './sipUri';
import type { Via } from './via';

/**
 * Whether a header value is of the form that nearly all have and nothing is wrong with. One regular expression costs a
 * fraction of reading the value in parts, which is left to the values that are not plain: those may be faultless too.
 */

export type PlainAddress = Pick<NameAddress, 'display' | 'uri' | 'tag'> & Pick<SipUri, 'user'>;
export type PlainVia = Pick<Via, 'host' | 'port' | 'branch'>;

/** `"Alice" <sip:alice@192.0.2.1:5060;transport=udp>;tag=1`, with neither escapes nor anything that RFC 3261 §25.1 forbids. */
const ADDRESS =
  /^(?:"([^"\\<>]*)" ?|([A-Za-z0-9 .-]*))<(sips?:(?:([A-Za-z0-9\-_.!~*'+]+)@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[1-5]?\d{1,4})?(?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9.-]+)?)*)>(?:;tag=([^\s;,"<>]+))?(?:;[A-Za-z0-9-]+(?:=[^\s;,"<>]+)?)*$/;

/** `SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1`, one value with the branch that RFC 3261 §8.1.1.7 asks for. */
const VIA =
  /^SIP\/2\.0\/[A-Za-z-]+ (?:([A-Za-z0-9.-]+)|\[([0-9A-Fa-f:.]+)\])(?::([1-5]?\d{1,4}))?(?:;rport(?:=\d{1,5})?)?;branch=(z9hG4bK[^\s;,"]+)(?:;[A-Za-z0-9-]+(?:=[^\s;,"]+)?)*$/;

const CSEQ = /^\d{1,9} [A-Z]+$/;
const NUMBER = /^\d{1,9}$/;
const HOPS = /^\d{1,2}$/;

export const isPlainAddress = (value: string): boolean => ADDRESS.test(value);

/** A plain address whose first parameter is its tag. */
export const isPlainTagged = (value: string): boolean => value.includes('>;tag=') && ADDRESS.test(value);

/** Display name, URI, user part and tag; null for an address that is not plain. */
export function readPlainAddress(value: string): PlainAddress | null {
  const match = ADDRESS.exec(value);
  if (match === null) return null;
  const [, quoted, unquoted = '', uri = '', user = '', tag = ''] = match;
  // Where other parameters come first the tag may stand among them.
  if (tag === '' && !value.endsWith('>')) return null;
  return { display: quoted ?? unquoted.trim(), uri, user, tag };
}

export const isPlainVia = (value: string): boolean => VIA.test(value);

/** Host without brackets, port and branch; null for a Via that is not plain. */
export function readPlainVia(value: string): PlainVia | null {
  const match = VIA.exec(value);
  if (match === null) return null;
  const [, name, address = '', port, branch = ''] = match;
  return { host: name ?? address, port: port === undefined ? null : Number(port), branch };
}

export const isPlainCseq = (value: string): boolean => CSEQ.test(value);

export const isPlainNumber = (value: string): boolean => NUMBER.test(value);

/** A Max-Forwards within its range. */
export const isPlainHops = (value: string): boolean => HOPS.test(value);
