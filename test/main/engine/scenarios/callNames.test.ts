import { describe, expect, it } from 'vitest';
import type { CallRow, CallState } from '../../../../shared/protocol/rows';
import type { CallScenarioKind, CallTrait } from '../../../../shared/sip/scenarios';
import * as basic from '../../../generator/scenarios/basicSessions';
import * as features from '../../../generator/scenarios/dialogFeatures';
import * as failed from '../../../generator/scenarios/failedSessions';
import * as forwarding from '../../../generator/scenarios/forwarding';
import * as holding from '../../../generator/scenarios/holding';
import * as transfers from '../../../generator/scenarios/transfers';
import { findIn, type Play } from './findings';

/** What a call must be said to be. */
type Expected = {
  readonly kind: CallScenarioKind;
  readonly state: CallState;
  readonly endedBy?: CallRow['endedBy'];
  /** These traits, no more and no less … */
  readonly traits?: readonly CallTrait[];
  /** … except for these, which may be told as well. */
  readonly also?: readonly CallTrait[];
  readonly words?: RegExp;
  readonly endReason?: RegExp;
  /** What the capture lacks; nothing unless given. */
  readonly doubt?: RegExp;
};

type Row = { readonly name: string; readonly play: Play; readonly expected: readonly Expected[] };

const row = (name: string, play: Play, ...expected: readonly Expected[]): Row => ({ name, play, expected });

const done = (kind: CallScenarioKind, more: Partial<Expected> = {}): Expected => ({
  kind,
  state: 'completed',
  endedBy: 'caller',
  ...more,
});

const notDone = (kind: CallScenarioKind, state: CallState, more: Partial<Expected> = {}): Expected => ({
  kind,
  state,
  ...more,
});

const BASIC: readonly Row[] = [
  row(
    'RFC 3665 §3.1 successful session',
    basic.directSession,
    done('session', { endedBy: 'callee', words: /^Session$/ }),
  ),
  row(
    'RFC 3665 §3.2 through two proxies',
    basic.throughTwoProxies,
    done('sessionThroughProxies', { endedBy: 'callee', words: /^Session through (2|two) proxies$/ }),
  ),
  row(
    'RFC 3665 §3.3 multiple proxy authentication',
    basic.twoAuthentications,
    done('sessionThroughProxies', { traits: ['authenticated'], words: /(2|two) proxies, with authentication$/ }),
  ),
  row('RFC 3665 §3.4 proxy failure', basic.proxyFails, done('sessionThroughProxies', { traits: ['authenticated'] })),
  row(
    'RFC 3665 §3.5 through an ALG',
    basic.throughGateway,
    done('sessionThroughProxies', { words: /(2|two) proxies/ }),
  ),
  row(
    'RFC 3665 §3.6 via redirect and proxy, SDP in ACK',
    basic.redirectedLateOffer,
    done('sessionThroughProxies', { traits: ['redirected', 'lateOffer'] }),
  ),
  row('RFC 3665 §3.7 re-INVITE with another address', basic.addressChanges, done('session', { traits: ['reInvited'] })),
  row('a redirect followed directly', basic.redirected, done('session', { traits: ['redirected'] })),
];

const FAILED: readonly Row[] = [
  row('RFC 3665 §3.8 no answer, cancelled', failed.cancelled, notDone('cancelled', 'cancelled', { endedBy: 'caller' })),
  row('RFC 3665 §3.9 busy', failed.busy, notDone('busy', 'rejected')),
  row('RFC 3665 §3.10 no response', failed.noResponse, notDone('noResponse', 'rejected')),
  row('RFC 3665 §3.11 temporarily unavailable', failed.unavailable, notDone('unavailable', 'rejected')),
  row(
    'unallocated number',
    failed.unallocated,
    notDone('unallocated', 'rejected', { endReason: /^Q\.850 cause 1\b.*unallocated/i }),
  ),
  row('declined', failed.declined, notDone('declined', 'rejected', { endReason: /^Q\.850 cause 21\b/ })),
  row('forbidden', failed.forbidden, notDone('forbidden', 'rejected')),
  row('media not acceptable', failed.notAcceptable, notDone('notAcceptable', 'rejected', { endReason: /305/ })),
  row('a server that fails', failed.failed, notDone('failed', 'failed', { endReason: /^Q\.850 cause 34\b/ })),
  row('rings until the proxy gives up', failed.noAnswer, notDone('noAnswer', 'failed')),
  row('INVITEs until Timer B', failed.nobodyThere, notDone('noResponse', 'unanswered')),
  row(
    'challenged twice',
    failed.notAuthenticated,
    notDone('notAuthenticated', 'rejected', { also: ['authenticated'] }),
  ),
  row(
    'redirected and not followed',
    failed.redirectedOnly,
    notDone('redirected', 'redirected', { also: ['redirected'] }),
  ),
];

const HELD = { traits: ['held'], also: ['reInvited'] } as const;
const MOVED_ON = ['held', 'reInvited', 'transferred'] as const;

