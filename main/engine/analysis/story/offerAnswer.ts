import type { CallSide, NegotiationRow } from '../../../../shared/protocol/callStory';
import type { CallRow } from '../../../../shared/protocol/rows';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { StoryEvent } from './storyEvents';
import { MAX_NEGOTIATIONS } from './storyLimits';
import type { StoryMessage } from './storyMessage';
import { otherSide, type StorySides } from './storySides';

/** An offer on its way to an answer. Changed in place until it is told. */
export type Negotiation = {
  /** The message with the offer; with the answer where the offer was not captured. */
  readonly offer: StoryMessage;
  readonly offerSeen: boolean;
  readonly offeredBy: CallSide;
  readonly words: string;
  /** It opens a session: what flows one way only from the start is no hold. */
  readonly opensSession: boolean;
  /** The offer stands in a response (RFC 6337 §2.2, patterns 2 and 4). */
  readonly isLate: boolean;
  /** Both tags, whichever came first; of an offer outside a dialog those of its answer. */
  dialog: string;
  answer: StoryMessage | null;
  /** No other answer counts from here on: a 2xx or a reliable response had it. */
  isSettled: boolean;
  outcome: NegotiationRow['outcome'];
};

/** Requests whose own description is an offer, or the answer to one in a response (RFC 6337 §2.2). */
const OFFERING: ReadonlySet<string> = new Set(['INVITE', 'UPDATE', 'PRACK']);
/** The description itself is what was not acceptable: 488 and 606, a body nobody can read, preconditions (RFC 3312 §8). */
const REFUSED: ReadonlySet<number> = new Set([415, 488, 580, 606]);
/** RFC 3261 §14.2, RFC 3311 §5.2. */
const REQUEST_PENDING = 491;
const SERVER_ERROR = 500;

const dialogOf = ({ fromTag, toTag }: StoryMessage): string => [fromTag, toTag].sort().join('\n');

/** Everything that can differ to the ear; the origin line alone does not. */
const mediaText = ({ attributes, media }: SessionDescription): string => JSON.stringify([attributes, media]);

function offerWords({ method, toTag }: StoryMessage): string {
  if (method !== 'INVITE') return `offer in ${method}`;
  return toTag === '' ? 'early offer in INVITE' : 'offer in re-INVITE';
}

/** Follows offers and answers through a call (RFC 3264, RFC 6337), message by message. */
export class OfferAnswer {
  readonly negotiations: Negotiation[] = [];
  readonly #sides: StorySides;
  readonly #call: CallRow;
  /** Offers and answers of a request's transaction. */
  readonly #byRequest = new Map<StoryEvent, Negotiation[]>();
  /** Offers in responses that wait for their PRACK or ACK, by dialog. */
  readonly #late = new Map<string, Negotiation>();
  readonly #unseen = new Map<string, Negotiation>();
  omitted = 0;

  constructor(call: CallRow, sides: StorySides) {
    this.#call = call;
    this.#sides = sides;
  }

  /** Takes the events in order of time; what stayed between inner hops is not the caller's to negotiate. */
  take(event: StoryEvent): void {
    const { message, request, inner } = event;
    if (inner) return;
    if (message.isRequest) this.#takeRequest(event);
    else if (request === null) this.#takeUnasked(message);
    else if ((message.status ?? 0) >= 300) this.#refuse(message, request);
    else if ((message.status ?? 0) > 100) this.#takeResponse(message, request);
  }

