import type { CallChip } from '../../../shared/protocol/commands';
import type { CallRow } from '../../../shared/protocol/rows';
import { QUALITY_LIMITS } from '../../../shared/rtp/qualityLimits';

const sounded = ({ callerToCallee, calleeToCaller }: CallRow) =>
  [callerToCallee, calleeToCaller].filter((side) => side !== null);

const HOLDS: Record<CallChip, (call: CallRow) => boolean> = {
  failed: ({ state }) => state === 'failed' || state === 'rejected' || state === 'unanswered',
  answered: ({ answeredAtMs }) => answeredAtMs !== null,
  active: ({ state }) => state === 'inviting' || state === 'ringing' || state === 'talking',
  badAudio: (call) =>
    sounded(call).some(
      (side) => side.lossPercent > QUALITY_LIMITS.lossPercent || side.maxJitterMs > QUALITY_LIMITS.jitterMs,
    ),
};

/** A call passes when each chosen chip holds. */
export function callChipCondition(
  chips: readonly CallChip[],
): { name: string; holds: (call: CallRow) => boolean } | null {
  if (chips.length === 0) return null;
  return { name: [...chips].sort().join(), holds: (call) => chips.every((chip) => HOLDS[chip](call)) };
}