const SERVICES: readonly Row[] = [
  row('RFC 5359 §2.1 hold', holding.heldAndResumed, done('sessionThroughProxies', { ...HELD, words: /hold/ })),
  row('hold with inactive', holding.heldInactive, done('session', HELD)),
  row('hold with c=0.0.0.0', holding.heldByAddress, done('session', HELD)),
  row(
    'RFC 5359 §2.2 consultation hold',
    holding.consultation,
    done('sessionThroughProxies', HELD),
    done('session', { traits: [] }),
  ),
  row(
    'RFC 5359 §2.3 music on hold',
    holding.musicOnHold,
    done('session', HELD),
    done('session', { traits: ['lateOffer'] }),
  ),
  row(
    'RFC 5359 §2.4 unattended transfer',
    transfers.blindTransfer,
    done('blindTransfer', { endedBy: 'callee', traits: [], also: MOVED_ON }),
    done('session', { traits: [], also: ['transferred'] }),
  ),
  row(
    'a transfer that fails',
    transfers.failedTransfer,
    done('session', { traits: ['transferFailed'], also: ['transferred'] }),
    notDone('busy', 'rejected', { also: ['transferred'] }),
  ),
  row(
    'RFC 5359 §2.5 attended transfer',
    transfers.attendedTransfer,
    done('attendedTransfer', { endedBy: 'callee', traits: [], also: MOVED_ON }),
    done('session', { endedBy: 'callee', traits: ['held', 'replaced'], also: ['reInvited'] }),
    done('session', { traits: ['replacing'], also: ['transferred'] }),
  ),
  row(
    'RFC 5359 §2.16 pickup',
    transfers.pickup,
    notDone('cancelled', 'cancelled', { also: ['replaced'] }),
    done('pickup', { also: ['replacing'] }),
  ),
  row(
    'RFC 5359 §2.7 forwarding, unconditional',
    forwarding.forwardedAlways,
    done('sessionThroughProxies', { traits: ['forwarded'], also: ['forked'] }),
  ),
  row(
    'RFC 5359 §2.8 forwarding on busy',
    forwarding.forwardedOnBusy,
    done('sessionThroughProxies', { traits: ['forwarded'], also: ['forked'] }),
  ),
  row(
    'RFC 5359 §2.9 forwarding on no answer',
    forwarding.forwardedOnNoAnswer,
    done('sessionThroughProxies', { traits: ['forwarded'], also: ['forked'] }),
  ),
  row('fork, the other one cancelled', forwarding.forked, done('sessionThroughProxies', { traits: ['forked'] })),
  row('fork, the other one busy', forwarding.forkedOneBusy, done('sessionThroughProxies', { traits: ['forked'] })),
];

const FEATURES: readonly Row[] = [
  row('late offer', features.lateOffer, done('session', { traits: ['lateOffer'] })),
  row('early media', features.earlyMedia, done('session', { traits: ['earlyMedia'] })),
  row(
    'offer in a reliable 183',
    features.offerInReliable183,
    done('session', { traits: ['reliableProvisional'], also: ['earlyMedia', 'lateOffer'] }),
  ),
  row(
    'UPDATE before the answer',
    features.updatedEarly,
    done('session', { traits: ['reliableProvisional', 'updated'], also: ['earlyMedia'] }),
  ),
  row('session timer', features.timerRefreshed, done('session', { traits: ['sessionTimer'], also: ['updated'] })),
  row(
    'session timer, not refreshed',
    features.timerMissed,
    notDone('session', 'talking', { traits: ['refreshMissed'], also: ['sessionTimer'], doubt: /end/ }),
  ),
  row('glare', features.glare, done('session', { traits: ['glare'], also: ['reInvited'] })),
  row('CANCEL crosses the 200', features.cancelCrossesAnswer, done('session', { traits: ['crossedCancel'] })),
  row('fax', features.turnsToFax, done('session', { traits: ['fax'], also: ['reInvited'] })),
  row('INFO', features.digitsAsInfo, done('session', { traits: ['info'] })),
  row('a change refused', features.changeRefused, done('session', { traits: [], also: ['reInvited'] })),
  row('retransmissions', features.retransmitted, done('session', { traits: [] })),
  row('a proxy that leaves the way', features.notRecordRouted, done('sessionThroughProxies', { traits: [] })),
  row(
    'a cause in the BYE',
    features.clearedWithCause,
    done('session', { endedBy: 'callee', traits: [], endReason: /^Q\.850 cause 16\b/ }),
  ),
  row('a BYE without answer', features.byeUnanswered, done('session', { traits: [] })),
];

function expectCall(found: CallRow, expected: Expected): void {
  const { kind, state, endedBy, traits = [], also = [], words, endReason, doubt } = expected;
  const beyond = found.scenario.traits.filter((trait) => !also.includes(trait) || traits.includes(trait));
  expect({ kind: found.scenario.kind, state: found.state, traits: beyond }).toEqual({
    kind,
    state,
    traits,
  });
  if (doubt === undefined) expect(found.scenario.doubt).toBeNull();
  else expect(found.scenario.doubt).toMatch(doubt);
  if (endedBy !== undefined) expect(found.endedBy).toBe(endedBy);
  if (words !== undefined) expect(found.scenario.words).toMatch(words);
  if (endReason !== undefined) expect(found.endReason).toMatch(endReason);
}

describe.each([
  ['sessions that come about', BASIC],
  ['calls that do not', FAILED],
  ['services', SERVICES],
  ['features', FEATURES],
])('the names of %s', (_group, rows) => {
  it.each(rows)('$name', ({ play, expected }) => {
    const { calls, decoderFaults } = findIn(play);
    expect(decoderFaults).toBe(0);
    expect(calls.map(({ scenario }) => scenario.kind)).toEqual(expected.map(({ kind }) => kind));
    expected.forEach((each, index) => {
      const found = calls[index];
      if (found) expectCall(found, each);
    });
  });
});

it('retransmissions are counted, copies of requests on further hops are not', () => {
  expect(findIn(features.retransmitted).calls[0]?.retransmissionCount).toBe(3);
  expect(findIn(basic.throughTwoProxies).calls[0]?.retransmissionCount).toBe(0);
});
