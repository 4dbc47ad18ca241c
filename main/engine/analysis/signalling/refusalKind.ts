import type { CallScenarioKind } from '../../../../shared/sip/scenarios';
import { EVIDENCE, hasEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';

const BY_STATUS: Readonly<Record<number, CallScenarioKind>> = {
  401: 'notAuthenticated',
  403: 'forbidden',
  404: 'unallocated',
  406: 'notAcceptable',
  407: 'notAuthenticated',
  410: 'unallocated',
  415: 'notAcceptable',
  480: 'unavailable',
  486: 'busy',
  488: 'notAcceptable',
  600: 'busy',
  603: 'declined',
  604: 'unallocated',
  606: 'notAcceptable',
  607: 'declined',
  608: 'declined',
};

/** What a gateway's Q.850 cause says where the status says little (RFC 3398 §7.2.4.1). */
const BY_CAUSE: Readonly<Record<number, CallScenarioKind>> = {
  1: 'unallocated',
  17: 'busy',
  18: 'noResponse',
  19: 'noAnswer',
  20: 'unavailable',
  21: 'declined',
};

/** Statuses that a server gives for many reasons. */
const isVague = (kind: CallScenarioKind): boolean => kind === 'failed' || kind === 'unavailable';

/** What the final response of a call that did not connect says of it. */
export function refusalKind(call: CallRecord): CallScenarioKind {
  if (call.finalStatus === null) return 'cannotTell';
  if (call.finalStatus === 408) return call.ringing === null ? 'noResponse' : 'noAnswer';
  const kind = BY_STATUS[call.finalStatus] ?? 'failed';
  if (!isVague(kind)) return kind;
  const byCause = BY_CAUSE[call.q850Cause];
  if (byCause !== undefined) return byCause;
  return kind === 'unavailable' && hasEvidence(call, EVIDENCE.silentHop) ? 'noResponse' : kind;
}
