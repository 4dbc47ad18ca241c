/**
 * Whether a header value is of the form that nearly all have and nothing is wrong with. One regular expression costs a
 * fraction of reading the value in parts, which is left to the values that are not plain: those may be faultless too.
 */

/** `"Alice" <sip:alice@192.0.2.1:5060;transport=udp>;tag=1`, with neither escapes nor anything that RFC 3261 §25.1 forbids. */
const ADDRESS =
  /^(?:"[^"\\<>]*" ?|[A-Za-z0-9 .-]*)<sips?:(?:[A-Za-z0-9\-_.!~*'+]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[1-5]?\d{1,4})?(?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9.-]+)?)*>(?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9\-.!_+~]+)?)*$/;

/** `SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1`, one value with the branch that RFC 3261 §8.1.1.7 asks for. */
const VIA =
  /^SIP\/2\.0\/[A-Za-z-]+ (?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[1-5]?\d{1,4})?(?:;rport(?:=\d{1,5})?)?;branch=z9hG4bK[A-Za-z0-9\-.!_+~]+(?:;[A-Za-z0-9-]+(?:=[A-Za-z0-9\-.!_+~]+)?)*$/;

const CSEQ = /^\d{1,9} [A-Z]+$/;
const NUMBER = /^\d{1,9}$/;
const HOPS = /^\d{1,2}$/;

export const isPlainAddress = (value: string): boolean => ADDRESS.test(value);

/** A plain address whose first parameter is its tag. */
export const isPlainTagged = (value: string): boolean => value.includes('>;tag=') && ADDRESS.test(value);

export const isPlainVia = (value: string): boolean => VIA.test(value);

export const isPlainCseq = (value: string): boolean => CSEQ.test(value);

export const isPlainNumber = (value: string): boolean => NUMBER.test(value);

/** A Max-Forwards within its range. */
export const isPlainHops = (value: string): boolean => HOPS.test(value);
