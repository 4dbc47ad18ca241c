import type { CallSide } from '../../../../shared/protocol/callStory';
import type { SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import { mediaPathOf } from '../iceDescription';
import { keptText } from './keptText';

/** A media line with the description that it stands in, whose own attributes stand for all lines. */
export type PlacedLine = { readonly description: SessionDescription; readonly line: SdpMedia };

/** `crypto:1 AES_CM_128_HMAC_SHA1_80 inline:…` (RFC 4568 §4) */
const CRYPTO = /^crypto:\s*\d{1,9}\s+(\S+)/i;

/** The suite of the first crypto attribute; the answer has only the one it took. */
function suiteOf({ line }: PlacedLine): string {
  for (const attribute of line.attributes) {
    const suite = CRYPTO.exec(attribute)?.[1];
    if (suite !== undefined) return keptText(suite);
  }
  return '';
}

/** Who opens the DTLS connection: the side that is `active` (RFC 5763 §5, RFC 4145 §4.1). */
function connectingSide(offerSetup: string | null, answerSetup: string | null, offeredBy: CallSide): string {
  const answerer = offeredBy === 'caller' ? 'callee' : 'caller';
  if (answerSetup === 'active') return `, the ${answerer} connects`;
  return answerSetup === 'passive' || offerSetup === 'active' ? `, the ${offeredBy} connects` : '';
}

/** How the media is encrypted: `AES_CM_128_HMAC_SHA1_80 (SDES)`, `DTLS-SRTP (sha-256, the callee connects)`; empty without. */
export function protectionWords(offer: PlacedLine, answer: PlacedLine, offeredBy: CallSide): string {
  const offered = mediaPathOf(offer.description, offer.line);
  const answered = mediaPathOf(answer.description, answer.line);
  const [fingerprint] = answered.fingerprints;
  if (offered.fingerprints.length > 0 && fingerprint !== undefined) {
    return `DTLS-SRTP (${keptText(fingerprint.hashName)}${connectingSide(offered.setup, answered.setup, offeredBy)})`;
  }
  const suite = suiteOf(offer) === '' ? '' : suiteOf(answer);
  return suite === '' ? '' : `${suite} (SDES)`;
}

/** Both sides take part in ICE (RFC 8839 §4.2.5). */
export const usesIce = (offer: PlacedLine, answer: PlacedLine): boolean =>
  [offer, answer].every(({ description, line }) => {
    const { ufrag, candidates } = mediaPathOf(description, line);
    return ufrag !== null || candidates.length > 0;
  });
