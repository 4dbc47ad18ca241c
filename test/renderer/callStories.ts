/** Made stories of calls for tests of the window: legs that were joined, a call with a hold, a forked one with a session timer. */
import { callGroupKey, callKey, frameNumber, messageIndex } from '../../shared/ids';
import type { CallGroup, CallGroupMark, CallLink } from '../../shared/protocol/callGroups';
import type { CallStory, NegotiatedMedia, TransactionRow } from '../../shared/protocol/callStory';
import type { Answers, Ask } from '../../shared/protocol/commands';
import { madeCall, madeMessage, madeStream } from './rows';
import type { Script } from './scriptedEngine';
import { madeCallStory } from './stories';

const KEY = callGroupKey('group-0');

/** A group of the calls of these numbers, each joined to the one before. */
export function madeGroup(numbers: readonly number[], change: Partial<CallGroup> = {}): CallGroup {
  const calls = numbers.map((n) => callKey(`call-${n}`));
  const links = calls.slice(1).map((other, at): CallLink => ({
    kind: 'leg',
    one: calls[at]!,
    other,
    confidence: 'likely',
    evidence: [{ by: 'sessionId', words: 'the same Session-ID 7f2a' }],
    frames: [frameNumber(1), frameNumber(22)],
  }));
  return { key: KEY, calls, links, confidence: 'likely', words: '1000 calls 2000 over several legs', ...change };
}

export const markOf = ({ key, calls, confidence }: CallGroup): CallGroupMark => ({
  key,
  calls: calls.length,
  confidence,
});

const numberOf = (key: string): number => Number(key.split('-').at(-1));

/**
 * An engine with a thousand calls of which these are one story: calls of a group tell so in their rows, in the list of groups they
 * fold, and what is watched has seven messages each.
 */
export function groupScript(group: CallGroup): Script {
  const rowOf = (n: number) => madeCall(n, group.calls.includes(callKey(`call-${n}`)) ? { group: markOf(group) } : {});
  const followers = group.calls.slice(1).map(numberOf);
  const rowsOf = ({ grouped = false, expanded = [] }: Ask<'listCalls'>) => {
    const numbers = Array.from({ length: 1000 }, (_, n) => n);
    const heads = grouped ? numbers.filter((n) => !followers.includes(n)) : numbers;
    return heads.flatMap((n) =>
      grouped && expanded.includes(group.key) && group.calls[0] === callKey(`call-${n}`) ? [n, ...followers] : [n],
    );
  };
  return {
    listCalls: (ask): Answers['listCalls'] => {
      const numbers = rowsOf(ask);
      const { from = 0, count = 200 } = ask;
      return {
        rows: numbers.slice(from, from + count).map(rowOf),
        from,
        matching: numbers.length,
        total: numbers.length,
        version: 1,
      };
    },
    readCallGroup: ({ call }) => (group.calls.includes(callKey(call)) ? group : null),
    readCall: ({ call }) =>
      madeCallStory(numberOf(call), {
        call: rowOf(numberOf(call)),
        group: group.calls.includes(callKey(call)) ? group : null,
      }),
    watchCalls: ({ calls }) => ({
      calls: calls.map((key) => rowOf(numberOf(key))),
      messages: calls.flatMap((key) =>
        Array.from({ length: 7 }, (_, at) =>
          madeMessage(numberOf(key) * 7 + at, numberOf(key), { transaction: numberOf(key) }),
        ),
      ),
      streams: calls.map((key) => madeStream(numberOf(key) * 2, numberOf(key))),
      companions: [],
    }),
  };
}

const FLOW = { codec: 'PCMU/8000', payloadType: 0, ptimeMs: 20, dtmfPayloadType: 101 };

export const madeMedia = (change: Partial<NegotiatedMedia> = {}): NegotiatedMedia => ({
  type: 'audio',
  accepted: true,
  callerToCallee: FLOW,
  calleeToCaller: FLOW,
  callerEndpoint: { address: '10.0.0.1', port: 10_000 },
  calleeEndpoint: { address: '10.0.0.99', port: 20_000 },
  profile: 'RTP/AVP',
  crypto: '',
  ice: false,
  heldBy: 'none',
  ...change,
});

export function madeTransaction(change: Partial<TransactionRow> = {}): TransactionRow {
  return { ...madeCallStory(0).transactions[0]!, ...change };
}

/** Call 0 with all that a story can tell: a hold that was refused before it was agreed, a fork, a timer, an unanswered BYE. */
export function fullStory(change: Partial<CallStory> = {}): CallStory {
  const plain = madeCallStory(0);
  const [negotiation] = plain.negotiations;
  const [dialog] = plain.dialogs;
  const held = madeMedia({
    callerToCallee: null,
    heldBy: 'callee',
    calleeEndpoint: { address: '10.0.0.9', port: 4000 },
  });
  return {
    ...plain,
    call: madeCall(0, {
      state: 'completed',
      endedBy: 'callee',
      durationMs: 42_000,
      endReason: 'Q.850 cause 16: Normal call clearing',
      scenario: { kind: 'session', traits: ['held'], words: 'Session, hold', doubt: 'the end was not captured' },
    }),
    moments: [
      ...plain.moments,
      { atMs: 9000, message: messageIndex(5), words: 'Hold by the callee', reference: 'RFC 3264 §8.4', tone: 'plain' },
      { atMs: 44_000, message: null, words: 'No answer to the BYE within 32 s', reference: '', tone: 'wrong' },
    ],
    dialogs: [
      { ...dialog!, state: 'early', calleeTag: 'fork', confirmedAtMs: null },
      {
        ...dialog!,
        routeSet: ['<sip:10.0.0.50;lr>'],
        state: 'ended',
        endedAtMs: 42_000,
        endedBy: 'callee',
        sessionTimer: {
          intervalS: 90,
          refresher: 'caller',
          refreshes: Array.from({ length: 8 }, (_, at) => ({
            atMs: 10_000 + at,
            message: messageIndex(at),
            by: 'caller',
          })),
          missedAtMs: 40_000,
        },
      },
    ],
    negotiations: [
      negotiation!,
      {
        ...negotiation!,
        atMs: 8000,
        words: 'offer in re-INVITE',
        offeredBy: 'callee',
        outcome: 'refused',
        answer: null,
        media: [held],
      },
      {
        ...negotiation!,
        atMs: 9000,
        words: 'offer in re-INVITE',
        offeredBy: 'callee',
        media: [held, madeMedia({ type: 'video', accepted: false })],
        changes: ['hold by the callee', 'media moved to 10.0.0.9:4000'],
      },
    ],
    transactions: [
      ...plain.transactions,
      madeTransaction({
        transaction: 5,
        method: 'BYE',
        by: 'callee',
        request: messageIndex(5),
        startedAtMs: 42_000,
        firstResponseMs: null,
        finalStatus: null,
        finalMs: null,
        retransmissions: 10,
        copies: 2,
        outcome: 'noAnswer',
      }),
    ],
    ...change,
  };
}
