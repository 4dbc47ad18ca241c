import type { CallSide } from '../../../../shared/protocol/callStory';
import type { CallRow } from '../../../../shared/protocol/rows';
import type { StoryMessage } from './storyMessage';

export const otherSide = (side: CallSide): CallSide => (side === 'caller' ? 'callee' : 'caller');

/**
 * Tells by tags, and so on every hop alike, which side of the call a request came from. The caller is whose tag an INVITE without
 * a To tag carried, else whose the row names. Without tags (RFC 2543, or a message that is no longer kept) users and URIs tell.
 */
export class StorySides {
  readonly #call: CallRow;
  readonly #callerTags = new Set<string>();
  readonly #calleeTags = new Set<string>();

  constructor(call: CallRow, messages: readonly StoryMessage[]) {
    this.#call = call;
    if (call.from.tag !== '') this.#callerTags.add(call.from.tag);
    for (const message of messages) if (isInitialInvite(message)) this.#callerTags.add(message.fromTag);
    this.#callerTags.delete('');
    for (const { fromTag, toTag } of messages) {
      if (this.#callerTags.has(fromTag)) this.#calleeTags.add(toTag);
      if (this.#callerTags.has(toTag)) this.#calleeTags.add(fromTag);
    }
    this.#calleeTags.delete('');
  }

  /** The side that sent the request which this message is or answers; null when neither fits. */
  requesterOf(message: StoryMessage): CallSide | null {
    const { fromTag, toTag, row } = message;
    if (this.#callerTags.has(fromTag)) return 'caller';
    if (this.#callerTags.has(toTag) || this.#calleeTags.has(fromTag)) return 'callee';
    if (fromTag !== '') return null;
    return this.#byParty(message.fromUri === '' ? row.fromUser : message.fromUri, message.fromUri === '');
  }

  /** The side that sent the message itself. */
  senderOf(message: StoryMessage): CallSide | null {
    const requester = this.requesterOf(message);
    return requester === null || message.isRequest ? requester : otherSide(requester);
  }

  #byParty(name: string, isUser: boolean): CallSide | null {
    const { from, to } = this.#call;
    if (name === '') return null;
    const caller = isUser ? from.user : from.uri;
    const callee = isUser ? to.user : to.uri;
    if (caller === callee) return null;
    if (name === caller) return 'caller';
    return name === callee ? 'callee' : null;
  }
}

/** An INVITE outside a dialog: it begins the call, or tries again. */
export const isInitialInvite = ({ isRead, isRequest, method, toTag }: StoryMessage): boolean =>
  isRead && isRequest && method === 'INVITE' && toTag === '';
