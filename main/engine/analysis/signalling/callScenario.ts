import type { CallScenario, CallState } from '../../../../shared/protocol/rows';
import { callScenario, traitWords, type CallScenarioKind, type CallTrait } from '../../../../shared/sip/scenarios';
import { callDoubt } from './callDoubt';
import { EVIDENCE, hasEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';
import { traitBit, traitsOf } from './callTraits';
import { refusalKind } from './refusalKind';

/** Scenarios that were asked for; beyond these many the memory begins anew. */
const MAX_KEPT = 4096;
const kept = new Map<string, CallScenario>();

/** Traits that the name of a kind says already. */
const IMPLIED: Partial<Record<CallScenarioKind, number>> = {
  blindTransfer: traitBit('transferred'),
  attendedTransfer: traitBit('transferred'),
  pickup: traitBit('replacing'),
  redirected: traitBit('redirected'),
  notAuthenticated: traitBit('authenticated'),
};

/** What a re-INVITE was for goes before that there was one. */
const PURPOSES = traitBit('held') | traitBit('fax');

/** What a call was, in the state that its row shows. Says no more than its messages do. */
export function scenarioOf(call: CallRecord, state: CallState): CallScenario {
  const kind = kindOf(call, state);
  const bits = bitsOf(call);
  const doubt = callDoubt(call, state, kind);
  const proxies = kind === 'sessionThroughProxies' ? proxiesOf(call) : 0;
  const key = `${kind} ${bits} ${proxies} ${doubt ?? ''}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const traits = traitsOf(kind === 'notAuthenticated' ? bits & ~traitBit('authenticated') : bits);
  const scenario = Object.freeze({ kind, traits, words: wordsOf(kind, proxies, bits), doubt });
  kept.set(key, scenario);
  return scenario;
}

function bitsOf(call: CallRecord): number {
  const isLate = call.offer === 'late';
  const hasFailed = hasEvidence(call, EVIDENCE.transferFailed) && !hasEvidence(call, EVIDENCE.transferDone);
  return call.traits | (isLate ? traitBit('lateOffer') : 0) | (hasFailed ? traitBit('transferFailed') : 0);
}

function kindOf(call: CallRecord, state: CallState): CallScenarioKind {
  switch (state) {
    case 'talking':
    case 'completed':
      return sessionKind(call, state);
    case 'cancelled':
      if (call.phase === 'hungUp') return 'cannotTell';
      return hasEvidence(call, EVIDENCE.answeredElsewhere) ? 'answeredElsewhere' : 'cancelled';
    case 'redirected':
      return 'redirected';
    case 'rejected':
    case 'failed':
      return hasEvidence(call, EVIDENCE.openAtEnd) ? 'inProgress' : refusalKind(call);
    case 'unanswered':
      return silenceKind(call);
    default:
      return hasEvidence(call, EVIDENCE.finalUnseen) ? 'cannotTell' : 'inProgress';
  }
}

function sessionKind(call: CallRecord, state: CallState): CallScenarioKind {
  if (state === 'talking' && hasEvidence(call, EVIDENCE.joined)) return 'cannotTell';
  const isTransferred =
    hasEvidence(call, EVIDENCE.transferDone) ||
    (hasEvidence(call, EVIDENCE.referAccepted) && !hasEvidence(call, EVIDENCE.transferFailed));
  if (isTransferred) return hasEvidence(call, EVIDENCE.referredToCall) ? 'attendedTransfer' : 'blindTransfer';
  if (hasEvidence(call, EVIDENCE.picksUp)) return 'pickup';
  return proxiesOf(call) > 0 ? 'sessionThroughProxies' : 'session';
}

/**
 * Nothing came any more. A caller that hears nothing repeats its INVITE over UDP, so one that does not may have heard what the
 * capture has not seen; over a connection nobody repeats it, and the other side must have been heard otherwise.
 */
function silenceKind(call: CallRecord): CallScenarioKind {
  if (hasEvidence(call, EVIDENCE.finalUnseen)) return 'cannotTell';
  if (hasEvidence(call, EVIDENCE.openAtEnd)) return 'inProgress';
  if (call.ringing !== null) return 'noAnswer';
  const wouldShow = hasEvidence(call, EVIDENCE.inviteRepeated | EVIDENCE.heardOtherwise);
  return call.responded || wouldShow ? 'noResponse' : 'cannotTell';
}

/** Each proxy that the INVITE has passed added a Via; one that hides them still shows between other machines. */
const proxiesOf = (call: CallRecord): number =>
  Math.max(call.viaCount - 1, hasEvidence(call, EVIDENCE.relayed) ? 1 : 0);

function wordsOf(kind: CallScenarioKind, proxies: number, bits: number): string {
  const name =
    proxies === 0 ? callScenario(kind).words : `Session through ${proxies === 1 ? 'a proxy' : `${proxies} proxies`}`;
  if (kind === 'cannotTell') return name;
  const told = bits & ~(IMPLIED[kind] ?? 0) & ~((bits & PURPOSES) !== 0 ? traitBit('reInvited') : 0);
  return [name, ...traitsOf(told).filter(isTold(bits)).map(traitWords)].join(', ');
}

/** A transfer that failed is not told twice. */
const isTold =
  (bits: number) =>
  (trait: CallTrait): boolean =>
    trait !== 'transferred' || (bits & traitBit('transferFailed')) === 0;
