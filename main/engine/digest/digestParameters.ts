import { singleByteText } from '../decode/byteText';
import { readAuthentication } from '../decode/sip/authentication';
import { headersOf } from '../decode/sip/headerOf';
import type { SipMessage } from '../decode/sip/sipMessage';
import { textOf } from '../decode/sip/text';

/** Parameters of a challenge or of credentials, one character per byte. */
export type DigestParameters = {
  readonly scheme: string;
  /**
   * The first parameter of this name without its quotes; backslashes stay, as `unq` of RFC 7616 §3.4 has it. null when it is not
   * there or a name alone.
   */
  readonly read: (name: string) => string | null;
};

/** Reads the value of a header field: `Digest realm="…", nonce="…"`; never fails. */
export function readDigestParameters(text: string): DigestParameters {
  const { scheme, parameters } = readAuthentication(text);
  return {
    scheme,
    read: (wanted) => {
      const found = parameters.find(({ name }) => name.toLowerCase() === wanted);
      return found?.valueRange ? textOf(text, found.valueRange) : null;
    },
  };
}

/** All header fields with this key in a message that was parsed at byte 0. */
export const digestsIn = (message: SipMessage, bytes: Uint8Array, key: string): readonly DigestParameters[] =>
  headersOf(message, key).map(({ valueRange: { start, end } }) =>
    readDigestParameters(singleByteText(bytes, start, end)),
  );

/** Nonces that an answer hands on for the next request: `nextnonce` of Authentication-Info, which names no scheme (RFC 7615 §3). */
export const nextNoncesIn = (message: SipMessage, bytes: Uint8Array, key: string): readonly (string | null)[] =>
  headersOf(message, key).map(({ valueRange: { start, end } }) =>
    readDigestParameters(`Digest ${singleByteText(bytes, start, end)}`).read('nextnonce'),
  );
