import type { NegotiatedMedia, NegotiationRow } from '../../../../shared/protocol/callStory';
import { agreedSoFar, mediaChanges } from './mediaChanges';
import { negotiatedMedia } from './negotiatedMedia';
import type { Negotiation } from './offerAnswer';

const NOTHING: readonly NegotiatedMedia[] = Object.freeze([]);

/** Where the answer stood, when it was not the final response to the offer's own request. */
function answerPlace({ answer, offer, isLate }: Negotiation): string {
  if (answer === null || answer === offer) return '';
  const { isRequest, method, status } = answer;
  if (isRequest) return `, answered in ${method}`;
  return !isLate && (status ?? 0) < 200 ? `, answered in ${status ?? ''}` : '';
}

/** All lines refused is no session (RFC 3264 §6). */
const isRefused = (media: readonly NegotiatedMedia[]): boolean =>
  media.length > 0 && media.every(({ accepted }) => !accepted);

/** Works out what each offer and answer agreed, in order, and what that changed within its dialog. */
export function negotiationRows(negotiations: readonly Negotiation[]): readonly NegotiationRow[] {
  const agreed = new Map<string, readonly NegotiatedMedia[]>();
  return negotiations.map((negotiation) => {
    const { offer, offerSeen, answer, offeredBy, opensSession, dialog, words } = negotiation;
    const before = agreed.get(dialog) ?? null;
    const descriptions = {
      offer: offerSeen ? offer.description : null,
      answer: answer?.description ?? null,
      offeredBy,
      opensSession,
    };
    const media = negotiatedMedia(descriptions, before ?? NOTHING);
    const outcome = answer !== null && isRefused(media) ? 'refused' : negotiation.outcome;
    const isAgreed = outcome === 'agreed' && offerSeen;
    if (isAgreed) agreed.set(dialog, agreedSoFar(before ?? NOTHING, media));
    return {
      offer: offer.row.index,
      offeredBy,
      atMs: offer.row.atMs,
      words: `${words}${answerPlace(negotiation)}`,
      answer: answer?.row.index ?? null,
      answeredAtMs: answer?.row.atMs ?? null,
      outcome,
      media,
      changes: isAgreed && before !== null ? mediaChanges(before, media) : [],
    };
  });
}