  #takeRequest(event: StoryEvent): void {
    const { message } = event;
    const { method, description } = message;
    const awaited = method === 'ACK' || method === 'PRACK' ? this.#late.get(dialogOf(message)) : undefined;
    if (awaited !== undefined) {
      if (description !== null) this.#answerLate(awaited, message);
      // An ACK without the answer leaves the session as it was; a PRACK may leave it to another one.
      else if (method === 'ACK') this.#drop(awaited);
    } else if (description !== null && OFFERING.has(method)) {
      this.#offer(event, message, offerWords(message), false);
    }
  }

  #answerLate(negotiation: Negotiation, answer: StoryMessage): void {
    settle(negotiation, answer);
    this.#late.delete(negotiation.dialog);
  }

  #drop(negotiation: Negotiation): void {
    negotiation.outcome = 'superseded';
    this.#late.delete(negotiation.dialog);
  }

  #takeResponse(message: StoryMessage, request: StoryEvent): void {
    const own = this.#byRequest.get(request) ?? [];
    const isFinal = (message.status ?? 0) >= 200;
    if (!OFFERING.has(message.method)) return;
    if (message.description === null) {
      if (isFinal) closeUnanswered(own, message);
      return;
    }
    const offered = own.filter(({ isLate }) => !isLate);
    if (offered.length > 0) this.#takeAnswer(offered, message, request);
    else if (message.method === 'INVITE' && (isFinal || message.reliable)) this.#takeLateOffer(own, message, request);
  }

  /** RFC 3261 §13.2.1: the first description in a response is the answer; forks answer each for themselves. */
  #takeAnswer(offered: readonly Negotiation[], message: StoryMessage, request: StoryEvent): void {
    const dialog = dialogOf(message);
    const ofDialog = offered
      .filter((negotiation) => negotiation.answer !== null && negotiation.dialog === dialog)
      .at(-1);
    const open = offered.find(({ answer }) => answer === null);
    const settles = message.reliable || (message.status ?? 0) >= 200;
    if (ofDialog !== undefined) {
      const isSame = isSameMedia(ofDialog.answer, message);
      if (!isSame && !ofDialog.isSettled) this.#answerAgain(ofDialog, message, request, 'answered again');
      else ofDialog.isSettled ||= settles;
    } else if (open !== undefined) {
      settle(open, message);
      open.isSettled = settles;
      open.dialog = dialog;
    } else if (offered[0] !== undefined) this.#answerAgain(offered[0], message, request, 'answered by another fork');
  }

  #answerAgain(first: Negotiation, message: StoryMessage, request: StoryEvent, how: string): void {
    const again = this.#offer(request, first.offer, `${offerWords(first.offer)}, ${how}`, false);
    if (again === null) return;
    settle(again, message);
    again.isSettled = message.reliable || (message.status ?? 0) >= 200;
    again.dialog = dialogOf(message);
  }

  #takeLateOffer(own: readonly Negotiation[], message: StoryMessage, request: StoryEvent): void {
    const dialog = dialogOf(message);
    if (own.some((negotiation) => negotiation.dialog === dialog)) return;
    const within = request.message.toTag === '' ? '' : ' to the re-INVITE';
    const offer = this.#offer(request, message, `late offer in ${message.status ?? ''}${within}`, true);
    if (offer !== null) this.#late.set(dialog, offer);
  }

  /** A response whose request was not captured: its description is taken for the answer, for that is the rule. */
  #takeUnasked(message: StoryMessage): void {
    const { description, status, method } = message;
    const isAnswer = (status ?? 0) > 100 && (status ?? 0) < 300 && (method === 'INVITE' || method === 'UPDATE');
    if (!isAnswer || description === null) return;
    const key = `${method} ${message.row.cseqNumber ?? ''}\n${dialogOf(message)}`;
    if (this.#unseen.has(key)) return;
    const unseen = this.#add({
      ...this.#draft(message, `answer in ${status ?? ''}, its offer was not captured`, false),
      offerSeen: false,
      offeredBy: otherSide(this.#senderOf(message)),
    });
    if (unseen === null) return;
    settle(unseen, message);
    this.#unseen.set(key, unseen);
  }

  #refuse(message: StoryMessage, request: StoryEvent): void {
    for (const negotiation of this.#byRequest.get(request) ?? []) {
      if (negotiation.answer !== null) continue;
      negotiation.outcome = refusalOf(message, request.message);
      this.#late.delete(negotiation.dialog);
    }
  }

  #offer(event: StoryEvent, offer: StoryMessage, words: string, isLate: boolean): Negotiation | null {
    const opensSession = event.message.method === 'INVITE' && event.message.toTag === '' && event.message.isRead;
    const negotiation = this.#add({ ...this.#draft(offer, words, isLate), opensSession });
    if (negotiation === null) return null;
    const own = this.#byRequest.get(event);
    if (own === undefined) this.#byRequest.set(event, [negotiation]);
    else own.push(negotiation);
    return negotiation;
  }

  #draft(offer: StoryMessage, words: string, isLate: boolean): Negotiation {
    return {
      offer,
      offerSeen: true,
      offeredBy: this.#senderOf(offer),
      words,
      opensSession: false,
      isLate,
      dialog: dialogOf(offer),
      answer: null,
      isSettled: false,
      outcome: 'open',
    };
  }

  #add(negotiation: Negotiation): Negotiation | null {
    if (this.negotiations.length >= MAX_NEGOTIATIONS) {
      this.omitted += 1;
      return null;
    }
    this.negotiations.push(negotiation);
    return negotiation;
  }

  /** By tags; where those do not fit, as behind an intermediary that changes them, by address. */
  #senderOf(message: StoryMessage): CallSide {
    const fromCaller = message.row.source.address === this.#call.source.address;
    return this.#sides.senderOf(message) ?? (fromCaller ? 'caller' : 'callee');
  }
}

function settle(negotiation: Negotiation, answer: StoryMessage): void {
  negotiation.answer = answer;
  negotiation.isSettled = true;
  negotiation.outcome = 'agreed';
}

/** A 2xx without a description ends the wait: what was offered has no answer, unless a reliable response had it. */
function closeUnanswered(own: readonly Negotiation[], message: StoryMessage): void {
  const dialog = dialogOf(message);
  if (own.some(({ answer, dialog: answered }) => answer !== null && answered === dialog)) return;
  for (const negotiation of own)
    if (negotiation.answer === null && !negotiation.isLate) negotiation.outcome = 'superseded';
}

const isSameMedia = (one: StoryMessage | null, other: StoryMessage): boolean =>
  one?.description !== null &&
  one?.description !== undefined &&
  other.description !== null &&
  mediaText(one.description) === mediaText(other.description);

function refusalOf({ status, hasRetryAfter }: StoryMessage, request: StoryMessage): NegotiationRow['outcome'] {
  if (REFUSED.has(status ?? 0)) return 'refused';
  const isWithin = request.toTag !== '';
  if (isWithin && (status === REQUEST_PENDING || (status === SERVER_ERROR && hasRetryAfter))) return 'glare';
  return 'superseded';
}
