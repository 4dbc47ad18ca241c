import type { CallState } from '../../../../shared/protocol/rows';
import type { CallScenarioKind } from '../../../../shared/sip/scenarios';
import { EVIDENCE, hasEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';

const BOTH_SIDES = EVIDENCE.callerSpoke | EVIDENCE.calleeSpoke;

/** What the capture lacks to be sure of a call, `its beginning was not captured`; null when nothing is missing. */
export function callDoubt(call: CallRecord, state: CallState, kind: CallScenarioKind): string | null {
  const lacks = [
    lackOfBeginning(call),
    lackOfSide(call, kind),
    lackOfAnswer(call, state),
    lackOfEnd(call, state, kind),
  ];
  const told = lacks.filter((words) => words !== null);
  if (told.length === 0) return kind === 'cannotTell' ? 'no answer to its INVITE was captured' : null;
  return told.join('; ');
}

function lackOfBeginning(call: CallRecord): string | null {
  if (hasEvidence(call, EVIDENCE.joined)) return 'its beginning was not captured';
  return call.initialInviteSeen ? null : 'its INVITE was not captured';
}

/** A call that nobody answers lacks no side. */
function lackOfSide(call: CallRecord, kind: CallScenarioKind): string | null {
  const spoke = call.evidence & BOTH_SIDES;
  if (spoke === BOTH_SIDES || kind === 'noResponse' || kind === 'inProgress') return null;
  if (spoke === EVIDENCE.callerSpoke) return 'nothing of the callee was captured';
  return spoke === EVIDENCE.calleeSpoke ? 'nothing of the caller was captured' : null;
}

function lackOfAnswer(call: CallRecord, state: CallState): string | null {
  if (call.phase === 'hungUp') return 'whether it was answered was not captured';
  if (state === 'talking' || state === 'completed') {
    const isKnown = call.answered !== null || hasEvidence(call, EVIDENCE.joined);
    return isKnown ? null : 'its answer was not captured';
  }
  return hasEvidence(call, EVIDENCE.finalUnseen) && call.finalStatus === null
    ? 'its final answer was not captured'
    : null;
}

function lackOfEnd(call: CallRecord, state: CallState, kind: CallScenarioKind): string | null {
  if (state === 'talking' || kind === 'inProgress') return 'its end was not captured';
  if (hasEvidence(call, EVIDENCE.byeUnseen)) return 'its BYE was not captured';
  if (state === 'cancelled' && call.phase !== 'hungUp') return lackOfCancellation(call);
  return kind === 'noAnswer' && state === 'unanswered' ? 'its end was not captured' : null;
}

function lackOfCancellation(call: CallRecord): string | null {
  if (call.finalStatus === null) {
    return hasEvidence(call, EVIDENCE.finalUnseen) ? null : 'the answer to its INVITE was not captured';
  }
  return call.endedBy === null ? 'who cancelled it was not captured' : null;
}
