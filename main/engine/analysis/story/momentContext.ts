import type { MessageIndex } from '../../../../shared/ids';
import type { CallSide, DialogRow, NegotiationRow } from '../../../../shared/protocol/callStory';
import type { CallRow, MessageRow } from '../../../../shared/protocol/rows';
import type { AnswerVisibility } from './answerVisibility';
import type { StoryEvent } from './storyEvents';
import type { StoryMessage } from './storyMessage';
import type { StorySides } from './storySides';

/** What the moments of a call are told from. */
export type MomentContext = {
  readonly call: CallRow;
  readonly sides: StorySides;
  /** In order of time. */
  readonly events: readonly StoryEvent[];
  /** All messages that are told, repeated ones too. */
  readonly rows: readonly MessageRow[];
  readonly dialogs: readonly DialogRow[];
  /** Agreed offers by the message that answered them. */
  readonly agreedBy: ReadonlyMap<MessageIndex, NegotiationRow>;
  /** Messages that refreshed a session timer. */
  readonly refreshedBy: ReadonlyMap<MessageIndex, CallSide>;
  /** The highest CSeq number with credentials, by method and From tag. */
  readonly credentialsAt: ReadonlyMap<string, number>;
  /** INVITEs that have a 2xx on the hop that is told. */
  readonly answered: ReadonlySet<StoryEvent>;
  /** Final refusals of each request, on any hop. */
  readonly refusalsOf: ReadonlyMap<StoryEvent, readonly StoryMessage[]>;
  /** INVITEs that were refused, on any hop, as `inviteKey`. */
  readonly refused: ReadonlySet<string>;
  /** Until when silence says something. */
  readonly untilMs: number;
  readonly visibility: AnswerVisibility;
  readonly progress: MomentProgress;
};

/** What happened so far, while the events are told in order. */
export type MomentProgress = {
  /** The last refusal of an INVITE that tried to begin the call; an INVITE after it tries again. */
  lastRefusal: StoryMessage | null;
  wasInvited: boolean;
  /** From tags of the INVITEs so far that began the call. */
  readonly callerTags: Set<string>;
  cancelledAtMs: number | null;
  /** 2xx to INVITEs by dialog and CSeq, and the ACKs that came for them. */
  readonly answers: Map<string, StoryEvent>;
  readonly acknowledged: Set<string>;
  /** Dialogs, as both tags, that a BYE has ended. */
  readonly ended: Set<string>;
  /** Sides whose re-INVITE or UPDATE met another one. */
  readonly glareOf: Set<CallSide | null>;
  /** The last agreement of each dialog: a 2xx may confirm what an earlier response had. */
  readonly agreedIn: Map<string, NegotiationRow>;
  hasTimer: boolean;
};

export const credentialKey = ({ method, fromTag }: StoryMessage): string => `${method}\n${fromTag}`;

/** Dialog and CSeq number: what an ACK shares with the 2xx it confirms (RFC 3261 §13.2.2.4). */
export const answerKey = ({ fromTag, toTag, row }: StoryMessage): string =>
  `${fromTag}\n${toTag}\n${row.cseqNumber ?? ''}`;

/** What an ACK shares with its INVITE, whatever the answer was. */
export const inviteKey = ({ fromTag, row }: StoryMessage): string => `${fromTag}\n${row.cseqNumber ?? ''}`;

export const dialogTags = ({ fromTag, toTag }: StoryMessage): string => [fromTag, toTag].sort().join('\n');

export type ContextParts = Pick<
  MomentContext,
  'call' | 'sides' | 'events' | 'rows' | 'dialogs' | 'untilMs' | 'visibility'
> & {
  readonly negotiations: readonly NegotiationRow[];
};

export function momentContext({ negotiations, ...parts }: ContextParts): MomentContext {
  const { events, dialogs } = parts;
  const agreed = negotiations.filter(({ answer, outcome }) => answer !== null && outcome === 'agreed');
  const refreshes = dialogs.flatMap(({ sessionTimer }) => sessionTimer?.refreshes ?? []);
  return {
    ...parts,
    agreedBy: new Map(agreed.map((row) => [row.answer!, row])),
    refreshedBy: new Map(refreshes.map(({ message, by }) => [message, by])),
    credentialsAt: credentials(events),
    answered: answeredRequests(events),
    refusalsOf: refusalsByRequest(events),
    refused: refusedInvites(events),
    progress: {
      lastRefusal: null,
      wasInvited: false,
      callerTags: new Set(),
      cancelledAtMs: null,
      answers: new Map(),
      acknowledged: new Set(),
      ended: new Set(),
      glareOf: new Set(),
      agreedIn: new Map(),
      hasTimer: false,
    },
  };
}

function credentials(events: readonly StoryEvent[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { message } of events) {
    if (!message.isRequest || !message.hasCredentials) continue;
    const key = credentialKey(message);
    highest.set(key, Math.max(highest.get(key) ?? 0, message.row.cseqNumber ?? 0));
  }
  return highest;
}

function answeredRequests(events: readonly StoryEvent[]): ReadonlySet<StoryEvent> {
  const answered = new Set<StoryEvent>();
  for (const { message, request, inner } of events) {
    const status = message.status ?? 0;
    if (request !== null && !inner && status >= 200 && status < 300) answered.add(request);
  }
  return answered;
}

function refusalsByRequest(events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, readonly StoryMessage[]> {
  const refusals = new Map<StoryEvent, StoryMessage[]>();
  for (const { message, request } of events) {
    if (request === null || (message.status ?? 0) < 300) continue;
    const known = refusals.get(request);
    if (known === undefined) refusals.set(request, [message]);
    else known.push(message);
  }
  return refusals;
}

function refusedInvites(events: readonly StoryEvent[]): ReadonlySet<string> {
  const refusals = events.filter(({ message }) => message.method === 'INVITE' && (message.status ?? 0) >= 300);
  return new Set(refusals.map(({ message }) => inviteKey(message)));
}
